//! `mailing`: whole mailings by the client's example against the stand-in: at the rate of an account, and killed in flight.

mod kills;
mod people;
mod rate;

use miette::Diagnostic;
use stand_in::programs::{Programs, Workspace};
use stand_in::{Background, PROVIDER, Settings};
use thiserror::Error;

use people::People;
use tool::exit::{Exit, ExitCode, Failure};

/// What to send.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Mails to send at the rate of a new account, 14 a second; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    mails: usize,
    /// Mails to send at the rate of the sandbox, 1 a second; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 60)]
    sandbox: usize,
    /// How often a mailing of 2,000 is killed; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 200)]
    kills: usize,
    /// Where chance begins [default: the clock]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// What may go wrong.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// No room for the people and the journal.
    #[error("can't set up a mailing in a temporary folder")]
    #[diagnostic(code(mailing::scratch), help("check that there is room and that programs may be started"))]
    Scratch {
        /// Why.
        #[from]
        source: std::io::Error,
    },
    /// A mailing did something else than it promises.
    #[error("{what}")]
    #[diagnostic(code(mailing::unmet), help("the client's tests in `tests/mailing` show it smaller"))]
    Unmet {
        /// What.
        what: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Scratch { .. } => ExitCode::Environment,
            Self::Unmet { .. } => ExitCode::Unmet,
        }
    }
}

impl Error {
    fn unmet(what: impl Into<String>) -> Self {
        Self::Unmet { what: what.into() }
    }
}

/// Who sends: the examples of the client in this workspace.
struct Sender {
    workspace: Workspace,
    package: String,
}

impl Sender {
    fn find() -> Result<Self, Failure> {
        let workspace = Workspace::read()?;
        let package = workspace.client(PROVIDER)?.name.clone();
        Ok(Self { workspace, package })
    }

    fn programs<'a>(&'a self, service: &'a Background) -> Programs<'a> {
        Programs {
            root: &self.workspace.root,
            target: &self.workspace.target_directory,
            package: &self.package,
            url: service.url(),
        }
    }
}

fn service(settings: Settings) -> Result<Background, Failure> {
    Ok(Background::start(settings, Vec::new())?)
}

/// Sends at both rates, then kills.
pub(crate) fn mailing(args: &Args) -> Result<ExitCode, Failure> {
    let sender = Sender::find()?;
    sender.programs(&service(Settings::default())?).build_examples()?;
    for (mails, rate) in [(args.mails, 14), (args.sandbox, 1)] {
        if mails > 0 {
            let service = service(Settings { rate: Some(rate), ..Settings::default() })?;
            rate::send(&sender.programs(&service), &service, mails, rate)?;
        }
    }
    if args.kills > 0 {
        kills::kill(&sender, args.kills, args.seed.unwrap_or_else(people::seed))?;
    }
    Ok(ExitCode::Done)
}
