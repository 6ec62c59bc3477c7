//! Identifiers: words, cases, and scopes in which two names cannot collide.
//!
//! A scope hands out identifiers and never hands one out twice, so everything that is emitted has a name that is valid
//! and unique by construction. What it makes of a wire name is a pure function of that name; only a true collision
//! looks at the other names of the scope.

mod borrowed;
mod by_path;
mod by_tag;
mod case;
mod identifier;
mod kept;
mod keyword;
mod letter;
mod letters;
mod link;
mod operation;
mod path;
mod plural;
pub(crate) mod reserved;
mod resource;
mod scope;
mod spelling;
mod verbs;
mod words;

pub use by_path::path_groups;
pub use by_tag::tag_groups;
pub use case::Case;
pub(crate) use identifier::is_path;
pub use kept::{Error, GivenUp, Names, PlaceKey, Problem};
pub(crate) use kept::{Kept, OperationNames, TagNames, TypeNames, is_safe};
pub(crate) use keyword::is_keyword;
pub use operation::{OperationName, OperationNaming, claim_operations, group_method};
pub use plural::singular;
pub(crate) use scope::Refused;
pub use scope::{Candidates, Scope};
pub use words::words;

/// Names of the prelude and of the primitive types that emitted code uses bare; a type of one of these names would
/// shadow them.
pub(crate) const PRELUDE: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Err",
    "Fn",
    "From",
    "FnMut",
    "FnOnce",
    "Hash",
    "Eq",
    "PartialEq",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Unpin",
    "Vec",
];
