//! The schemas of a document as JSON Schema 2020-12 has them, without a line of the generator's: what judges instances
//! must not share its mistakes.

pub(crate) mod keywords;
mod lenient;
mod node;
mod translate;
mod validators;

pub(crate) use node::{Node, escaped, resolved, target};
pub(crate) use translate::{Translated, translate};
pub(crate) use validators::{Applied, Validators, Verdict};
