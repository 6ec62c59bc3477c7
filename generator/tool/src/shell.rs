//! Commands as they can be pasted into a shell.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

static PROGRAM: OnceLock<String> = OnceLock::new();

/// How cargo's alias for this workspace is spelled.
pub const ALIAS: &str = "cargo xtask";

/// Says that this process was started in another way than by its own name, such as by [`ALIAS`].
pub fn started_as(program: impl Into<String>) {
    // Said once, by `main`.
    let _ = PROGRAM.set(program.into());
}

/// Looks whether cargo started this process as a command of its own, `cargo NAME` for the binary `cargo-NAME`.
pub fn started_by_cargo(binary: &str) {
    let Some(name) = binary.strip_prefix("cargo-") else { return };
    if std::env::args_os().nth(1).is_some_and(|first| first == name) {
        started_as(format!("cargo {name}"));
    }
}

/// The arguments of this process, without the name of the command that cargo puts before them.
pub fn arguments() -> impl Iterator<Item = OsString> {
    let added = PROGRAM.get().is_some_and(|program| program != ALIAS && program.starts_with("cargo "));
    std::env::args_os().skip(1).skip(usize::from(added))
}

/// How this program is called: as it was started, or else by its own name.
pub fn program() -> String {
    if let Some(program) = PROGRAM.get() {
        return program.clone();
    }
    let own = std::env::args_os().next().map(PathBuf::from);
    let name =
        own.as_deref().and_then(|path| path.file_stem()).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned())
}

/// Whether this process was started by [`ALIAS`], which is there in one workspace only.
pub(crate) fn is_alias() -> bool {
    PROGRAM.get().is_some_and(|program| program == ALIAS)
}

/// An argument, quoted where a shell would take it apart.
pub(crate) fn quoted(argument: &str) -> String {
    let plain = argument.chars().all(|c| c.is_alphanumeric() || "-_./:=@%+,".contains(c));
    if plain && !argument.is_empty() {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

/// This program with these arguments.
pub fn command<'a>(arguments: impl IntoIterator<Item = &'a str>) -> String {
    let arguments = arguments.into_iter().map(quoted);
    std::iter::once(program()).chain(arguments).collect::<Vec<_>>().join(" ")
}
