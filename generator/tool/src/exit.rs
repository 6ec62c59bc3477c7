//! How a command ends: its exit code, and the error that led there.

use std::fmt::Write as _;

use lowcodeapi_generator::Finding;
use miette::{Diagnostic, Report};

use crate::shell::command;

/// What the process tells its caller. A panic and a failed cargo build end with 101, so nothing here does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    /// Done, or nothing to do.
    Done = 0,
    /// `diff --fail-on` was met.
    Findings = 1,
    /// The command line or the workspace's own configuration makes no sense.
    Usage = 2,
    /// `--check` found files that are not what they should be.
    Stale = 4,
    /// The document could not be fetched.
    Fetch = 110,
    /// The document could not be understood, or lacks what the committed client has.
    Document = 111,
    /// The overlay could not be read, or no longer fits the document.
    Overlay = 112,
    /// The client could not be generated or written.
    Generation = 113,
    /// Something outside the project could not be had: a port, a tool, a registry.
    Environment = 114,
    /// `demo`, `conformance`, `judge` or `mailing` saw something other than it should have.
    Unmet = 115,
    /// `diff` lacks one of its sides.
    Comparison = 116,
}

impl ExitCode {
    const ALL: [Self; 11] = [
        Self::Done,
        Self::Findings,
        Self::Usage,
        Self::Stale,
        Self::Fetch,
        Self::Document,
        Self::Overlay,
        Self::Generation,
        Self::Environment,
        Self::Unmet,
        Self::Comparison,
    ];

    /// The one a process ended with, where it is one of these.
    pub fn known(code: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known as i32 == code)
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done, or nothing to do",
            Self::Findings => "findings: what `diff --fail-on` asks for was found",
            Self::Usage => "usage: the command line, or the client's Cargo.toml",
            Self::Stale => "stale: --check found files that are not what regen would write",
            Self::Fetch => "fetch: the document could not be fetched",
            Self::Document => "document: it could not be understood, or lacks operations the client has",
            Self::Overlay => "overlay: it could not be read, or an action matches nothing any more",
            Self::Generation => "generation: the client could not be generated or written",
            Self::Environment => "environment: a port, a tool or a registry could not be had",
            Self::Unmet => {
                "unmet: the demo, the conformance check, the judge, `scale` or `mailing` saw something else than it should have"
            }
            Self::Comparison => "comparison: a side of `diff` could not be had",
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code as u8)
    }
}

/// The exit codes as `--help` shows them.
pub fn table() -> String {
    let mut table = String::from("Exit codes:\n");
    for code in ExitCode::ALL {
        let _ = writeln!(table, "  {:>3}  {}", code as u8, code.meaning());
    }
    table
}

/// Examples, each with what it does, and the exit codes, as `--help` shows them.
pub fn help(examples: &[(&[&str], &str)]) -> String {
    let mut text = String::from("Examples:\n");
    let commands: Vec<_> = examples.iter().map(|(arguments, _)| command(arguments.iter().copied())).collect();
    let width = commands.iter().map(String::len).max().unwrap_or_default();
    for (command, (_, does)) in commands.iter().zip(examples) {
        let _ = writeln!(text, "  {command:width$}  # {does}");
    }
    text + "\n" + &table()
}

/// An error that knows how the process ends because of it.
pub trait Exit: Diagnostic + Send + Sync + 'static {
    /// The exit code.
    fn exit(&self) -> ExitCode;
}

/// An error on its way to the terminal.
#[derive(Debug)]
pub struct Failure {
    code: ExitCode,
    report: Report,
}

impl Failure {
    /// The same error, ending the process in another way.
    pub(crate) fn with(self, code: ExitCode) -> Self {
        Self { code, ..self }
    }

    /// How the process ends because of it.
    pub fn code(&self) -> ExitCode {
        self.code
    }

    /// Everything that is wrong, each with its place.
    pub fn findings(&self) -> Vec<Finding> {
        match self.report.downcast_ref::<crate::pipeline::Error>() {
            Some(error) => error.findings(),
            None => vec![Finding::of(&*self.report)],
        }
    }

    /// Prints the error and yields the exit code.
    pub fn report(self) -> ExitCode {
        anstream::eprintln!("{:?}", self.report);
        self.code
    }
}

impl<E: Exit> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { code: error.exit(), report: Report::new(error) }
    }
}
