//! `cargo check` of a client, with its dependencies built before.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::error::Error;
use super::generator::{Finish, Generator};
use crate::corpus::{self, Messages};
use tool::exit::Failure;

const WORKSPACE: &str = "\n[workspace]\n";
const PACKAGE: &str = "[package]\nname = \"client\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";

/// What came of it.
#[derive(Debug)]
pub(super) enum Checked {
    /// It compiles, and checking the client alone takes so long.
    Good(Duration),
    /// It has so many errors.
    Bad(usize),
    /// It could not be tried, for instance because a dependency doesn't build here.
    Untried(String),
}

/// Checks a client twice: once with everything it needs, then alone.
pub(super) fn check(generator: &Generator, client: &Path, folder: &Path) -> Result<Checked, Failure> {
    anstream::eprintln!("checking what {} made", generator.title());
    finish(generator.finish, client)?;
    let client = &client.canonicalize().map_err(Error::disk("read", client))?;
    let target = folder.join("checked").join(generator.name);
    let first = match once(client, &target) {
        Ok(first) => first,
        Err(corpus::Error::Cargo { said, .. }) => return Ok(Checked::Untried(last_line(&said))),
        Err(error) => return Err(error.into()),
    };
    if first.messages.has_errors() {
        return Ok(Checked::Bad(first.messages.errors()));
    }
    if !first.compiled {
        return Ok(Checked::Untried("a dependency doesn't build here".to_owned()));
    }
    let library = client.join("src/lib.rs");
    let file = fs::File::options().append(true).open(&library);
    file.and_then(|file| file.set_modified(SystemTime::now())).map_err(Error::disk("write", &library))?;
    Ok(Checked::Good(once(client, &target)?.wall))
}

struct Pass {
    messages: Messages,
    compiled: bool,
    wall: Duration,
}

fn once(client: &Path, target: &Path) -> Result<Pass, corpus::Error> {
    let mut pass = Pass { messages: Messages::default(), compiled: false, wall: Duration::ZERO };
    let jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let began = Instant::now();
    // What an earlier pass left would make the second one faster than any first.
    let settings = ["--config", "build.incremental=false"];
    corpus::cargo(client, target, "check", &settings, jobs, |line| {
        if line.package().is_some_and(|folder| folder == client) {
            pass.compiled |= line.is_artifact();
            pass.messages.add(line);
        }
    })?;
    pass.wall = began.elapsed();
    Ok(pass)
}

/// Makes a crate of what was emitted, as the generator's documentation says.
fn finish(finish: Finish, client: &Path) -> Result<(), Error> {
    let manifest = client.join("Cargo.toml");
    let read = |path: &Path| fs::read_to_string(path).map_err(Error::disk("read", path));
    let text = match finish {
        Finish::Workspace => read(&manifest)? + WORKSPACE,
        Finish::WorkspaceWithRustls => read(&manifest)?.replace("\"native-tls\"", "\"rustls\"") + WORKSPACE,
        Finish::Crate { dependencies, library } => {
            let file = client.join("src/lib.rs");
            fs::write(&file, library).map_err(Error::disk("write", &file))?;
            format!("{PACKAGE}{}{WORKSPACE}", read(&client.join(dependencies))?)
        }
    };
    fs::write(&manifest, text).map_err(Error::disk("write", &manifest))
}

fn last_line(said: &str) -> String {
    said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("cargo says no more").trim().to_owned()
}
