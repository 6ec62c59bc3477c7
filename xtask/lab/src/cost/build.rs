//! One build from nothing, and what it took.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use super::Error;
use super::subject::Subject;

/// What a build took.
#[derive(Debug)]
pub(super) struct Figures {
    /// Crates compiled, the measured one not counted.
    pub(super) crates: u32,
    /// User and system time of all processes.
    pub(super) cpu_seconds: f64,
}

/// Runs the command it is given and has the shell say what its children took: the only way to learn it without a
/// dependency or unsafe code.
const TIMED: &str = r#""$@"; code=$?; times; exit $code"#;

/// Builds a crate in release mode. The inner `Err` is why it doesn't build.
pub(super) fn measure(subject: &Subject, lock: &Path) -> Result<Result<Figures, String>, Error> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("src"))?;
    std::fs::write(folder.path().join("Cargo.toml"), &subject.manifest)?;
    std::fs::write(folder.path().join("src/main.rs"), &subject.program)?;
    std::fs::copy(lock, folder.path().join("Cargo.lock"))?;

    // What is downloaded is no cost of building.
    let fetched = cargo(folder.path(), Command::new(program()).arg("fetch"))?;
    if !fetched.status.success() {
        return Ok(Err(first_error(&fetched)));
    }
    let mut command = Command::new("sh");
    command.args(["-c", TIMED, "sh", &program(), "build", "--release", "--message-format", "json"]);
    let built = cargo(folder.path(), &mut command)?;
    if !built.status.success() {
        return Ok(Err(first_error(&built)));
    }
    let output = String::from_utf8_lossy(&built.stdout);
    let Some(cpu_seconds) = output.lines().last().and_then(children) else {
        return Ok(Err("the shell doesn't say what its children took".to_owned()));
    };
    // A build script and the crate it belongs to are one package.
    let crates: BTreeSet<String> = output.lines().filter_map(compiled).collect();
    let crates = u32::try_from(crates.len().saturating_sub(1)).unwrap_or(u32::MAX);
    Ok(Ok(Figures { crates, cpu_seconds }))
}

fn program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Runs cargo with a target folder of its own and no compiler cache.
fn cargo(folder: &Path, command: &mut Command) -> Result<Output, Error> {
    let command = command.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    Ok(command.env("RUSTC_WRAPPER", "").output()?)
}

/// The package a message of cargo says was compiled.
fn compiled(line: &str) -> Option<String> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let is_artifact = message["reason"] == "compiler-artifact";
    is_artifact.then(|| message["package_id"].as_str().map(str::to_owned)).flatten()
}

/// User and system time of the children, from the second line `times` prints: `1m23.45s 0m6.78s`.
fn children(line: &str) -> Option<f64> {
    let (user, system) = line.trim().split_once(char::is_whitespace)?;
    Some(seconds(user)? + seconds(system)?)
}

fn seconds(text: &str) -> Option<f64> {
    let (minutes, seconds) = text.trim().strip_suffix('s')?.split_once('m')?;
    // Some locales write a comma.
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.replace(',', ".").parse::<f64>().ok()?)
}

/// The compiler's first error: the rest is what follows from it.
fn first_error(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    let error = errors.lines().find(|line| line.starts_with("error"));
    error.unwrap_or("cargo says no more").trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_shell_are_read() {
        for (line, expected) in [
            ("1m23.450000s 0m6.550000s", 90.0), // dash
            ("0m1.250s 0m0.750s", 2.0),         // bash
            ("0m1,25s 0m0,75s", 2.0),           // bash, with a comma
        ] {
            assert!((children(line).unwrap() - expected).abs() < 1e-9, "{line}");
        }
        assert_eq!(children("error"), None);
    }

    #[test]
    fn only_what_was_compiled_counts() {
        let artifact = r#"{"reason":"compiler-artifact","package_id":"registry+x#serde@1.0.0"}"#;
        assert_eq!(compiled(artifact).as_deref(), Some("registry+x#serde@1.0.0"));
        assert_eq!(compiled(r#"{"reason":"build-finished","success":true}"#), None);
        assert_eq!(compiled("0m0.01s 0m0.00s"), None);
    }
}
