//! The files of a new crate around a client, which from then on belong to whoever maintains it.
//!
//! What is generated comes from [`generate`](crate::generate); what stands around it, manifest and README for instance,
//! comes from here, once. There is no disk in here, and the runtime comes in as data, so that a crate can be made anywhere.

mod features;
mod names;
mod packages;
mod readme;
mod runtime;
mod templates;
mod vendored;

use std::borrow::Cow;

use crate::api::{Api, Runtime};
use crate::join::CompanionFile;
use crate::{FirstCall, Generated};

pub use features::ALL_OPERATIONS;
pub use names::{library, package, variable};
pub use packages::packages;
pub use runtime::{Dependency, RuntimePackage};
pub use templates::overlay;

/// The variable that has the token of `LowCodeAPI`.
pub const TOKEN_VARIABLE: &str = "LOWCODEAPI_API_TOKEN";
/// The variable that names a `LowCodeAPI` of the user's own.
pub const BASE_URL_VARIABLE: &str = "LOWCODEAPI_BASE_URL";

/// The licence of a crate of which nobody said anything: what Rust itself has.
pub const USUAL_LICENSE: &str = "MIT OR Apache-2.0";

/// A new crate.
#[derive(Debug, Clone, Copy)]
pub struct Crate<'a> {
    /// The package's name.
    pub package: &'a str,
    /// Its licence.
    pub license: License<'a>,
    /// Where it has its runtime from.
    pub dependency: &'a Dependency,
    /// That runtime.
    pub runtime: &'a RuntimePackage,
    /// The provider's own documents, as the manifest names them.
    pub companions: &'a [CompanionFile],
    /// What the client offers.
    pub api: &'a Api,
    /// The call it is introduced with.
    pub call: Option<&'a FirstCall>,
    /// Whether the first call is an example and a test, too.
    pub has_example: bool,
    /// How it is refreshed.
    pub refresh: Refresh<'a>,
}

/// The licence of a new crate.
#[derive(Debug, Clone, Copy)]
pub enum License<'a> {
    /// An SPDX expression.
    Own(&'a str),
    /// The one of all packages of its workspace, which is this.
    Inherited(&'a str),
}

/// How a crate is refreshed.
#[derive(Debug, Clone, Copy)]
pub struct Refresh<'a> {
    /// The command, such as `cargo api-client regen`.
    pub command: &'a str,
    /// Whether it is there in the generator's own workspace only.
    pub is_alias: bool,
}

impl License<'_> {
    /// The expression.
    #[must_use]
    pub fn expression(&self) -> &str {
        match self {
            Self::Own(license) | Self::Inherited(license) => license,
        }
    }
}

/// A file of a client that a program writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A snapshot, by its name in the folder of snapshots.
    Snapshot(&'static str),
    /// Generated code, by its path below the folder of it.
    Code(String),
}

/// All files of a client that a program writes, the lock last: it vouches for the others. The document comes first, so that
/// an interrupted run can be finished without it. `copy` is the [copy of the runtime](RuntimePackage::vendored) of a client that
/// carries one.
#[must_use]
pub fn written<'a>(
    made: &'a Generated,
    copy: impl FnOnce() -> &'a [(String, String)],
    lock: String,
) -> Vec<(Place, Cow<'a, str>)> {
    let snapshot = |name, text: &'a str| (Place::Snapshot(name), Cow::Borrowed(text));
    let mut files = vec![snapshot("openapi.json", &made.document)];
    files.extend(made.companions.text.iter().map(|text| snapshot("companion.json", text)));
    files.extend(made.files.iter().map(|(path, text)| (Place::Code(path.to_owned()), text.into())));
    if made.api.settings.runtime == Runtime::Vendored {
        files.extend(copy().iter().map(|(path, text)| (Place::Code(path.clone()), text.into())));
    }
    files.push(snapshot("effective.yaml", &made.effective));
    files.push((Place::Snapshot("names.toml"), made.names_text.as_str().into()));
    files.push(snapshot("api.txt", &made.listing));
    files.push((Place::Snapshot("lock.toml"), lock.into()));
    files
}
