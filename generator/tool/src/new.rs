//! `new`: a complete crate for a provider, ready to be called, tested and refreshed.

mod companions;
mod error;
mod folder;
mod license;
mod names;
mod runtime;

use std::path::{Path, PathBuf};
use std::time::Duration;

use lowcodeapi_generator::join::Companion;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::read::Committed;
use lowcodeapi_generator::scaffold::{self, Crate, Refresh};
use lowcodeapi_generator::{Grouping, Known, Settings, assumed};

use crate::exit::{ExitCode, Failure};
use crate::fetch::{self, Backend};
use crate::lock::Lock;
use crate::output::{CommandOutput, Format};
use crate::regen::source::{self, Wanted};
use crate::regen::spec::Spec;
use crate::regen::{Offered, counted};
use crate::shell::{self, command};
use crate::terminal::{LABEL, NOTICE};
use crate::workspace::{self, Client};
use crate::{pipeline, regen, write};
pub(crate) use error::Error;
use folder::CrateFolder;
use license::License;
pub(crate) use runtime::COPY;
pub use runtime::RUNTIME;

/// Whose client, and where it goes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// The provider; with `--spec`, any name
    provider: String,
    /// The folder of the new crate; it must not hold anything yet [default: the package's name]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The package's name [default: after the provider]
    #[arg(long, value_name = "PACKAGE", value_parser = names::checked)]
    name: Option<String>,
    /// The licence of the crate, as an SPDX expression [default: its workspace's, else `MIT OR Apache-2.0`]
    #[arg(long, value_name = "SPDX", value_parser = license::checked)]
    license: Option<String>,
    /// Where the service is; https, or plain http on this machine
    #[arg(
        long,
        value_name = "URL",
        default_value = fetch::SERVICE,
        conflicts_with = "spec"
    )]
    backend: String,
    /// The document: a file, with those beside it that it refers to, or an address [default: what LowCodeAPI serves]
    #[arg(long, value_name = "FILE|URL")]
    spec: Option<Spec>,
    /// Write the query of the document's address into the lock; without it a secret in there is nobody's
    #[arg(long, requires = "spec")]
    keep_query: bool,
    /// Begin with this overlay, which says or corrects what the document doesn't
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Leave out all operations but these: an id, `GET /path`, `tag:NAME` with the tags that stand in it, or `path:/pattern/**`; may be given again
    #[arg(long, value_name = "OPERATION")]
    only: Vec<String>,
    /// A Cargo feature for each group of operations, which stand behind their tag or what their path begins with: whoever wants
    /// few of them compiles no others
    #[arg(long, value_name = "tag|path", value_parser = ["tag", "path"])]
    features: Option<String>,
    /// What strings of a format become, such as `uuid=uuid::Uuid`; may be given again
    #[arg(long = "type", value_name = "FORMAT=PATH", value_parser = chosen_type)]
    types: Vec<(String, String)>,
    /// Write neither the example nor the test of a first call
    #[arg(long)]
    no_example: bool,
    /// Where the crate has its runtime from: `version` (the registry), `path` (the clone this program is of),
    /// `git=URL#REVISION`, or `vendored` (a copy in the crate) [default: `version`; `path` for `cargo xtask`]
    #[arg(long, value_name = "FROM")]
    runtime: Option<runtime::From>,
    #[command(flatten)]
    companions: companions::Companions,
    /// List each repair and degradation with its JSON pointer and line; with `--format github`, annotate them
    #[arg(long)]
    verbose: bool,
    /// Whom to speak to
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// How long a document may take to arrive
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

fn help() -> String {
    crate::exit::help(&[
        (&["new", "petstore", "--spec", "petstore.yaml"], "from a file, into `petstore-client`"),
        (&["new", "shop", "--spec", "https://shop.example/openapi.json"], "from an address"),
        (&["new", "shop", "--spec", "shop.json", "--runtime", "vendored"], "a crate that stands alone"),
        (&["new", "resend"], "what LowCodeAPI serves for `resend`"),
    ])
}

/// Creates a crate.
pub fn new(args: &Args) -> Result<ExitCode, Failure> {
    let mut output = CommandOutput::new(args.format);
    let done = create(args, &mut output);
    output.finish(done, args.verbose)
}

/// What a provider's client is made from: a local document, or the one that is served.
pub fn document(provider: &str, backend: &str, spec: Option<&Path>) -> Result<Committed, Failure> {
    workspace::check_provider(provider)?;
    let timeout = Duration::from_secs(60);
    let (read, _) = match spec {
        Some(path) => source::local(path)?,
        None => source::remote(&Backend::parse(backend)?, provider, Wanted::Auto, timeout)?,
    };
    Ok(read)
}

