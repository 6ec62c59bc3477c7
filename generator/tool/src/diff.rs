//! `diff`: what a changed document means, for the wire and for Rust callers.

mod accepted;
mod day;
mod error;
mod git;
mod log;
mod sides;
mod since;

use std::path::PathBuf;

use lowcodeapi_generator::diff::{self, Report, Rust, Selector, Severity, Side, Stability, Wire};

use lowcodeapi_generator::sides::make_both;

use crate::exit::{ExitCode, Failure};
use crate::pipeline;
use crate::terminal::{ALARM, LABEL};
pub(crate) use since::Before;

/// What to compare, and how to tell it.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::table())]
pub struct Args {
    /// The old side: a git revision, a file, or `REV:PATH` [default: the merge base with the default branch]
    #[arg(value_name = "BASE", conflicts_with = "spec_old")]
    base: Option<String>,
    /// The new side [default: the working tree]
    #[arg(value_name = "HEAD")]
    head: Option<String>,
    /// Tell each commit of a range that touched the client's document or overlay, and compare nothing else
    #[arg(long, value_name = "REV..REV", conflicts_with_all = ["base", "spec_old"])]
    log: Option<String>,
    /// Any document as the old side, without the client's overlay: a file, an address, or `-` for what is piped in
    #[arg(long, value_name = "FILE|URL", requires = "spec_new")]
    spec_old: Option<PathBuf>,
    /// Any document as the new side
    #[arg(long, value_name = "FILE|URL", requires = "spec_old")]
    spec_new: Option<PathBuf>,
    /// An overlay for both of them
    #[arg(long, value_name = "FILE", requires = "spec_old")]
    overlay: Option<PathBuf>,
    /// A list of accepted breaks, as a client's `accepted.toml`
    #[arg(long, value_name = "FILE", requires = "spec_old")]
    accepted: Option<PathBuf>,
    /// Only changes that one of these selects: `kind=E7`, `path=/v1/*`, `tag=pets`, `extension=x-internal`
    #[arg(long, value_name = "WHAT=VALUE")]
    only: Vec<Selector>,
    /// No changes that one of these selects
    #[arg(long, value_name = "WHAT=VALUE")]
    exclude: Vec<Selector>,
    /// How bad changes of a kind are taken to be: `E7=warning`; the version bump stays
    #[arg(long, value_name = "KIND=LEVEL")]
    severity: Vec<Severity>,
    /// What is promised: changes of operations that were less settled by `x-stability-level` count for compatible
    #[arg(long, value_name = "LEVEL", default_value_t = Stability::Beta)]
    stability: Stability,
    /// List the kinds of change and their verdicts, and compare nothing
    #[arg(long, exclusive = true)]
    kinds: bool,
    /// Print the JSON Schema of `--format json`, and compare nothing
    #[arg(long, exclusive = true)]
    schema: bool,
    /// How to tell it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// When to end with 1
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    fail_on: FailOn,
    /// Whose client [default: the only one in the workspace]
    #[arg(long, value_name = "NAME", conflicts_with = "spec_old")]
    provider: Option<String>,
    /// The client crate's folder [default: the only one in the workspace]
    #[arg(long, value_name = "DIR", conflicts_with = "spec_old")]
    manifest: Option<PathBuf>,
}

/// How to tell it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    #[default]
    Human,
    /// For the body of a pull request
    Markdown,
    /// For programs
    Json,
    /// For annotations of a workflow run
    Github,
    /// For the entry of a changelog
    Changelog,
    /// For a browser: one page with filters
    Html,
    /// For code hosts and editors that show findings beside the lines: SARIF 2.1.0
    Sarif,
}

/// When to end with 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Something breaks, on the wire or for Rust callers
    Breaking,
    /// Something breaks for Rust callers
    RustBreaking,
    /// Something breaks on the wire
    WireBreaking,
    /// Something breaks or is a warning
    Warning,
    /// Somebody has to look: a red flag
    RedFlag,
    /// Something changed, or there is a red flag
    Any,
    /// Never
    #[default]
    Never,
}

/// Compares two documents and tells how they differ.
pub fn diff(args: &Args) -> Result<ExitCode, Failure> {
    if args.kinds {
        print!("{}", diff::table());
        return Ok(ExitCode::Done);
    }
    if args.schema {
        print!("{}", diff::SCHEMA);
        return Ok(ExitCode::Done);
    }
    if let Some(range) = &args.log {
        return log::log(args, range);
    }
    let sides = sides::find(args)?;
    let (old, new) = make_both(&sides.old, &sides.new).map_err(pipeline::Error::from)?;
    let (old, new) = (old.side(), Side { today: Some(day::today()), ..new.side() });
    let mut report = diff::diff(&old, &new);
    let documents = [&old.document.value, &new.document.value];
    report.expect(args.stability, documents);
    report.grade(&args.severity);
    report.select(&args.only, &args.exclude, documents);
    let accepted = match (&args.accepted, &sides.client) {
        (Some(path), _) => Some(accepted::read_file(path)?),
        (None, Some(client)) => Some(accepted::read(client)?),
        (None, None) => None,
    };
    if let Some(accepted) = accepted {
        for id in report.accept(&accepted.reasons) {
            anstream::eprintln!("warning: `{}` accepts {id}, which is no change any more", accepted.name);
        }
    }
    match args.format {
        Format::Human => anstream::print!("{}", painted(&diff::human(&report))),
        Format::Markdown => print!("{}", diff::markdown(&report, &sides.command)),
        Format::Json => print!("{}", report.json()),
        Format::Github => print!("{}", diff::github(&report)),
        Format::Changelog => print!("{}", diff::changelog(&report)),
        Format::Sarif => print!("{}", diff::sarif(&report, env!("CARGO_PKG_VERSION"))),
        Format::Html => print!("{}", diff::html(&report, &sides.command)),
    }
    Ok(if is_met(args.fail_on, &report) { ExitCode::Findings } else { ExitCode::Done })
}

fn is_met(fail_on: FailOn, report: &Report) -> bool {
    match fail_on {
        FailOn::Breaking => report.counted().any(|change| change.severity() == Wire::Breaking),
        FailOn::RustBreaking => report.counted().any(|change| change.rust == Rust::Breaking),
        FailOn::WireBreaking => report.counted().any(|change| change.on_the_wire() == Wire::Breaking),
        FailOn::Warning => report.counted().any(|change| change.severity() >= Wire::Warning),
        FailOn::RedFlag => has_red_flag(report),
        FailOn::Any => report.counted().next().is_some() || has_red_flag(report),
        FailOn::Never => false,
    }
}

fn has_red_flag(report: &Report) -> bool {
    report.flags.iter().any(|flag| flag.red) || report.counted().any(diff::Change::is_alarming)
}

/// The human form in colours: the verdict, and what must not be overlooked.
fn painted(text: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| match line {
        _ if at == 0 => format!("{LABEL}{line}{LABEL:#}\n"),
        _ if line.starts_with("RED FLAG") => format!("{ALARM}{line}{ALARM:#}\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}
