//! Compiles the emitted workspace, and gives each document what was said about it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead as _, BufReader};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::crates::Workspace;
use super::entry::{Entry, Outcome};
use super::error::Error;
use super::messages::{Line, Messages};
use super::progress::Progress;

/// Enough of cargo's own words to see why it failed.
const LAST_WORDS: usize = 20;

/// Runs clippy, which is rustc and more, and rustdoc where it is wanted, over everything that was emitted.
pub(super) fn check(
    workspace: &Workspace,
    entries: &mut [Entry],
    jobs: NonZeroUsize,
    docs: bool,
) -> Result<(), Error> {
    let folders: BTreeSet<PathBuf> =
        entries.iter().filter_map(|entry| Some(workspace.folder(entry.package.as_deref()?))).collect();
    if folders.is_empty() {
        return Ok(());
    }
    let mut found = Found { folders, messages: BTreeMap::new(), compiled: BTreeSet::new() };
    let run = |found: &mut Found, subcommand, what, arguments: &[&str]| {
        let progress = Progress::new(what, found.folders.len());
        cargo(&workspace.root, &workspace.target, subcommand, arguments, jobs, |line| {
            found.take(line, &progress);
        })
    };
    run(&mut found, "clippy", "compiled", &["--workspace", "--lib", "--examples"])?;
    found.blame_silent();
    // rustdoc has nothing new to say about what doesn't compile.
    if docs && !found.messages.values().any(Messages::has_errors) {
        run(&mut found, "doc", "documented", &["--workspace", "--no-deps"])?;
    }
    for entry in entries {
        let folder = entry.package.as_deref().map(|package| workspace.folder(package));
        if let Some(messages) = folder.and_then(|folder| found.messages.remove(&folder))
            && entry.is_good()
            && !messages.is_empty()
        {
            entry.outcome = Outcome::Complained(messages);
        }
    }
    Ok(())
}

struct Found {
    folders: BTreeSet<PathBuf>,
    messages: BTreeMap<PathBuf, Messages>,
    compiled: BTreeSet<PathBuf>,
}

impl Found {
    fn take(&mut self, line: &Line, progress: &Progress) {
        let Some(folder) = line.package().filter(|folder| self.folders.contains(folder)) else { return };
        if line.is_example() {
            // It stands on the client, which so is compiled, too.
            self.compiled.insert(folder);
        } else if line.is_artifact() {
            progress.done(&folder.file_name().unwrap_or_default().to_string_lossy());
        } else {
            self.messages.entry(folder).or_default().add(line);
        }
    }

    /// A compiler that crashes says nothing of use; that nothing came of it says enough.
    fn blame_silent(&mut self) {
        for folder in self.folders.difference(&self.compiled) {
            let messages = self.messages.entry(folder.clone()).or_default();
            if !messages.has_errors() {
                messages.fail("error: the compiler ended without saying why");
            }
        }
    }
}

/// Runs cargo in a workspace, line by line. That the code there doesn't compile is no failure of cargo.
pub(crate) fn cargo(
    root: &Path,
    target: &Path,
    command: &'static str,
    arguments: &[&str],
    jobs: NonZeroUsize,
    mut take: impl FnMut(&Line),
) -> Result<(), Error> {
    let failed = |said: String| Error::Cargo { command, said };
    let mut child = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .arg(command)
        .args(arguments)
        .args(["--keep-going", "--message-format=json", "--color=never", "--jobs", &jobs.to_string()])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        // Flags meant for the project itself would build the dependencies anew, or turn warnings into errors.
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTDOCFLAGS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let stderr = child.stderr.take().expect("stderr is piped");
    let words = std::thread::spawn(move || last_words(BufReader::new(stderr)));
    let stdout = child.stdout.take().expect("stdout is piped");
    let mut said_anything = false;
    for line in BufReader::new(stdout).lines() {
        let line = line.map_err(Error::read(Path::new("cargo's output")))?;
        if let Ok(line) = serde_json::from_str::<Line>(&line) {
            said_anything |= line.is_artifact();
            take(&line);
        }
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    let words = words.join().unwrap_or_default();
    // Where not even a dependency was compiled, it is not the emitted code that failed.
    if status.success() || said_anything { Ok(()) } else { Err(failed(words)) }
}

fn last_words(lines: impl std::io::BufRead) -> String {
    let mut last = VecDeque::new();
    for line in lines.lines().map_while(Result::ok) {
        if last.len() == LAST_WORDS {
            last.pop_front();
        }
        last.push_back(line);
    }
    Vec::from(last).join("\n")
}
