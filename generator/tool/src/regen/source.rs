//! Where the document comes from: the network, a file, or the committed one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lowcodeapi_generator::read::Committed;
use lowcodeapi_generator::source::Origins;
use miette::Diagnostic;
use reqwest::{StatusCode, Url};
use thiserror::Error;

use super::Args;
use super::spec::Spec;
use crate::exit::{Exit, ExitCode, Failure};
use crate::fetch::{self, Backend, Fetcher};
use crate::lock::{self, Lock, Provenance, Source, digest};
use crate::paths::{real, relative};
use crate::pipeline::{self, Gathered};
use crate::workspace::Client;

/// What `--source` asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Wanted {
    /// The OpenAPI document, or the definition where the service hasn't got the other
    #[default]
    Auto,
    /// The OpenAPI document
    Openapi,
    /// The definition
    Definition,
}

/// Where a document came from, and as what.
#[derive(Debug)]
pub(crate) struct Input {
    /// Where its parts come from, where that isn't this text.
    pub(crate) origins: Option<Origins>,
    /// What errors call it.
    pub(crate) name: String,
    /// Where it came from.
    pub(crate) source: Source,
    /// Its URL, where it was fetched.
    pub(crate) url: Option<String>,
    /// Its file, where it was read from one.
    pub(crate) file: Option<PathBuf>,
    /// What led to it, where that isn't plain.
    pub(crate) why: Option<String>,
    /// The source the lock names, where there is a lock.
    pub(crate) locked: Option<Source>,
    /// Whether it is the committed document.
    pub(crate) committed: bool,
}

impl Input {
    /// As the lock of the client in a folder has it.
    pub(crate) fn provenance(&self, folder: &Path) -> Provenance {
        let path = self.file.as_ref().map(|file| relative(&real(folder), file));
        Provenance { source: self.source, url: self.url.clone(), path }
    }
}

/// Why there is no document to read.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// `--spec` names a file that can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(
        code(source::unreadable),
        help("check the path given as `--spec`; an address begins with `https://`")
    )]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file the lock names is not there.
    #[error("the document came from `{path}`, which can't be read")]
    #[diagnostic(
        code(source::gone),
        help("name it with `--spec FILE` or `--spec URL`; `--offline` works from the committed document")
    )]
    Gone {
        /// As it was looked for.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Nobody knows where the document came from.
    #[error("nothing says where the document of `{provider}` came from")]
    #[diagnostic(
        code(source::unrecorded),
        help(
            "name it with `--spec FILE` or `--spec URL`, and the lock remembers it; `--offline` works from the committed \
             document, and `--backend URL` asks a LowCodeAPI"
        )
    )]
    Unrecorded {
        /// The client's provider.
        provider: String,
    },
    /// `--offline`, and nothing is committed yet.
    #[error("can't read the committed document `{path}`")]
    #[diagnostic(
        code(source::nothing_committed),
        help("fetch one by running without `--offline`, or name a local one with `--spec FILE`")
    )]
    NothingCommitted {
        /// Where it should be.
        path: String,
        /// Why it can't be read.
        source: std::io::Error,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Document
    }
}

/// Gets the document the arguments ask for, or else the one the lock names.
pub(super) fn load(args: &Args, client: &Client) -> Result<(Committed, Input), Failure> {
    if args.offline {
        return committed(client);
    }
    // Whatever is there is about to be replaced, so an unreadable lock is no obstacle.
    let lock = lock::read(&client.lock()).ok().flatten();
    let (read, mut input) = if let Some(spec) = &args.spec {
        spec.load(args.keep_query, args.timeout())?
    } else if args.backend.is_some() || args.source != Wanted::Auto || is_served(client, lock.as_ref()) {
        let backend = Backend::parse(args.backend.as_deref().unwrap_or(fetch::SERVICE))?;
        remote(&backend, &client.settings.provider, args.source, args.timeout())?
    } else {
        // What was written down is what may be written down.
        recorded(client, lock.as_ref())?.load(true, args.timeout())?
    };
    input.locked = lock.map(|lock| lock.source);
    Ok((read, input))
}

/// Whether a client's document is one that LowCodeAPI serves, as far as anybody knows.
fn is_served(client: &Client, lock: Option<&Lock>) -> bool {
    match lock.map(|lock| lock.source) {
        Some(Source::Openapi | Source::Definition) => true,
        Some(Source::File | Source::Url) => false,
        Some(Source::Transcribed) | None => client.settings.is_lowcodeapi(),
    }
}

/// Where the lock says that the document came from.
fn recorded(client: &Client, lock: Option<&Lock>) -> Result<Spec, Failure> {
    if let Some(path) = lock.and_then(|lock| lock.path.as_ref()) {
        let file = client.folder().join(path);
        std::fs::metadata(&file).map_err(|source| Error::Gone { path: client.show(&file), source })?;
        return Ok(Spec::File(file));
    }
    if let Some(url) = lock.filter(|lock| lock.source == Source::Url).and_then(|lock| lock.url.as_ref()) {
        return Ok(Spec::Url(fetch::checked(url, "url of lock.toml")?));
    }
    Err(Error::Unrecorded { provider: client.settings.provider.clone() }.into())
}

