//! Why it isn't known which client is meant, or what its manifest says.

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

use crate::exit::{Exit, ExitCode};

/// Why no client crate could be settled on.
#[derive(Debug, Error, Diagnostic)]
pub enum Error {
    /// Nothing above the working directory is a workspace with a client in it.
    #[error("no generated client found in or above `{start}`")]
    #[diagnostic(
        code(workspace::no_client),
        help("run it inside the workspace, or name the client crate with `--manifest DIR`")
    )]
    NoClient {
        /// Where the search began.
        start: String,
    },
    /// Several crates carry `[package.metadata.lowcodeapi]`.
    #[error("the workspace has several generated clients: {}", providers.join(", "))]
    #[diagnostic(
        code(workspace::several_clients),
        help("choose one with `--provider NAME` or `--manifest DIR`")
    )]
    SeveralClients {
        /// Their providers.
        providers: Vec<String>,
    },
    /// `--manifest` names a crate that is no generated client.
    #[error("`{path}` has no `[package.metadata.lowcodeapi]`")]
    #[diagnostic(code(workspace::no_metadata), help("add it, with at least `provider` and `host`"))]
    NoMetadata {
        /// The manifest.
        path: String,
    },
    /// A manifest is not what it should be.
    #[error("{message}")]
    #[diagnostic(code(workspace::manifest), help("correct it and run the command again"))]
    Manifest {
        /// What is wrong.
        message: String,
        /// The manifest's text.
        #[source_code]
        text: NamedSource<String>,
        /// Where.
        #[label]
        span: Option<SourceSpan>,
    },
    /// A provider's name that could not stand in a URL or a path.
    #[error("`{name}` is no provider's name")]
    #[diagnostic(
        code(workspace::provider),
        help("a name is what stands behind the host: letters, digits, `-`, `_` and `.`")
    )]
    Provider {
        /// What was given.
        name: String,
    },
    /// A file could not be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(workspace::unreadable), help("check that it is there and may be read"))]
    Read {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Usage
    }
}
