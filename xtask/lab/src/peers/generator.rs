//! What there is to know about a generator, to run it and to judge what it makes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A generator.
#[derive(Debug, Clone)]
pub(super) struct Generator {
    /// What it is called, and its crate.
    pub(super) name: &'static str,
    /// Its version; ours is what is built here.
    pub(super) version: Option<&'static str>,
    /// Whether it is the one of this workspace.
    pub(super) ours: bool,
    /// The program.
    pub(super) program: PathBuf,
    /// Its arguments, for a document and the folder of the client.
    pub(super) arguments: fn(document: &Path, out: &Path) -> Vec<OsString>,
    /// Where in the client its methods are: a file or a folder.
    pub(super) methods: &'static [&'static str],
    /// What tells a method.
    pub(super) method: Method,
    /// What is missing to make a crate of what it emits.
    pub(super) finish: Finish,
}

/// What tells the method of an operation in emitted code, line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// `pub async fn NAME`; with one of these words behind the name of another it is another way to call that one.
    AsyncFunction {
        /// The words.
        twins: &'static [&'static str],
    },
    /// The static that describes the operation to the runtime: our methods return a call that is yet to be awaited.
    Endpoint,
}

/// What is missing to make a crate of what a generator emits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finish {
    /// That it is a workspace of its own.
    Workspace,
    /// The same, and another TLS than the system's, whose headers are not everywhere.
    WorkspaceWithRustls,
    /// A manifest with the dependencies it lists in a file, and a library with its module.
    Crate {
        /// The file.
        dependencies: &'static str,
        /// The library.
        library: &'static str,
    },
}

impl Generator {
    /// Name and version.
    pub(super) fn title(&self) -> String {
        self.version.map_or_else(|| "this one".to_owned(), |version| format!("{} {version}", self.name))
    }
}
