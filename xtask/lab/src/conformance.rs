//! `conformance`: the client's requests, held against Amazon's own service model and against an independent SES.
//!
//! Opt-in: it installs two packages from the Python registry into a scratch environment below the target directory.

mod model;
mod moto;
mod python;
mod table;

use miette::Diagnostic;
use thiserror::Error;

use moto::Moto;
use python::Python;
use stand_in::programs::{Programs, Workspace};
use stand_in::{Background, PROVIDER, Settings};
use table::{Row, Table};
use tool::exit::{Exit, ExitCode, Failure};
use tool::serve;

const EXAMPLES: [&str; 3] = ["welcome", "newsletter", "bulk"];
/// The client's tests that send a request of each shape.
const TESTS: &str = "conformance";
const FROM: &str = "news@example.com";
const TO: &str = "reader@example.com";

/// Nothing to choose.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// What may go wrong.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// No Python, or one that can't make environments.
    #[error("can't make a Python environment: {cause}")]
    #[diagnostic(
        code(conformance::python),
        help("install Python 3 with its `venv` module; nothing else here needs it")
    )]
    Python {
        /// What it said.
        cause: String,
    },
    /// The packages can't be installed.
    #[error("can't install {packages} from the Python registry\n{cause}")]
    #[diagnostic(code(conformance::registry), help("check the network and pip's settings, and run it again"))]
    Registry {
        /// Which.
        packages: String,
        /// What pip said last.
        cause: String,
    },
    /// The independent SES does not come up.
    #[error("moto does not answer: {cause}")]
    #[diagnostic(
        code(conformance::moto),
        help("delete the folder `conformance` in the target directory and run it again")
    )]
    Moto {
        /// Why.
        cause: String,
    },
    /// The independent SES accepted a mail and does not list it.
    #[error("moto accepted the mail {subject:?} and does not list it")]
    #[diagnostic(code(conformance::unlisted), help("compare what the test sends with what moto understands"))]
    Unlisted {
        /// Its subject.
        subject: &'static str,
    },
    /// The script that asks the model fails.
    #[error("can't ask the service model: {cause}")]
    #[diagnostic(
        code(conformance::model),
        help("delete the folder `conformance` in the target directory and run it again")
    )]
    Model {
        /// What it said.
        cause: String,
    },
    /// Requests are not as the model says.
    #[error("the service model refuses {count} kind(s) of requests")]
    #[diagnostic(code(conformance::refused), help("the table above names them with their first fault"))]
    Refused {
        /// How many.
        count: usize,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Python { .. } | Self::Registry { .. } | Self::Moto { .. } | Self::Model { .. } => {
                ExitCode::Environment
            }
            Self::Unlisted { .. } | Self::Refused { .. } => ExitCode::Unmet,
        }
    }
}

/// Sends everything to both validators and prints their verdicts as a Markdown table.
pub(crate) fn conformance(_: &Args) -> Result<ExitCode, Failure> {
    let workspace = Workspace::read()?;
    let document = serve::committed_document()?;
    let python = Python::ready(&workspace.target_directory.join("conformance"))?;
    let mut table = Table::default();
    against_moto(&workspace, &python, document.clone(), &mut table)?;
    against_the_model(&workspace, &python, document, &mut table)?;
    anstream::print!("{table}");
    match table.refused() {
        0 => Ok(ExitCode::Done),
        count => Err(Error::Refused { count }.into()),
    }
}

/// An independent SES accepts what it should, refuses what it should, and lists what it accepted.
fn against_moto(
    workspace: &Workspace,
    python: &Python,
    document: Vec<u8>,
    table: &mut Table,
) -> Result<(), Failure> {
    let moto = Moto::start(python)?;
    let service = Background::start(Settings::relaying(moto.url().clone()), document)?;
    let client = workspace.client(PROVIDER)?;
    let programs = programs(workspace, &client.name, &service);
    let validator = format!("moto {}", python::MOTO);

    programs.run_ignored(TESTS, Some("an_unverified_sender_is_refused"))?;
    table.push(Row::good("SendEmail, simple, unverified sender", &validator, "refused: MessageRejected"));
    moto.verify(FROM)?;
    for (test, request, subject) in [
        ("a_simple_mail_is_accepted", "SendEmail, simple", "Simple conformance"),
        ("a_raw_mail_is_accepted", "SendEmail, raw", "Raw conformance"),
    ] {
        programs.run_ignored(TESTS, Some(test))?;
        if !moto.lists(subject)? {
            return Err(Error::Unlisted { subject }.into());
        }
        table.push(Row::good(request, &validator, "accepted and listed"));
    }
    Ok(())
}

/// Whatever examples and tests send is as Amazon's service model says.
fn against_the_model(
    workspace: &Workspace,
    python: &Python,
    document: Vec<u8>,
    table: &mut Table,
) -> Result<(), Failure> {
    let service = Background::start(Settings::default(), document)?;
    let client = workspace.client(PROVIDER)?;
    let programs = programs(workspace, &client.name, &service);
    let mut sent = Vec::new();
    let mut collect = |program: &str, seen: &mut usize| {
        let requests = service.requests();
        sent.extend(requests.into_iter().skip(*seen).map(|request| (program.to_owned(), request)));
        *seen = sent.len();
    };
    let mut seen = 0;
    for name in EXAMPLES {
        programs.run_example(name, FROM, TO)?;
        collect(&format!("example `{name}`"), &mut seen);
    }
    programs.run_ignored(TESTS, None)?;
    collect(&format!("tests `{TESTS}`"), &mut seen);
    for row in model::judge(python, &sent)? {
        table.push(row);
    }
    Ok(())
}

fn programs<'a>(workspace: &'a Workspace, package: &'a str, service: &'a Background) -> Programs<'a> {
    let (root, target) = (&workspace.root, &workspace.target_directory);
    Programs { root, target, package, url: service.url() }
}
