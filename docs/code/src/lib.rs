//! The client that the pages of `docs/` call, made as [the page on build scripts](../../build-script.md) says; the code on
//! the pages are doctests of this crate.

include!(concat!(env!("OUT_DIR"), "/client.rs"));

pub use shop::runtime::{DateTime, Delivery, ErrorKind, RetryPolicy};
pub use shop::*;

/// The pages, a module each.
#[cfg(doctest)]
mod pages {
    macro_rules! pages {
        ($($page:ident: $file:literal,)*) => { $( #[doc = include_str!($file)] mod $page {} )* };
    }

    pages! {
        any_document: "../../any-document.md",
        errors: "../../errors.md",
        first_mail: "../../first-mail.md",
        mailing: "../../mailing.md",
        streams: "../../streams.md",
        testing: "../../testing.md",
        webhooks: "../../webhooks.md",
    }
}