fn create(args: &Args, output: &mut CommandOutput) -> Result<ExitCode, Failure> {
    workspace::check_provider(&args.provider)?;
    let overlay = args.overlay()?;
    let runtime = args.runtime.clone().unwrap_or_default();
    let timeout = Duration::from_secs(args.timeout);
    // Where it goes may follow from what it is called, and that from the document; what is known needn't wait.
    let named = args.out.clone().or_else(|| args.name.as_ref().map(PathBuf::from));
    let folder = named.map(|out| CrateFolder::find(&out)).transpose()?;
    let (read, input) = if let Some(spec) = &args.spec {
        spec.load(args.keep_query, timeout)?
    } else {
        source::remote(&Backend::parse(&args.backend)?, &args.provider, Wanted::Auto, timeout)?
    };
    let mut settings = Settings::suggest(&read.document, &args.provider);
    if let Some(by) = &args.features {
        settings.group = if by == "tag" { Grouping::Tag } else { Grouping::Path };
        settings.features = true;
    }
    let host = Settings::assumed_host(&read.document);
    let package = args.name.clone().unwrap_or_else(|| scaffold::package(&args.provider, settings.flavour));
    let folder = folder.map_or_else(|| CrateFolder::find(package.as_ref()), Ok)?;
    if runtime == runtime::From::Path && folder.runtime.is_none() {
        return Err(Error::NoRuntime.into());
    }
    let dependency = runtime.dependency(&folder.path, folder.runtime.as_deref());
    settings.runtime = dependency.setting();
    settings.operations.clone_from(&args.only);
    settings.library = Some(scaffold::library(&package));
    settings.types = args.types.iter().cloned().collect();
    let companions = args.companions.named(&folder)?;
    let known: Vec<Companion> = companions
        .iter()
        .map(|(path, named)| crate::companions::read(path, named))
        .collect::<Result<_, _>>()?;
    let companions = companions.into_iter().map(|(_, named)| named).collect();
    let client = Client::planned(&folder.path, settings, companions);
    let known = Known { companions: &known, overlay: Some((&overlay, "overlay.yaml")), learned: None };
    let made = pipeline::run(&client.settings, read, known, &Names::default())
        .map_err(|error| error.relocated(input.origins.as_ref()))?;
    output.assume(|| {
        let host = host.iter().map(|host| assumed::assumed_host(host, &made, input.origins.as_ref()));
        host.chain(assumed::assumed(&made, input.origins.as_ref(), None)).collect()
    });
    let call = pipeline::introduction(&made.api)?;

    let lock = Lock::new(&args.provider, input.provenance(&folder.path), Some(&overlay), &made);
    let mut tree = regen::tree(&client, &made, lock.text());
    let license = License::choose(args.license.as_deref(), folder.workspace.as_ref());
    let written = Crate {
        package: &package,
        license: license.stated(),
        dependency: &dependency,
        runtime: &RUNTIME,
        companions: &client.companions,
        api: &made.api,
        call: call.as_ref(),
        has_example: !args.no_example,
        refresh: Refresh { command: &command(["regen"]), is_alias: shell::is_alias() },
    };
    let by_hand = written.files(overlay).into_iter().map(|(path, text)| (client.file(path), text.into()));
    // In front of the rest, for the lock stays the last.
    tree.files.splice(0..0, by_hand);
    let changes = tree
        .compare()
        .map_err(|source| write::Error::Compare { path: folder.path.display().to_string(), source })?;
    write::write(&changes)?;
    output.files = changes.iter().map(|change| change.path.display().to_string()).collect();
    if runtime == runtime::From::Path {
        folder.lock_versions()?;
    }
    output.print(Offered { made: &made, origins: input.origins.as_ref(), verbose: args.verbose });
    if let Some(host) = &host {
        output.print(format_args!(
            "{NOTICE}host       {}: {}{NOTICE:#}\n",
            host.detail,
            assumed::CHOOSE_A_HOST
        ));
    }
    for action in made.stale() {
        let place = action.position.line;
        output.print(format_args!(
            "{NOTICE}overlay    overlay.yaml:{place}: `{}` matches nothing{NOTICE:#}\n",
            action.target
        ));
    }
    output.print(format_args!("{LABEL}licence{LABEL:#}    {license}\n"));
    output.print(format_args!(
        "{LABEL}created{LABEL:#}    {package} in {}: {}, {}\n",
        folder.shown,
        counted(made.api.operations.len(), "operation"),
        counted(made.api.types.len(), "type")
    ));
    if let Some(around) = folder.workspace.as_ref().filter(|around| !around.has_it) {
        output.print(format_args!(
            "{NOTICE}workspace  it lies in the one of {}: add it to `members` there, or to `exclude`{NOTICE:#}\n",
            around.root.join("Cargo.toml").display()
        ));
    }
    output.print(format_args!(
        "{LABEL}next{LABEL:#}       read its README.md, and run `cargo test` in there\n"
    ));
    Ok(ExitCode::Done)
}

/// A format and the path of a type.
fn chosen_type(text: &str) -> Result<(String, String), String> {
    let (format, path) =
        text.split_once('=').ok_or("write a format and the path of a type: `uuid=uuid::Uuid`")?;
    Ok((format.trim().to_owned(), path.trim().to_owned()))
}

impl Args {
    /// The overlay to begin with.
    fn overlay(&self) -> Result<String, Error> {
        let Some(path) = &self.overlay else {
            return Ok(scaffold::overlay(&self.provider, &command(["regen"])));
        };
        std::fs::read_to_string(path)
            .map_err(|source| Error::Overlay { path: path.display().to_string(), source })
    }
}
