//! `fuzz`: what comes from elsewhere, damaged at random: what reads it must neither panic nor give away a secret, and what
//! writes it must write what others read.
//!
//! A loop of our own and no fuzzer that instruments the code: those want a nightly compiler or a C++ toolchain, and this
//! runs with the toolchain of the project, all subjects in one optimised program. Chance begins at a seed, so a run can be had
//! again; what is found is kept in the corpus, which every run begins from.

mod corpus;
mod events;
mod input;
mod journal;
mod links;
mod multipart;
mod pipeline;
mod service;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use miette::Diagnostic;
use test_support::Random;
use thiserror::Error;
use tool::exit::{Exit, ExitCode, Failure};

use corpus::Corpus;

/// What to fuzz.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only these: events, links, answers, multipart, journal, pipeline
    #[arg(value_name = "SUBJECT")]
    subjects: Vec<String>,
    /// How often each is tried; the pipeline, which makes a whole client each time, a fifth as often
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    runs: u64,
    /// Where chance begins [default: the clock]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// What may go wrong.
#[derive(Debug, Error, Diagnostic)]
enum Error {
    /// There is no such subject.
    #[error("there is nothing called `{0}` to fuzz")]
    #[diagnostic(code(fuzz::unknown), help("`--help` lists the subjects"))]
    Unknown(String),
    /// The corpus can't be read, or what was found can't be kept in it.
    #[error("can't use the corpus in {folder}")]
    #[diagnostic(code(fuzz::corpus), help("run it in the project, which has a corpus for each subject"))]
    Corpus {
        /// Its folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// Something was found.
    #[error("{subject}: {what}, in run {run} from seed {seed}")]
    #[diagnostic(code(fuzz::found), help("the input is kept in {kept}, from where each run begins"))]
    Found {
        /// Where.
        subject: &'static str,
        /// What.
        what: String,
        /// In which run.
        run: u64,
        /// Where chance began.
        seed: u64,
        /// The file with the input.
        kept: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Unknown(_) => ExitCode::Usage,
            Self::Corpus { .. } => ExitCode::Environment,
            Self::Found { .. } => ExitCode::Unmet,
        }
    }
}

/// Something that reads or writes what comes from elsewhere.
trait Subject {
    /// Its name, and that of its corpus.
    const NAME: &'static str;
    /// It is tried once where others are tried so often.
    const SHARE: u64 = 1;
    /// What often means something in its input.
    const WORDS: &'static [&'static str];

    /// All that the runs share.
    fn new() -> Self;

    /// One of the inputs, damaged.
    fn damaged(inputs: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
        input::damaged(inputs, Self::WORDS, random)
    }

    /// Tries an input; says what is wrong.
    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String>;
}

/// Tries a subject.
type Run = fn(&Args) -> Result<(), Error>;

/// Tries each subject so often, and prints what came of it.
pub(crate) fn fuzz(args: &Args) -> Result<ExitCode, Failure> {
    let subjects: [(&str, Run); 6] = [
        (events::Events::NAME, run::<events::Events>),
        (links::Links::NAME, run::<links::Links>),
        (service::Answers::NAME, run::<service::Answers>),
        (multipart::Multipart::NAME, run::<multipart::Multipart>),
        (journal::Journal::NAME, run::<journal::Journal>),
        (pipeline::Pipeline::NAME, run::<pipeline::Pipeline>),
    ];
    if let Some(unknown) = args.subjects.iter().find(|name| subjects.iter().all(|(known, _)| known != name)) {
        return Err(Error::Unknown(unknown.clone()).into());
    }
    for (name, run) in subjects {
        if args.subjects.is_empty() || args.subjects.iter().any(|asked| asked == name) {
            run(args)?;
        }
    }
    Ok(ExitCode::Done)
}

fn run<S: Subject>(args: &Args) -> Result<(), Error> {
    let seed = args.seed.unwrap_or_else(Random::seed);
    let corpus = Corpus::read(S::NAME)?;
    let (mut subject, mut random) = (S::new(), Random::new(seed));
    let (runs, begun) = (args.runs / S::SHARE, Instant::now());
    for run in 0..runs {
        // First what is known, as it is.
        let known = usize::try_from(run).ok().and_then(|at| corpus.inputs.get(at));
        let input = known.cloned().unwrap_or_else(|| S::damaged(&corpus.inputs, &mut random));
        let tried = catch_unwind(AssertUnwindSafe(|| subject.try_input(&input, &mut random)));
        let what = match tried {
            Ok(Ok(())) => continue,
            Ok(Err(what)) => what,
            Err(_) => "a panic".to_owned(),
        };
        return Err(Error::Found { subject: S::NAME, what, run, seed, kept: corpus.keep(&input)? });
    }
    let took = begun.elapsed();
    anstream::println!("{:<10} {runs} runs in {took:.0?} from seed {seed}: nothing found", S::NAME);
    Ok(())
}
