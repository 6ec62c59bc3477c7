//! The commands of the laboratory, as processes.

mod corpus;
#[cfg(unix)]
mod differs;
mod directory;
mod installed;
#[cfg(unix)]
mod peers;
#[path = "../../../../generator/tool/tests/new/scratch.rs"]
mod scratch;

use std::path::Path;
use std::process::Command;

use scratch::Run;

/// Runs the program in the project: that is where the runtime is.
fn lab(arguments: &[&str]) -> Run {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let mut command = Command::new(env!("CARGO_BIN_EXE_lab"));
    command.args(arguments).current_dir(project.expect("the package lies in the project"));
    Run::of(&mut command)
}
