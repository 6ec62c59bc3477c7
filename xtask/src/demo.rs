//! `demo`: the whole project at work on this machine, from the document to the mails as they are received.

mod scratch;
mod show;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use miette::Diagnostic;
use thiserror::Error;

use scratch::{Scratch, differing};
use stand_in::programs::{Programs, Workspace};
use stand_in::{Background, PROVIDER, Settings};
use tool::exit::{Exit, ExitCode, Failure};
use tool::serve;
use tool::shell::command;
use tool::terminal::NOTICE;

/// What the demo runs, in this order.
const EXAMPLES: [&str; 3] = ["welcome", "newsletter", "bulk"];
/// What is about to happen, and how long it may take.
const BEGINNING: &str = "\
The client is regenerated twice from a service on this machine, and its three examples send mail to it.
They are built first: some ten seconds the first time, nothing after that.
";
const FROM: &str = "news@example.com";
const TO: &str = "reader@example.com";

/// How long the demo stays.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Keep the outbox open in the end, until the process is ended
    #[arg(long)]
    stay: bool,
}

/// What may go wrong.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The copy of the client can't be written.
    #[error("can't write the scratch copy `{path}`")]
    #[diagnostic(
        code(demo::scratch),
        help("check that there is room and that it may be written; it may be deleted")
    )]
    Scratch {
        /// What.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The workspace's manifest can't be cut down to the client.
    #[error("can't copy the workspace's Cargo.toml: {cause}")]
    #[diagnostic(code(demo::manifest), help("correct it and run the command again"))]
    Manifest {
        /// What is wrong.
        cause: String,
    },
    /// `regen` failed.
    #[error("`{}` failed on the document at {endpoint}\n{output}", command(["regen"]))]
    #[diagnostic(
        code(demo::regen),
        help("run `{}` in the workspace to see it there", command(["regen", "--offline"]))
    )]
    Regen {
        /// Where the document came from.
        endpoint: &'static str,
        /// What it said.
        output: String,
    },
    /// The two endpoints led to two clients.
    #[error("the documents at /openapi and /definition lead to different clients: {}", files.join(", "))]
    #[diagnostic(code(demo::differs), help("compare the two folders below `demo` in the target directory"))]
    Differs {
        /// The files that are not the same.
        files: Vec<String>,
    },
    /// An example ended well, and nobody got a mail.
    #[error("the example `{name}` ended well, but no mail was received")]
    #[diagnostic(code(demo::no_mail), help("check that it obeys LOWCODEAPI_BASE_URL"))]
    NoMail {
        /// Which.
        name: &'static str,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Scratch { .. } => ExitCode::Environment,
            Self::Manifest { .. } => ExitCode::Usage,
            Self::Regen { .. } | Self::Differs { .. } | Self::NoMail { .. } => ExitCode::Unmet,
        }
    }
}

/// Serves, regenerates twice, builds and runs the examples, and shows what they sent.
pub(crate) fn demo(args: &Args) -> Result<ExitCode, Failure> {
    anstream::println!("{BEGINNING}");
    let workspace = Workspace::read()?;
    let document = serve::committed_document()?;
    let service = Background::start(Settings::default(), document.clone())?;
    anstream::println!("A LowCodeAPI on this machine: {}\n", service.url());

    let by_openapi = Scratch::copy(&workspace, "by-openapi")?;
    regenerate(&by_openapi, &service, "/openapi")?;
    let files = by_openapi.generated()?;
    anstream::println!("regenerated from /{}/openapi: {} files", PROVIDER, files.len());

    let without = Background::start(Settings { no_openapi: true, ..Settings::default() }, document)?;
    let by_definition = Scratch::copy(&workspace, "by-definition")?;
    regenerate(&by_definition, &without, "/definition")?;
    let files_of_definition = by_definition.generated()?;
    if files_of_definition != files {
        return Err(Error::Differs { files: differing(&files_of_definition, &files) }.into());
    }
    anstream::println!("regenerated from /{}/definition, where /openapi is off: the same files", PROVIDER);
    let stale = differing(&scratch::generated(&workspace.root)?, &files);
    if stale.is_empty() {
        anstream::println!("which are those that are committed\n");
    } else {
        let regen = command(["regen", "--offline"]);
        anstream::println!(
            "{NOTICE}not yet as committed: {}; `{regen}` writes them{NOTICE:#}\n",
            stale.join(", ")
        );
    }

    let programs = Programs {
        root: &workspace.root,
        target: &workspace.target_directory,
        package: env!("CARGO_PKG_NAME"),
        url: service.url(),
    };
    programs.build_examples()?;
    anstream::println!();
    let began = Instant::now();
    let mut shown = 0;
    for name in EXAMPLES {
        programs.run_example(name, FROM, TO)?;
        let mails = service.mails();
        if mails.len() == shown {
            return Err(Error::NoMail { name }.into());
        }
        anstream::println!("{}", show::heading(name));
        for mail in &mails[shown..] {
            anstream::println!("{}", show::mail(mail));
        }
        shown = mails.len();
    }
    anstream::println!("{shown} mails received in {:.1} s", began.elapsed().as_secs_f64());
    if args.stay {
        anstream::println!("the outbox stays open at {}/ until you end this with Ctrl-C", service.url());
        loop {
            std::thread::park();
        }
    }
    Ok(ExitCode::Done)
}

/// Runs this program's own `regen`, as its users would.
fn regenerate(scratch: &Scratch, service: &Background, endpoint: &'static str) -> Result<(), Error> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("xtask"));
    let said = |output: &[u8]| String::from_utf8_lossy(output).into_owned();
    let output = Command::new(program)
        .args(["regen", "--allow-shrink", "--backend", service.url()])
        .current_dir(&scratch.root)
        .output()
        .map_err(|source| Error::Regen { endpoint, output: source.to_string() })?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::Regen { endpoint, output: said(&output.stdout) + &said(&output.stderr) })
}
