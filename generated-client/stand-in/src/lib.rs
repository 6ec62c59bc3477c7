//! A LowCodeAPI on this machine, with the manners of Amazon SES behind it, and an outbox instead of the post.
//!
//! [`Background`] serves until it is dropped, and [`programs`] runs the client's examples and tests against it.

// A library for the sake of this project's own programs: nobody reads it as an interface.
#![allow(clippy::missing_errors_doc, clippy::must_use_candidate)]

mod body;
mod calls;
mod events;
mod faults;
mod journal;
mod limits;
mod outbox;
mod page;
pub mod programs;
mod provider;
mod reply;
mod routes;
mod server;
mod ses;
mod settings;
mod spec;
mod tokens;
mod upstream;

pub use events::Events;
pub use faults::Fault;
pub use journal::Request;
pub use outbox::{File, Mail, MailKind, Pair};
pub use page::LOOK;
pub use provider::Route;
pub use server::{Background, Error};
pub use settings::{Envelope, Settings};
pub use spec::PROVIDER;
