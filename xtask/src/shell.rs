//! Commands as they can be pasted into a shell.

/// An argument, quoted where a shell would take it apart.
pub(crate) fn quoted(argument: &str) -> String {
    let plain = argument.chars().all(|c| c.is_alphanumeric() || "-_./:=@%+,".contains(c));
    if plain && !argument.is_empty() {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

/// `cargo xtask` with these arguments.
pub(crate) fn command<'a>(arguments: impl IntoIterator<Item = &'a str>) -> String {
    let arguments = arguments.into_iter().map(quoted);
    std::iter::once("cargo xtask".to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}
