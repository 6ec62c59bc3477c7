//! The runtime as a module of a client, which then needs no package of this project.
//!
//! Its sources are moved, not made: the root of the package becomes a module, and what belongs to the package only,
//! such as tests, stays behind.

use lowcodeapi_runtime::source;

/// Where the module is; the shorter way by the re-export is none that `pub(in …)` may take.
const ROOT: &str = "crate::generated::runtime";

/// Path below the client's generated code, and text, of each file.
pub(crate) fn files() -> Vec<(String, String)> {
    let sources = source::files();
    let macros: Vec<(String, Vec<&str>)> =
        sources.iter().map(|(path, text)| (path.clone(), exported(text))).collect();
    let mut files = Vec::new();
    for (path, text) in &sources {
        match path.as_str() {
            "lib.rs" => files.push(("runtime.rs".to_owned(), root(text))),
            "source.rs" => {}
            _ if is_test(path) => {}
            _ => files.push((format!("runtime/{path}"), headed(&(moved(text) + &reexports(path, &macros))))),
        }
    }
    files.extend(source::LICENCES.map(|(name, text)| (format!("runtime/{name}"), text.to_owned())));
    files
}

/// The module that was the package's root: without its documentation, which speaks of a package.
fn root(text: &str) -> String {
    let items =
        text.lines().skip_while(|line| line.starts_with("//!") || line.starts_with("#![") || line.is_empty());
    let items: String = items.flat_map(|line| [line, "\n"]).collect();
    let head = format!(
        "//! What the client stands on: transport, credentials, retries, errors. A copy of `lowcodeapi-runtime` {},\n\
         //! under its licences, which lie beside it.\n\
         #![allow(unused_imports, unused_macros, reason = \"not every client needs all of it\")]\n\
         #![allow(rustdoc::private_intra_doc_links, reason = \"macros are public in the package only\")]\n\n",
        source::VERSION
    );
    headed(&(head + &moved(&items) + "\npub(crate) use macros::*;\n"))
}

/// With the line that says whose file it is.
fn headed(text: &str) -> String {
    format!("{}\n{text}", lowcodeapi_generator::files::HEADER)
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// A file's text as it stands in the module.
fn moved(text: &str) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut lines = text.lines();
    let mut in_example = false;
    while let Some(line) = lines.next() {
        if is_of_the_package(line) {
            // The item goes with its attributes, to the end of its block or statement.
            let _ = lines.by_ref().find(|line| *line == "}" || line.ends_with(';') && !line.starts_with(' '));
            continue;
        }
        if line.trim_start() == "#[macro_export]" {
            continue;
        }
        let line = if let Some(fence) = fence(line) {
            in_example = !in_example;
            // Examples are of the package's users.
            if in_example && line.ends_with(fence) { format!("{line}ignore") } else { line.to_owned() }
        } else {
            line.to_owned()
        };
        moved.push_str(&relocated(&line));
        moved.push('\n');
    }
    moved.truncate(moved.trim_end().len());
    moved.push('\n');
    moved
}

/// Whether an item begins that has no place in a client.
fn is_of_the_package(line: &str) -> bool {
    line == "#[cfg(test)]" || line == "#[cfg(feature = \"source\")]"
}

/// The fence that opens or closes an example in documentation.
fn fence(line: &str) -> Option<&'static str> {
    let text = line.trim_start();
    let text = text.strip_prefix("///").or_else(|| text.strip_prefix("//!"))?;
    text.trim_start().starts_with("```").then_some("```")
}

/// The line with its paths leading to the module.
fn relocated(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("crate::") {
        text.push_str(before);
        let is_other = before.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        text.push_str(if is_other { "crate" } else { ROOT });
        text.push_str("::");
        rest = after;
    }
    text.push_str(rest);
    text.replace("= env!(\"CARGO_PKG_VERSION\")", &format!("= \"{}\"", source::VERSION))
}

/// The macros a file exports from the package, in their order.
fn exported(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut before = "";
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("macro_rules! ").filter(|_| before == "#[macro_export]") {
            names.push(name.trim_end_matches([' ', '{']));
        }
        before = line;
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// What makes macros items of their module, and of those around it: none has a path otherwise.
fn reexports(path: &str, macros: &[(String, Vec<&str>)]) -> String {
    let names = |names: &[&str]| format!("\npub(crate) use {{{}}};\n", names.join(", "));
    if path == "macros.rs" {
        let of_files: Vec<String> = macros
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .filter_map(|(path, _)| {
                Some(format!("{}::*", path.strip_prefix("macros/")?.strip_suffix(".rs")?))
            })
            .collect();
        return names(&of_files.iter().map(String::as_str).collect::<Vec<_>>());
    }
    macros
        .iter()
        .find(|(of, own)| of == path && !own.is_empty())
        .map_or_else(String::new, |(_, own)| names(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_moves_without_what_is_of_the_package() {
        let text = "\
//! A file, see [`Error`](crate::Error).
//!
//! ```
//! use lowcodeapi_runtime::Token;
//! ```

use crate::{Error, retry};

#[macro_export]
macro_rules! call {
    () => { $crate::Call };
}

const OWN: &str = env!(\"CARGO_PKG_VERSION\");

#[cfg(feature = \"source\")]
#[doc(hidden)]
pub mod source;
mod next;

#[cfg(test)]
mod tests {
    use super::*;
}
";
        assert_eq!(exported(text), ["call"]);
        insta::assert_snapshot!(moved(text).replace(source::VERSION, "0.0.0"), @r#"
        //! A file, see [`Error`](crate::generated::runtime::Error).
        //!
        //! ```ignore
        //! use lowcodeapi_runtime::Token;
        //! ```

        use crate::generated::runtime::{Error, retry};

        macro_rules! call {
            () => { $crate::generated::runtime::Call };
        }

        const OWN: &str = "0.0.0";

        mod next;
        "#);
    }

    #[test]
    fn macros_have_a_path_from_the_root() {
        let files = files();
        let text = |path: &str| &files.iter().find(|(own, _)| own == path).expect("it is copied").1;
        assert!(text("runtime.rs").ends_with("pub(crate) use macros::*;\n"));
        assert!(text("runtime/macros.rs").contains("pub(crate) use {answers::*, call::*, client::*"));
        assert!(text("runtime/macros/call.rs").contains("pub(crate) use {__blocking_call, call, "));
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            for of_package in ["#[macro_export]", "cfg(test)", "\"source\"", "include_str!"] {
                assert!(!text.contains(of_package), "`{of_package}` in {path}");
            }
        }
    }
}
