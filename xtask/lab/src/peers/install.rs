//! The programs: peers from the crates registry, ours from this workspace.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use super::error::Error;
use super::generator::Generator;
use super::known;

/// The peers that can be had, and a sentence about each that can't.
pub(super) fn peers(folder: &Path) -> Result<(Vec<Generator>, Vec<String>), Error> {
    let (mut installed, mut absent) = (Vec::new(), Vec::new());
    for peer in known::peers(folder) {
        if peer.program.is_file() {
            installed.push(peer);
            continue;
        }
        match install((peer.name, peer.version.unwrap_or("*")), &[], folder)? {
            status if status.success() && peer.program.is_file() => installed.push(peer),
            status => absent
                .push(format!("{} can't be installed: `cargo install` ended with {status}", peer.title())),
        }
    }
    Ok((installed, absent))
}

/// The program of a crate, which is installed where it isn't yet.
pub(super) fn program(
    (name, version): (&str, &str),
    features: &[&str],
    folder: &Path,
) -> Result<PathBuf, Error> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = known::root(folder, name, version).join("bin").join(file);
    if !program.is_file() && !install((name, version), features, folder)?.success() {
        return Err(Error::Absent { name: format!("{name} {version}") });
    }
    Ok(program)
}

/// Cargo shows how far it is.
fn install((name, version): (&str, &str), features: &[&str], folder: &Path) -> Result<ExitStatus, Error> {
    anstream::eprintln!("installing {name} {version} into {}", folder.display());
    let mut command = cargo();
    command.args(["install", "--locked", name, "--version", &format!("={version}"), "--features"]);
    command.arg(features.join(",")).arg("--root").arg(known::root(folder, name, version));
    command.arg("--target-dir").arg(folder.join("build"));
    run(&mut command)
}

/// This workspace's generator as it should be measured: optimised.
pub(super) fn ours(home: &Path, target: &Path) -> Result<PathBuf, Error> {
    let mut command = cargo();
    command.args(["build", "--release", "--locked", "--package", "xtask", "--target-dir"]).arg(target);
    let status = run(command.current_dir(home))?;
    if !status.success() {
        return Err(Error::Build { status: status.to_string() });
    }
    Ok(target.join("release").join(format!("xtask{}", std::env::consts::EXE_SUFFIX)))
}

fn run(command: &mut Command) -> Result<ExitStatus, Error> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).stdout(Stdio::inherit()).status();
    status.map_err(|source| Error::Program { program, source })
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
