//! `differs`: documents, each edited in known ways, and what two differs say that each edit means.
//!
//! Opt-in: it installs the other differ, spargen, which tells what an edit means for the Rust client that it generates.

mod edits;

use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use lowcodeapi_generator::read;
use serde_json::Value;
use test_support::Random;
use tool::exit::{ExitCode, Failure};
use tool::workspace::runtime;

use super::error::Error;
use super::measure::{self, Run};
use super::{install, known, name};
use crate::judge::raise::raised_whole;
use edits::{EDITS, Edit};

/// The other differ: <https://docs.rs/crate/spargen>.
const OTHER: (&str, &str) = ("spargen", "0.5.0");

/// Which documents, and by which programs.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// The documents that are edited
    #[arg(value_name = "FILE", required = true)]
    documents: Vec<PathBuf>,
    /// Draws the places that are edited
    #[arg(long, value_name = "N", default_value = "7")]
    seed: NonZeroU64,
    /// Where the other differ is installed and the documents are left [default: `differs` in the target folder]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// A release build of this program that is here already [default: it is built]
    #[arg(long, value_name = "FILE")]
    ours: Option<PathBuf>,
    /// The other differ, where it is here already
    #[arg(long, value_name = "FILE")]
    spargen: Option<PathBuf>,
}

/// What a differ said of one edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// That it breaks somebody.
    Breaks,
    /// That nobody is broken.
    Keeps,
    /// Nothing, for it refused a document.
    Refused,
}

/// What was said of an edit over all documents, by this differ and by the other one.
#[derive(Debug, Default)]
struct Judged {
    ours: Vec<Said>,
    other: Vec<Said>,
}

/// Edits each document in each way that it has a place for, and prints what was said, as Markdown.
pub(crate) fn differs(args: &Args) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(Error::disk("read", Path::new(".")))?;
    let home = runtime::home(&here).ok_or(Error::NoRuntime)?;
    let target = here.join(runtime::target(&home));
    let folder = here.join(args.folder.clone().unwrap_or_else(|| target.join("differs")));
    std::fs::create_dir_all(&folder).map_err(Error::disk("write", &folder))?;
    let ours =
        args.ours.as_ref().map_or_else(|| install::ours(&home, &target), |ours| Ok(here.join(ours)))?;
    let other = args
        .spargen
        .as_ref()
        .map_or_else(|| install::program(OTHER, &["cli"], &folder), |other| Ok(here.join(other)))?;
    let bench = Bench { ours, other, folder, home };
    let mut judged: BTreeMap<usize, Judged> = BTreeMap::new();
    anstream::println!("| document | generating both | diff, at most | {} |", OTHER.0);
    anstream::println!("|---|---:|---:|---:|");
    for document in &args.documents {
        let value = raised(document)?;
        let mut random = Random::new(args.seed.get());
        let (mut slowest, mut others) = (Duration::ZERO, Duration::ZERO);
        let old = bench.write("old.json", &value)?;
        for (at, edit) in EDITS.iter().enumerate() {
            let Some(edited) = edit.made(&value, &mut random) else { continue };
            let new = bench.write("new.json", &edited)?;
            let (said, took) = bench.ours(&old, &new)?;
            slowest = slowest.max(took);
            let judged = judged.entry(at).or_default();
            judged.ours.push(said);
            let (said, took) = bench.other(&old, &new)?;
            others = others.max(took);
            judged.other.push(said);
        }
        let both = bench.generated(&old)? * 2;
        let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        anstream::println!(
            "| {} | {} | {} | {} |",
            name(document),
            seconds(both),
            seconds(slowest),
            seconds(others)
        );
    }
    anstream::println!("\n| edit | breaks | this one | {} {} |\n|---|---|---:|---:|", OTHER.0, OTHER.1);
    for (at, Judged { ours, other }) in &judged {
        let edit = &EDITS[*at];
        let breaks = edit.breaks;
        anstream::println!("| {} | {breaks} | {} | {} |", edit.what, told(ours, edit), told(other, edit));
    }
    let is_right = judged.iter().all(|(at, judged)| judged.ours.iter().all(|said| EDITS[*at].is_said(*said)));
    Ok(if is_right { ExitCode::Done } else { ExitCode::Unmet })
}

/// How often an edit was told for what it is.
fn told(said: &[Said], edit: &Edit) -> String {
    let refused = said.iter().filter(|said| **said == Said::Refused).count();
    let right = said.iter().filter(|said| edit.is_said(**said)).count();
    let refusals = if refused > 0 { format!(", refuses {refused}") } else { String::new() };
    format!("{right} of {}{refusals}", said.len())
}

impl Edit {
    fn is_said(&self, said: Said) -> bool {
        said == if self.breaks.is_for_somebody() { Said::Breaks } else { Said::Keeps }
    }
}

/// A document as OpenAPI 3.1 has it, for the other differ reads no older one.
fn raised(document: &Path) -> Result<Value, Failure> {
    let bytes = std::fs::read(document).map_err(Error::disk("read", document))?;
    let read = read::read(&bytes, &document.display().to_string());
    let read = read.map_err(|error| tool::pipeline::Error::from(lowcodeapi_generator::Error::from(error)))?;
    Ok(raised_whole(&read.value))
}

/// The programs, and where their input and output lie.
struct Bench {
    ours: PathBuf,
    other: PathBuf,
    folder: PathBuf,
    home: PathBuf,
}

impl Bench {
    fn write(&self, file: &str, document: &Value) -> Result<PathBuf, Error> {
        let path = self.folder.join(file);
        std::fs::write(&path, document.to_string()).map_err(Error::disk("write", &path))?;
        Ok(path)
    }

    fn run(&self, command: &mut Command) -> Result<(Run, Value), Error> {
        let log = self.folder.join("said.txt");
        let run = measure::measured(command.current_dir(&self.home), &log)?;
        let said = std::fs::read(&log).map_err(Error::disk("read", &log))?;
        Ok((run, serde_json::from_slice(&said).unwrap_or_default()))
    }

    /// What this differ says; the bump that it suggests counts.
    fn ours(&self, old: &Path, new: &Path) -> Result<(Said, Duration), Error> {
        let mut command = Command::new(&self.ours);
        command.args(["diff", "--format", "json", "--spec-old"]).arg(old).arg("--spec-new").arg(new);
        let (run, report) = self.run(&mut command)?;
        Ok((said(&run, &report["suggested_bump"]), run.processor.unwrap_or(run.wall)))
    }

    /// What the other one says. It leaves out what it can't generate.
    fn other(&self, old: &Path, new: &Path) -> Result<(Said, Duration), Error> {
        let mut command = Command::new(&self.other);
        command.arg("diff").arg(old).arg(new).args(["--carve", "--format", "json"]);
        let (run, report) = self.run(&mut command)?;
        Ok((said(&run, &report["bump"]), run.processor.unwrap_or(run.wall)))
    }

    /// What generating a client takes.
    fn generated(&self, document: &Path) -> Result<Duration, Error> {
        let out = self.folder.join("client/client");
        let run = measure::run(&known::ours(&self.ours), document, &out, &self.home)?;
        if !run.is_good() {
            return Err(Error::Failed { document: document.to_owned(), said: run.said });
        }
        Ok(run.processor.unwrap_or(run.wall))
    }
}

fn said(run: &Run, bump: &Value) -> Said {
    match bump.as_str() {
        Some("major") => Said::Breaks,
        Some(_) if run.is_good() => Said::Keeps,
        _ => Said::Refused,
    }
}
