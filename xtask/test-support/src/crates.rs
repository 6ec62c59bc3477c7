//! Cargo for crates that tests make.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Cargo in the folder of a crate. What it builds lies beside what was built of the project, in one folder for all such
/// crates, so that dependencies are built once; `temporary` is what cargo tells a test as `CARGO_TARGET_TMPDIR`.
pub fn cargo(temporary: &str, folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder).env_remove("RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", target(temporary));
    cargo
}

/// The folder itself, for commands that start cargo themselves.
pub fn target(temporary: &str) -> PathBuf {
    Path::new(temporary).join("crates")
}
