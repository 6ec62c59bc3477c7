//! The public surface of a client, as data: which items there are, what they are called and which types they speak of.

mod traits;

pub use traits::{Trait, is_empty_by_default};
