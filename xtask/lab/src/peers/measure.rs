//! One run of a generator: how long it took, and how much memory.

use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use super::error::Error;
use super::generator::Generator;

/// A reason longer than that is a dump.
const LONGEST: usize = 300;

/// What a run took.
#[derive(Debug)]
pub(super) struct Run {
    /// From start to end, as a clock on the wall has it.
    pub(super) wall: Duration,
    /// What its processors spent on it; none where the system doesn't say.
    pub(super) processor: Option<Duration>,
    /// The most that was resident, of the largest of its processes, in bytes; none where the system doesn't say.
    pub(super) memory: Option<u64>,
    /// How it ended.
    pub(super) status: ExitStatus,
    /// Why, in a line, where it failed.
    pub(super) said: String,
}

impl Run {
    /// Whether it ended as it should.
    pub(super) fn is_good(&self) -> bool {
        self.status.success()
    }
}

/// Makes a client where there is none.
pub(super) fn run(generator: &Generator, document: &Path, out: &Path, home: &Path) -> Result<Run, Error> {
    let above = out.parent().unwrap_or(out);
    if let Err(error) = std::fs::remove_dir_all(out)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(Error::disk("write", out)(error));
    }
    std::fs::create_dir_all(above).map_err(Error::disk("write", above))?;
    let mut command = Command::new(&generator.program);
    command.args((generator.arguments)(document, out)).current_dir(home);
    measured(&mut command, &above.join("said.txt"))
}

/// Runs a program; what it prints goes to a file, for a pipe that nobody empties while waiting would stop it.
pub(super) fn measured(command: &mut Command, log: &Path) -> Result<Run, Error> {
    let stdout = std::fs::File::create(log).map_err(Error::disk("write", log))?;
    let stderr = stdout.try_clone().map_err(Error::disk("write", log))?;
    // A backtrace says less than the line above it.
    command.env("RUST_BACKTRACE", "0").stdin(Stdio::null()).stdout(stdout).stderr(stderr);
    let began = Instant::now();
    let ended = command.spawn().and_then(wait);
    let wall = began.elapsed();
    let program = || command.get_program().to_string_lossy().into_owned();
    let Ended { status, processor, memory } =
        ended.map_err(|source| Error::Program { program: program(), source })?;
    let said = if status.success() { String::new() } else { reason(log) };
    Ok(Run { wall, processor, memory, status, said })
}

/// How a process ended, and what the system keeps record of.
struct Ended {
    status: ExitStatus,
    processor: Option<Duration>,
    memory: Option<u64>,
}

/// Waits for the end; the system keeps record of what it took (`man 2 getrusage`).
fn wait(mut child: Child) -> io::Result<Ended> {
    match child.wait4() {
        Ok(used) => Ok(Ended {
            status: used.status,
            processor: Some(used.rusage.utime + used.rusage.stime),
            memory: Some(used.rusage.maxrss).filter(|bytes| *bytes > 0),
        }),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            Ok(Ended { status: child.wait()?, processor: None, memory: None })
        }
        Err(error) => Err(error),
    }
}

/// A panic and its message, else the first line that speaks of failure, else the last one.
fn reason(log: &Path) -> String {
    let said = std::fs::read(log).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let panic = lines.iter().enumerate().find_map(|(at, line)| Some((at, line.find("panicked at")?)));
    let reason = if let Some((at, from)) = panic {
        format!("{} {}", &lines[at][from..], lines.get(at + 1).copied().unwrap_or_default())
    } else {
        let first = lines.iter().find(|line| speaks_of_failure(line)).or(lines.last());
        first.copied().unwrap_or("nothing").to_owned()
    };
    let words: Vec<&str> = reason.split_whitespace().map(without_registry).collect();
    words.join(" ").chars().take(LONGEST).collect()
}

fn speaks_of_failure(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.starts_with("error") || line.contains("fail")
}

/// A path of the crates registry from the package on: what is before is this machine's own.
fn without_registry(word: &str) -> &str {
    let below = word.split_once("/registry/src/").and_then(|(_, below)| below.split_once('/'));
    below.map_or(word, |(_, package)| package)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::peers::known;

    /// A shell; its document is what it does.
    fn shell(script: &str) -> Run {
        let arguments = |script: &Path, _: &Path| vec!["-c".into(), script.into()];
        let generator = Generator { arguments, ..known::ours(Path::new("sh")) };
        let folder = tempfile::tempdir().unwrap();
        run(&generator, Path::new(script), &folder.path().join("out/client"), folder.path()).unwrap()
    }

    #[test]
    fn a_run_has_a_time_a_peak_and_an_end() {
        let run = shell("sleep 0.05; exit 0");
        assert!(run.is_good());
        assert!(run.wall >= Duration::from_millis(50));
        assert!(run.memory.is_some_and(|bytes| bytes > 64 << 10));
    }

    #[test]
    fn a_failure_keeps_the_panic_and_not_the_advice_behind_it() {
        let run = shell(
            "echo start; echo \"thread 'main' panicked at /h/registry/src/i-1/p-0.1/a.rs:1\" >&2; \
             echo why >&2; echo note >&2; exit 101",
        );
        assert_eq!(run.said, "panicked at p-0.1/a.rs:1 why");
        assert_eq!(run.status.code(), Some(101));
        assert_eq!(shell("echo dump; echo gen fail: why; echo note >&2; exit 1").said, "gen fail: why");
        assert_eq!(shell("exit 1").said, "nothing");
    }
}
