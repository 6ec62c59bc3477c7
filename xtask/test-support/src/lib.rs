//! What the tests of several packages stand on: a server on loopback that answers, or fails, as it is told; a folder of
//! their own, with git where they ask for it; programs run to their end; cargo for crates that they make; a browser;
//! numbers drawn from a seed.

// For tests only, which end where something is not as it should be.
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, clippy::return_self_not_must_use)]

mod act;
mod browser;
pub mod crates;
mod random;
mod request;
mod run;
mod scratch;
mod server;

pub use act::{Act, Answer};
pub use browser::Browser;
pub use random::Random;
pub use request::Request;
pub use run::Run;
pub use scratch::Scratch;
pub use server::{Server, closed_port};
