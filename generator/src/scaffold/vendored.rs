//! The runtime as a module of a client, which then needs no package of this project.
//!
//! Its sources are moved, not made: the root of the package becomes a module, and what belongs to the package only,
//! such as tests, stays behind.

use super::RuntimePackage;
use crate::files::HEADER;

/// Where the module is; the shorter way by the re-export is none that `pub(in …)` may take.
const ROOT: &str = "crate::generated::runtime";

/// What opens or closes an example in documentation; behind it, what rustdoc is to do with the example.
const FENCE: &str = "```";

impl RuntimePackage {
    /// The copy of it in a client: path below the client's generated code, and text, of each file.
    #[must_use]
    pub fn vendored(&self) -> Vec<(String, String)> {
        let sources = &self.files;
        let mut files = Vec::new();
        for (path, text) in sources {
            match path.as_str() {
                "lib.rs" => files.push(("runtime.rs".to_owned(), self.root(text))),
                "source.rs" => {}
                _ if is_test(path) => {}
                _ => {
                    let text = self.moved(text) + &reexports(path, sources);
                    files.push((format!("runtime/{path}"), headed(&text)));
                }
            }
        }
        files.extend(self.licences.iter().map(|(name, text)| (format!("runtime/{name}"), text.clone())));
        files
    }

    /// The module that was the package's root: without its documentation, which speaks of a package.
    fn root(&self, text: &str) -> String {
        let items = text
            .lines()
            .skip_while(|line| line.starts_with("//!") || line.starts_with("#![") || line.is_empty());
        let items: String = items.flat_map(|line| [line, "\n"]).collect();
        let head = format!(
            "//! What the client stands on: transport, credentials, retries, errors. A copy of `lowcodeapi-runtime` {},\n\
             //! under its licences, which lie beside it.\n\
             #![allow(unused_imports, unused_macros, reason = \"not every client needs all of it\")]\n\
             #![allow(rustdoc::private_intra_doc_links, reason = \"macros are public in the package only\")]\n\n",
            self.version
        );
        headed(&(head + &self.moved(&items) + "\npub(crate) use macros::*;\n"))
    }

    /// A file's text as it stands in the module.
    fn moved(&self, text: &str) -> String {
        let mut moved = String::with_capacity(text.len());
        let mut lines = text.lines();
        let mut in_example = false;
        while let Some(line) = lines.next() {
            if is_of_the_package(line) {
                // The item goes with its attributes, to the end of its block or statement.
                let _ =
                    lines.by_ref().find(|line| *line == "}" || line.ends_with(';') && !line.starts_with(' '));
                continue;
            }
            if line.trim_start() == "#[macro_export]" {
                continue;
            }
            let line = match line.split_once(FENCE) {
                Some((before, info)) if before.trim_start().starts_with("//") => {
                    in_example = !in_example;
                    // Examples are of the package's users.
                    let info = if in_example && info != "text" { "ignore" } else { info };
                    format!("{before}{FENCE}{info}")
                }
                _ => line.to_owned(),
            };
            moved.push_str(&relocated(&line, &self.version));
            moved.push('\n');
        }
        moved.truncate(moved.trim_end().len());
        moved.push('\n');
        moved
    }
}

/// With the line that says whose file it is.
fn headed(text: &str) -> String {
    format!("{HEADER}\n{text}")
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// Whether an item begins that has no place in a client.
fn is_of_the_package(line: &str) -> bool {
    ["#[cfg(test)]", "#[cfg(doctest)]", "#[cfg(feature = \"source\")]"].contains(&line)
}

/// The line with its paths leading to the module.
fn relocated(line: &str, version: &str) -> String {
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
    text.replace("= env!(\"CARGO_PKG_VERSION\")", &format!("= \"{version}\""))
}

/// What makes items of the macros that a file exports from the package, each where its features are on.
fn exported(text: &str) -> Vec<String> {
    let mut exported = Vec::new();
    let mut attributes: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.starts_with("#[") {
            attributes.push(line);
            continue;
        }
        let name = line.strip_prefix("macro_rules! ").map(|name| name.trim_end_matches([' ', '{']));
        if let Some(name) = name.filter(|_| attributes.contains(&"#[macro_export]")) {
            let mut lines: Vec<&str> = attributes.clone();
            lines.retain(|attribute| attribute.starts_with("#[cfg("));
            let export = format!("pub(crate) use {name};\n");
            lines.push(&export);
            exported.push(lines.join("\n"));
        }
        // Documentation may stand between attributes.
        if !line.starts_with("///") {
            attributes.clear();
        }
    }
    exported
}

/// What gives macros a path: none has one from other modules otherwise.
fn reexports(path: &str, sources: &[(String, String)]) -> String {
    let exports = |(path, text): &(String, String)| {
        let module = path.strip_prefix("macros/")?.strip_suffix(".rs")?;
        (!exported(text).is_empty()).then(|| format!("pub(crate) use {module}::*;\n"))
    };
    let lines: Vec<String> = if path == "macros.rs" {
        sources.iter().filter_map(exports).collect()
    } else {
        sources.iter().filter(|(own, _)| own == path).flat_map(|(_, text)| exported(text)).collect()
    };
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
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
//!
//! ```no_run
//! lowcodeapi_runtime::run();
//! ```
//!
//! ```text
//! A figure.
//! ```

use crate::{Error, retry};

#[cfg(feature = \"mock\")]
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
        assert_eq!(exported(text), ["#[cfg(feature = \"mock\")]\npub(crate) use call;\n"]);
        let runtime = RuntimePackage {
            version: "0.0.0".to_owned(),
            manifest: String::new(),
            files: Vec::new(),
            licences: Vec::new(),
        };
        insta::assert_snapshot!(runtime.moved(text), @r#"
        //! A file, see [`Error`](crate::generated::runtime::Error).
        //!
        //! ```ignore
        //! use lowcodeapi_runtime::Token;
        //! ```
        //!
        //! ```ignore
        //! lowcodeapi_runtime::run();
        //! ```
        //!
        //! ```text
        //! A figure.
        //! ```

        use crate::generated::runtime::{Error, retry};

        #[cfg(feature = "mock")]
        macro_rules! call {
            () => { $crate::generated::runtime::Call };
        }

        const OWN: &str = "0.0.0";

        mod next;
        "#);
    }
}
