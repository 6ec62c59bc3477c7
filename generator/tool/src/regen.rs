//! `regen`: from the document the service serves to the committed client and its snapshots.

mod check;
mod features;
mod guard;
pub(crate) mod names;
mod packages;
pub(crate) mod report;
pub(crate) mod source;
pub(crate) mod spec;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::path::PathBuf;
use std::time::Duration;

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::scaffold::{self, Place};
use lowcodeapi_generator::surface::Surface;
use lowcodeapi_generator::{Generated, Known, assumed};
use miette::Diagnostic;
use thiserror::Error;

use crate::companions;
use crate::diff::Before;
use crate::exit::{Exit, ExitCode, Failure};
use crate::lock::Lock;
use crate::new::COPY;
use crate::output::{CommandOutput, Format};
use crate::pipeline;
use crate::tree::Tree;
use crate::turn::Turn;
use crate::workspace::Client;
use crate::write;
use report::Report;
pub(crate) use report::{Offered, counted};
use spec::Spec;

/// What to regenerate from, and what to do with the result.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Args {
    /// Ask the LowCodeAPI there; https, or plain http on this machine [default: where the lock says that the document came
    /// from, else <https://backend.lowcodeapi.com>]
    #[arg(long, value_name = "URL", conflicts_with = "spec")]
    backend: Option<String>,
    /// Whose document [default: the provider in the client's Cargo.toml]
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Which document; `auto` takes the definition where the service hasn't got the other one
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["spec", "offline"])]
    source: source::Wanted,
    /// Read another document from now on: a file, with those beside it that it refers to, or an address
    #[arg(long, value_name = "FILE|URL", conflicts_with = "offline")]
    spec: Option<Spec>,
    /// Write the query of the document's address into the lock; without it a secret in there is nobody's
    #[arg(long, requires = "spec")]
    keep_query: bool,
    /// Start from the committed document; source and URL in the lock stay as they are
    #[arg(long)]
    offline: bool,
    /// Write nothing; list every file that is stale, missing or orphaned, and end with 4 if there is one
    #[arg(long)]
    check: bool,
    /// Call everything anew, by the rules there are now, rather than keep the names in `names.toml`
    #[arg(long)]
    rename: bool,
    /// Accept a document that lacks operations the committed client has
    #[arg(long)]
    allow_shrink: bool,
    /// List each repair and degradation with its JSON pointer and line; with `--format github`, annotate them
    #[arg(long)]
    verbose: bool,
    /// Whom to speak to
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// The client crate's folder [default: the only one in the workspace]
    #[arg(long, value_name = "DIR")]
    manifest: Option<PathBuf>,
    /// How long a document may take to arrive
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

fn help() -> String {
    crate::exit::help(&[
        (&["regen"], "read the document where it came from, write what changed"),
        (&["regen", "--check", "--offline"], "write nothing; end with 4 where something is stale"),
        (&["regen", "--spec", "https://example.com/openapi.json"], "take another document from now on"),
    ])
}

impl Args {
    fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }
}

/// Why a result is not accepted.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// Operations are gone.
    #[error(
        "the document lacks {} of the client's operations:\n{}",
        operations.len(),
        operations.iter().map(|operation| format!("  {operation}")).collect::<Vec<_>>().join("\n")
    )]
    #[diagnostic(
        code(regen::shrunk),
        help(
            "it is usually a wrong or truncated download, so nothing was written; if they are gone for good, add `--allow-shrink`"
        )
    )]
    Shrunk {
        /// Method and path of each.
        operations: Vec<String>,
    },
    /// The overlay can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(regen::overlay_unreadable), help("check that it is UTF-8 text and may be read"))]
    OverlayUnreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// What was learned can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(regen::learned_unreadable), help("check that it is UTF-8 text and may be read"))]
    LearnedUnreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The names an earlier run gave can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(regen::names_unreadable), help("check that it is UTF-8 text and may be read"))]
    NamesUnreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(regen::manifest_unreadable), help("check that it is UTF-8 text and may be read"))]
    ManifestUnreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The overlay no longer fits: an error where that is checked, or where a document has just been fetched.
    #[error("{count} overlay action(s) match nothing in the document")]
    #[diagnostic(
        code(regen::overlay_stale),
        help(
            "the lines above name them and the nearest path there is; correct or delete them in the overlay"
        )
    )]
    OverlayStale {
        /// How many.
        count: usize,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Shrunk { .. } | Self::LearnedUnreadable { .. } => ExitCode::Document,
            Self::NamesUnreadable { .. } | Self::ManifestUnreadable { .. } => ExitCode::Generation,
            Self::OverlayUnreadable { .. } | Self::OverlayStale { .. } => ExitCode::Overlay,
        }
    }
}

