//! The generator and the differ for a page in a browser.
//!
//! [`answer`] takes a message and makes one; `abi.rs` is how a browser gets at it. A message is JSON with bytes behind it, so
//! that the files of a large client cross the border as they are. Here is no network, no disk and no state but the
//! runtime's sources, which come in first: whoever ends the worker that runs this ends everything.

#[cfg(target_family = "wasm")]
mod abi;
mod compare;
mod document;
mod generate;
mod message;

use lowcodeapi_generator::scaffold::RuntimePackage;
use serde::Deserialize;

pub use compare::{Compared, Comparison, Request as CompareRequest, compare};
pub use document::{Extent, File, Files};
pub use generate::{Choices, Generation, Made, Request as GenerateRequest, generate};
pub use message::Message;

/// The runtime that crates get a copy of.
#[derive(Debug)]
pub struct Runtime {
    package: RuntimePackage,
    /// As it is part of a crate: the same for all of them.
    copy: Vec<(String, String)>,
}

impl From<RuntimePackage> for Runtime {
    fn from(package: RuntimePackage) -> Self {
        Self { copy: package.vendored(), package }
    }
}

/// How far a message is, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Stage {
    /// Documents are read.
    Reading = 1,
    /// They are repaired, overlaid and completed.
    Preparing = 2,
    /// Code is made of them, or they are compared.
    Making = 3,
    /// What was made is put together for the page.
    Presenting = 4,
}

/// What becomes a message.
trait IntoMessage {
    /// As a page gets it.
    fn message(&self) -> Message;
}

/// What a page asks for.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Ask {
    /// The crate of a document.
    Generate(generate::Request),
    /// What separates two documents.
    Compare(compare::Request),
}

/// Answers a message. `runtime` is what crates get a copy of; `progress` is told each stage before it begins.
///
/// # Errors
///
/// Where the message is none that a page sends; what is wrong with a document is part of an answer.
pub fn answer(
    message: &[u8],
    runtime: &Runtime,
    progress: &mut dyn FnMut(Stage),
) -> Result<Vec<u8>, serde_json::Error> {
    Ok(match message::parse(message)? {
        (Ask::Generate(request), bytes) => generate(&request, bytes, runtime, progress).message(),
        (Ask::Compare(request), bytes) => compare(&request, bytes, progress).message(),
    }
    .into_bytes())
}
