//! Commands as they can be pasted into a shell.

use std::path::PathBuf;
use std::sync::OnceLock;

static PROGRAM: OnceLock<&'static str> = OnceLock::new();

/// How cargo's alias for this workspace is spelled.
pub const ALIAS: &str = "cargo xtask";

/// Says that this process was started in another way than by its own name, such as by [`ALIAS`].
pub fn started_as(program: &'static str) {
    // Said once, by `main`.
    let _ = PROGRAM.set(program);
}

/// How this program is called: as it was started, or else by its own name.
fn program() -> String {
    if let Some(program) = PROGRAM.get() {
        return (*program).to_owned();
    }
    let own = std::env::args_os().next().map(PathBuf::from);
    let name =
        own.as_deref().and_then(|path| path.file_stem()).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned())
}

/// Whether this process was started by [`ALIAS`], which is there in one workspace only.
pub(crate) fn is_alias() -> bool {
    PROGRAM.get() == Some(&ALIAS)
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
