//! Finds the runtime that generated clients depend on.

use std::path::{Path, PathBuf};

/// The workspace that has the runtime: around `start`, else the one this program was built in.
pub fn home(start: &Path) -> Option<PathBuf> {
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let mut candidates = start.ancestors().chain(built_in);
    candidates.find(|root| folder(root).join("Cargo.toml").is_file()).map(Path::to_owned)
}

/// The runtime's folder in a workspace.
pub fn folder(root: &Path) -> PathBuf {
    root.join("generated-client/runtime")
}

/// Where cargo puts what it builds in a workspace.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
