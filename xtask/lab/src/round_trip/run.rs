//! Runs the program of a document over its instances, and judges what comes back.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::case::Case;
use super::judge::{Judge, Tried};
use crate::corpus::{Error, Progress, STACK};

/// So often a program that was ended is started again.
const RESTARTS: usize = 8;

/// What came of an instance: how it ended, what came back or why not, and at which column reading stopped.
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct Came(String, String, usize);

impl Came {
    /// One that ended the program.
    fn ended(status: String) -> Self {
        Self("ended".to_owned(), status, 0)
    }

    /// Whether something came back.
    pub(crate) fn is_back(&self) -> bool {
        self.0 == "back"
    }

    /// In a word.
    pub(crate) fn how(&self) -> &str {
        if self.is_back() { "changed" } else { &self.0 }
    }

    /// What came back, or why nothing did.
    pub(crate) fn text(&self) -> &str {
        &self.1
    }

    /// At which column reading stopped, counted from 1.
    pub(crate) fn column(&self) -> usize {
        self.2
    }
}

/// Runs programs, each with its folder and the name of its document, several at a time.
pub(super) fn all(programs: &[(PathBuf, &str, &Path)], jobs: NonZeroUsize) -> Result<Vec<Tried>, Error> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let progress = Progress::new("tried", programs.len());
    let work = || -> Result<(), Error> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((folder, name, program)) = programs.get(at) else { return Ok(()) };
            let one = run(folder, name, program)?;
            progress.done(name);
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(at, one);
        }
    };
    std::thread::scope(|scope| {
        let spawn = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let threads: Vec<_> = (0..jobs.get()).map(spawn).collect();
        threads.into_iter().try_for_each(|thread| {
            let thread = thread.expect("the system has a thread left");
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })?;
    Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect())
}

/// Tries everything of a document.
fn run(folder: &Path, name: &str, program: &Path) -> Result<Tried, Error> {
    let case = Case::read(folder)?;
    let instances: Vec<(usize, &str)> =
        case.instances.iter().map(|instance| (instance.subject, instance.text.as_str())).collect();
    Judge::new(name, folder, &case).judge(&trips(program, &instances)?)
}

/// Sends instances through a program, each with the number of its type.
pub(crate) fn trips(
    program: &Path,
    instances: &[(usize, impl AsRef<str> + Sync)],
) -> Result<Vec<Came>, Error> {
    let mut came: Vec<Came> = Vec::with_capacity(instances.len());
    for _ in 0..RESTARTS {
        if came.len() == instances.len() {
            break;
        }
        let status = pass(program, &instances[came.len()..], &mut came)?;
        if came.len() < instances.len() {
            // The next one ended it: a panic does, and so does a stack that overflows.
            came.push(Came::ended(status));
        }
    }
    came.resize_with(instances.len(), || Came::ended("the program was ended too often".to_owned()));
    Ok(came)
}

fn pass(
    program: &Path,
    instances: &[(usize, impl AsRef<str> + Sync)],
    came: &mut Vec<Came>,
) -> Result<String, Error> {
    let failed = || Error::read(program);
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed())?;
    let mut stdin = BufWriter::new(child.stdin.take().expect("stdin is piped"));
    let stdout = child.stdout.take().expect("stdout is piped");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for (subject, text) in instances {
                // Whoever has ended reads no more.
                if writeln!(stdin, "{subject}\t{}", text.as_ref()).is_err() {
                    break;
                }
            }
        });
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(failed())?;
            if let Ok(one) = serde_json::from_str(&line) {
                came.push(one);
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(child.wait().map_err(failed())?.to_string())
}
