//! A Python environment of its own, with the two validators in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::Error;

/// The version of moto that is asked for.
pub(super) const MOTO: &str = "5.2.5";
/// The version of botocore, and so of Amazon's model.
const BOTOCORE: &str = "1.44.5";

/// An environment that is ready for use.
#[derive(Debug)]
pub(super) struct Python {
    /// Where its programs are.
    programs: PathBuf,
}

impl Python {
    /// Makes the environment in a folder, unless it is there.
    pub(super) fn ready(folder: &Path) -> Result<Self, Error> {
        let programs = folder.join("venv").join(if cfg!(windows) { "Scripts" } else { "bin" });
        let python = Self { programs };
        let packages = [format!("moto[server]=={MOTO}"), format!("botocore=={BOTOCORE}")];
        // Written last: an installation that was broken off is made anew.
        let stamp = folder.join("installed");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == packages.join(" ")) {
            return Ok(python);
        }
        anstream::eprintln!("installing {} into {}", packages.join(", "), folder.display());
        make(folder)?;
        python.install(&packages)?;
        let cause = |error: std::io::Error| Error::Python { cause: error.to_string() };
        fs::write(&stamp, packages.join(" ")).map_err(cause)?;
        Ok(python)
    }

    /// One of its programs.
    pub(super) fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }

    fn install(&self, packages: &[String]) -> Result<(), Error> {
        let registry = |cause| Error::Registry { packages: packages.join(", "), cause };
        let mut command = self.program("python");
        command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries=1"]);
        let output = command.args(packages).output().map_err(|error| registry(error.to_string()))?;
        if output.status.success() { Ok(()) } else { Err(registry(tail(&output))) }
    }
}

fn make(folder: &Path) -> Result<(), Error> {
    let system = if cfg!(windows) { "python" } else { "python3" };
    let mut command = Command::new(system);
    command.args(["-m", "venv", "--clear"]).arg(folder.join("venv"));
    let output = command.output().map_err(|error| Error::Python { cause: format!("{system}: {error}") })?;
    if output.status.success() { Ok(()) } else { Err(Error::Python { cause: tail(&output) }) }
}

/// The last lines of what a program said.
pub(super) fn tail(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(5)..].join("\n")
}