fn committed(client: &Client) -> Result<(Committed, Input), Failure> {
    let path = client.document();
    let name = client.show(&path);
    let bytes =
        std::fs::read(&path).map_err(|source| Error::NothingCommitted { path: name.clone(), source })?;
    let read = pipeline::read(&bytes, &name)?;
    let (source, url, file, why) = match lock::read(&client.lock())? {
        // A document without a lock was written by hand: every other way leaves a lock behind.
        None => (Source::Transcribed, None, None, Some("no lock says where it came from".to_owned())),
        Some(lock) => {
            let other = lock.sha256.document != digest([&*read.text]);
            let why = other.then(|| {
                "not the document the lock describes: edited by hand, or a refresh was interrupted".to_owned()
            });
            (lock.source, lock.url, lock.path.map(|path| real(client.folder()).join(path)), why)
        }
    };
    let input = Input { origins: None, name, source, url, file, why, locked: Some(source), committed: true };
    Ok((read, input))
}

/// Reads a local document, with the files beside it that it refers to.
pub(crate) fn local(path: &Path) -> Result<(Committed, Input), Failure> {
    let name = path.display().to_string();
    let unreadable = |source| Error::Unreadable { path: name.clone(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let file = Some(real(&std::path::absolute(path).map_err(unreadable)?));
    let Gathered { read, origins, .. } = pipeline::gather(&bytes, path)?;
    let source = Source::File;
    let input = Input { origins, name, source, url: None, file, why: None, locked: None, committed: false };
    Ok((read, input))
}

/// Fetches a provider's document.
pub(crate) fn remote(
    backend: &Backend,
    provider: &str,
    wanted: Wanted,
    timeout: Duration,
) -> Result<(Committed, Input), Failure> {
    let fetcher = Fetcher::new(backend.url(), timeout)?;
    let endpoint = |name| backend.document(provider, name);
    if wanted != Wanted::Definition {
        let url = endpoint("openapi");
        let refusal = match fetch(&fetcher, &url, Source::Openapi) {
            Ok(got) => return Ok(got),
            Err(refusal) if wanted == Wanted::Auto && refusal.means_absent() => refusal,
            Err(refusal) => return Err(refusal.into()),
        };
        return match fetch(&fetcher, &endpoint("definition"), Source::Definition) {
            Ok((read, input)) => Ok((read, Input { why: Some(refusal.reason(&url)), ..input })),
            Err(second) => Err(refusal.and(second)),
        };
    }
    Ok(fetch(&fetcher, &endpoint("definition"), Source::Definition)?)
}

/// Fetches one document.
pub(super) fn fetch(fetcher: &Fetcher, url: &Url, source: Source) -> Result<(Committed, Input), Refusal> {
    let bytes = fetcher.get(url).map_err(Refusal::Fetch)?;
    let name = fetch::shown(url).to_string();
    let read = pipeline::read(&bytes, &name).map_err(Refusal::Content)?;
    let url = Some(name.clone());
    let input =
        Input { origins: None, name, source, url, file: None, why: None, locked: None, committed: false };
    Ok((read, input))
}

/// What an endpoint gave instead of a document.
pub(super) enum Refusal {
    Fetch(fetch::Error),
    Content(pipeline::Error),
}

impl Refusal {
    /// Whether the service has no such document. An outage, or a document cut off in the middle, is another matter:
    /// it must not switch the source.
    fn means_absent(&self) -> bool {
        match self {
            Self::Fetch(error) => matches!(error, fetch::Error::Missing { .. }),
            Self::Content(error) => error.is_not_a_description(),
        }
    }

    fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Fetch(fetch::Error::Missing { status, .. }) => Some(*status),
            _ => None,
        }
    }

    fn reason(&self, url: &Url) -> String {
        match self.status() {
            Some(status) => format!("{} answered {status}", url.path()),
            None => format!("{} answered with something that is no API description", url.path()),
        }
    }

    /// The one error that says most, where the second endpoint failed too.
    fn and(self, second: Self) -> Failure {
        match (self, second) {
            (
                Self::Fetch(fetch::Error::Missing { url: openapi, status: first }),
                Self::Fetch(fetch::Error::Missing { url: definition, status }),
            ) => fetch::Error::MissingBoth { openapi, first, definition, second: status }.into(),
            (first @ Self::Content(_), Self::Fetch(fetch::Error::Missing { .. })) => first.into(),
            (_, second) => second.into(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Fetch(error) => error.into(),
            Refusal::Content(error) => error.into(),
        }
    }
}