/// Regenerates the client, or checks that it is as it would be.
pub fn regen(args: &Args) -> Result<ExitCode, Failure> {
    let mut output = CommandOutput::new(args.format);
    let done = run(args, &mut output);
    output.finish(done, args.verbose)
}

fn run(args: &Args, output: &mut CommandOutput) -> Result<ExitCode, Failure> {
    let client = find_client(args)?;
    let (mut turn, _turn);
    if !args.check {
        turn = Turn::of(client.folder())?;
        _turn = turn.take(|| output.print("waiting for another `regen` of this client to end\n"))?;
    }
    let (overlay_path, overlay) = client.overlay();
    let overlay_name = client.show(&overlay_path);
    let overlay =
        overlay.map_err(|source| Error::OverlayUnreadable { path: overlay_name.clone(), source })?;

    let (read, input) = source::load(args, &client)?;
    let overlay_input = overlay.as_deref().map(|text| (text, overlay_name.as_str()));
    let companions = companions::of_client(&client, args.offline)?;
    let (learned_path, learned) = client.learned();
    let learned_name = client.show(&learned_path);
    let learned =
        learned.map_err(|source| Error::LearnedUnreadable { path: learned_name.clone(), source })?;
    let learned = learned.as_deref().map(|text| (text, learned_name.as_str()));
    let known = Known { companions: &companions, overlay: overlay_input, learned };
    let names = if args.rename { Names::default() } else { names::read(&client)? };
    let made = pipeline::run(&client.settings, read, known, &names)
        .map_err(|error| error.relocated(input.origins.as_ref()).stated_in(&client))?;
    output.assume(|| assumed::assumed(&made, input.origins.as_ref(), Some(&overlay_name)));
    let before = LazyCell::new(|| Before::of(&client));
    let guard = guard::compare(&client, &made, known, &names, &before)?;
    if !guard.lost.is_empty() && !args.allow_shrink {
        return Err(Error::Shrunk { operations: guard.lost }.into());
    }

    let lock =
        Lock::new(&client.settings.provider, input.provenance(client.folder()), overlay.as_deref(), &made);
    let mut tree = tree(&client, &made, lock.text());
    tree.files.splice(0..0, manifest(&client, &made)?);
    let changes = tree
        .compare()
        .map_err(|source| write::Error::Compare { path: client.show(&client.generated()), source })?;
    let report = Report { client: &client, input: &input, made: &made, guard: &guard, verbose: args.verbose };
    output.files = changes.iter().map(|change| client.show(&change.path)).collect();
    if args.check {
        output.print(format_args!("{report}{}", check::Findings { client: &client, changes: &changes }));
        return check::verdict(&changes, &made);
    }
    if !changes.is_empty() {
        LazyCell::force(&before);
    }
    write::write(&changes)?;
    output.print(format_args!("{report}{}", report::Written { client: &client, changes: &changes }));
    if !changes.is_empty() {
        output.print(before.summary(&client, &made, input.source));
    }
    // What is written offline is on its way to fit; a document that came newly is the moment to notice.
    match made.stale().count() {
        0 => Ok(ExitCode::Done),
        _ if args.offline => Ok(ExitCode::Done),
        count => Err(Error::OverlayStale { count }.into()),
    }
}

/// The client's manifest, where that is to have other features or packages.
fn manifest(client: &Client, made: &Generated) -> Result<Option<(PathBuf, Cow<'static, str>)>, Error> {
    let groups: Vec<&str> = Surface::of(&made.api).features().collect();
    let packages = scaffold::packages(&made.api.settings);
    let path = client.manifest();
    let text = std::fs::read_to_string(&path)
        .map_err(|source| Error::ManifestUnreadable { path: client.show(&path), source })?;
    let with_features = features::in_step(&text, &groups);
    let with_packages = packages::added(with_features.as_deref().unwrap_or(&text), &packages);
    Ok(with_packages.or(with_features).map(|text| (path, text.into())))
}

/// Looks around the working directory: that is how cargo finds the alias, too.
fn find_client(args: &Args) -> Result<Client, crate::workspace::Error> {
    let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    Client::find(&start, args.manifest.as_deref(), args.provider.as_deref())
}

/// All files of a client that a run writes, in their order.
pub(crate) fn tree<'a>(client: &Client, made: &'a Generated, lock: String) -> Tree<'a> {
    let owned = client.generated();
    let path = |place| match place {
        Place::Snapshot(name) => client.snapshot(name),
        Place::Code(path) => owned.join(path),
    };
    let files = scaffold::written(made, || &COPY, lock);
    let files = files.into_iter().map(|(place, text)| (path(place), text)).collect();
    Tree { files, owned, optional: vec![client.companion()] }
}
