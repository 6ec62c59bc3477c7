//! `new` and `regen --manifest`, as processes.

mod chosen;
mod companions;
mod crates;
mod features;
mod files;
mod formats;
mod hosts;
mod learned;
mod loopback;
mod runtimes;
mod scratch;
mod subsets;

use std::path::Path;
use std::process::Command;

use scratch::Run;

/// Runs the program in the project: that is where the runtime is.
fn xtask(arguments: &[&str]) -> Run {
    let project =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the package lies in the project");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-api-client"));
    command.args(arguments).current_dir(project);
    Run::of(&mut command)
}
