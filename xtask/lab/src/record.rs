//! `record`: the demo as a picture that moves, with the pauses it had.

mod svg;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use miette::Diagnostic;
use stand_in::programs::{self, Workspace};
use thiserror::Error;
use tool::exit::{Exit, ExitCode, Failure};

/// No pause is longer than this in the picture: the first demo waits for cargo.
const PAUSE: Duration = Duration::from_millis(900);

/// What to record.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where the picture goes [default: docs/demo.svg of the workspace]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What may go wrong.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The demo ended otherwise than it should.
    #[error("`cargo xtask demo` failed")]
    #[diagnostic(code(record::demo), help("run it by itself to see why"))]
    Demo,
    /// Its output or the picture can't be read or written.
    #[error("can't record the demo")]
    #[diagnostic(code(record::file), help("check that there is room, and that the folder is there"))]
    File(#[from] std::io::Error),
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Demo => ExitCode::Unmet,
            Self::File(_) => ExitCode::Environment,
        }
    }
}

/// A line of output, and how long after the beginning it stands there.
#[derive(Debug, PartialEq)]
struct Line {
    after: Duration,
    text: String,
}

/// Runs the demo and writes its picture.
pub(crate) fn record(args: &Args) -> Result<ExitCode, Failure> {
    let root = Workspace::read()?.root;
    let out = args.out.clone().unwrap_or_else(|| root.join("docs").join("demo.svg"));
    let lines = watched()?;
    std::fs::write(&out, svg::svg("cargo xtask demo", &lines)).map_err(Error::File)?;
    anstream::println!("{}: {} lines", out.display(), lines.len());
    Ok(ExitCode::Done)
}

/// What the demo says on standard output, in its own colours.
fn watched() -> Result<Vec<Line>, Error> {
    let mut command = programs::cargo();
    command.args(["xtask", "demo"]).env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let (mut lines, mut after, mut before) = (Vec::new(), Duration::ZERO, Instant::now());
    for line in output.lines() {
        after += before.elapsed().min(PAUSE);
        before = Instant::now();
        lines.push(Line { after, text: line? });
    }
    if child.wait()?.success() { Ok(lines) } else { Err(Error::Demo) }
}
