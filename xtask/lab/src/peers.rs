//! `peers`: other generators beside this one, on the same documents, in one run, on this machine.
//!
//! Opt-in: it installs the peers from the crates registry into a folder below the target directory.

mod check;
pub(crate) mod differs;
mod error;
mod generator;
mod install;
mod known;
mod measure;
mod methods;
pub(crate) mod scale;
mod table;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::corpus;
use error::Error;
use generator::Generator;
use lowcodeapi_generator::read;
use measure::Run;
use table::{Row, Table};
use tool::exit::{ExitCode, Failure};
use tool::workspace::runtime;

/// What is compared where nothing else is asked for, below the project's parent folder.
const CORPUS: &str = "../shared/corpus/openapi";
const DEFAULTS: [&str; 4] = ["api.github.com.json", "stripe.json", "zoom.json", "oxide.json"];

/// Which documents, and how often.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// A document to generate a client from; repeat it for more [default: large ones of the corpus, where that is]
    #[arg(long = "document", value_name = "FILE")]
    documents: Vec<PathBuf>,
    /// How often each generator does it; the best and the median count
    #[arg(long, value_name = "N", default_value = "5")]
    runs: NonZeroUsize,
    /// Also check each client with cargo, dependencies built; takes minutes for each
    #[arg(long)]
    check: bool,
    /// Where the peers are installed and the clients are left [default: `peers` in the target folder]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// A release build of this program that is here already [default: it is built]
    #[arg(long, value_name = "FILE")]
    ours: Option<PathBuf>,
}

/// Measures everybody on every document, and prints a Markdown table for each.
pub(crate) fn peers(args: &Args) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(Error::disk("read", Path::new(".")))?;
    let home = runtime::home(&here).ok_or(Error::NoRuntime)?;
    let documents = documents(&args.documents, &here, &home)?;
    let target = here.join(runtime::target(&home));
    let folder = here.join(args.folder.clone().unwrap_or_else(|| target.join("peers")));
    let (peers, absent) = install::peers(&folder)?;
    let program =
        args.ours.as_ref().map_or_else(|| install::ours(&home, &target), |ours| Ok(here.join(ours)))?;
    let generators: Vec<Generator> = std::iter::once(known::ours(&program)).chain(peers).collect();

    // A child's record of memory begins with its parent's: whatever needs much comes after everything is measured.
    let runs = measure_all(&documents, &generators, &folder, &home, args.runs)?;
    let mut good = true;
    for (document, runs) in documents.iter().zip(runs) {
        let operations = operations(document)?;
        let mut table = Table::new(&name(document), operations, args.check);
        for (generator, runs) in generators.iter().zip(runs) {
            let out = out(&folder, document, generator);
            let made = runs.iter().all(Run::is_good);
            let kept = if made { Some(methods::count(generator, &out)?) } else { None };
            let checked = (args.check && made).then(|| check::check(generator, &out, &folder)).transpose()?;
            good &= !generator.ours || kept == Some(operations);
            table.push(Row { generator, runs, kept, checked });
        }
        anstream::println!("{table}");
    }
    anstream::print!("{}", table::notes(&generators, &absent, args.check));
    Ok(if good { ExitCode::Done } else { ExitCode::Generation })
}

fn documents(named: &[PathBuf], here: &Path, home: &Path) -> Result<Vec<PathBuf>, Error> {
    let corpus = home.join(CORPUS);
    let documents: Vec<PathBuf> = if named.is_empty() {
        DEFAULTS.iter().map(|name| corpus.join(name)).filter(|path| path.is_file()).collect()
    } else {
        named.iter().map(|path| here.join(path)).collect()
    };
    let real = |path: &PathBuf| path.canonicalize().map_err(Error::disk("read", path));
    if documents.is_empty() { Err(Error::NoDocument) } else { documents.iter().map(real).collect() }
}

/// For each document and each generator what its runs took. The generators take turns: what else the machine does
/// hits them alike.
fn measure_all(
    documents: &[PathBuf],
    generators: &[Generator],
    folder: &Path,
    home: &Path,
    times: NonZeroUsize,
) -> Result<Vec<Vec<Vec<Run>>>, Error> {
    let mut all = Vec::new();
    for document in documents {
        let mut runs: Vec<Vec<Run>> = generators.iter().map(|_| Vec::new()).collect();
        for turn in 1..=times.get() {
            anstream::eprintln!("{}: run {turn} of {times}", name(document));
            for (generator, runs) in generators.iter().zip(&mut runs) {
                let out = out(folder, document, generator);
                runs.push(measure::run(generator, document, &out, home)?);
            }
        }
        all.push(runs);
    }
    Ok(all)
}

/// How many operations a document has.
fn operations(document: &Path) -> Result<usize, Failure> {
    let bytes = std::fs::read(document).map_err(Error::disk("read", document))?;
    let read = read::read(&bytes, &document.display().to_string());
    let document =
        read.map_err(|error| tool::pipeline::Error::from(lowcodeapi_generator::Error::from(error)))?;
    Ok(corpus::of_openapi(&document.value))
}

/// Where a client goes. Peers name the crate after the last folder.
fn out(folder: &Path, document: &Path, generator: &Generator) -> PathBuf {
    folder.join("clients").join(document.file_stem().unwrap_or_default()).join(generator.name).join("client")
}

fn name(document: &Path) -> String {
    document.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
