//! Counts the methods of a client that stand for an operation.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::Error;
use super::generator::{Generator, Method};

/// How many operations a client has kept.
pub(super) fn count(generator: &Generator, client: &Path) -> Result<usize, Error> {
    let mut text = String::new();
    for place in generator.methods {
        read(&client.join(place), &mut text)?;
    }
    Ok(match generator.method {
        Method::AsyncFunction { twins } => async_functions(&text, twins),
        Method::Endpoint => endpoints(&text),
    })
}

/// All Rust below a path.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    read(path, &mut text)?;
    Ok(text)
}

/// What is assigned may stand on the next line.
fn endpoints(text: &str) -> usize {
    text.lines().filter(|line| line.contains(": Endpoint =")).count()
}

/// All Rust below a path, which need not be there: a client of few operations has no folder for them.
fn read(path: &Path, text: &mut String) -> Result<(), Error> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(Error::disk("read", path))? {
            read(&entry.map_err(Error::disk("read", path))?.path(), text)?;
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") && path.exists() {
        text.push_str(&std::fs::read_to_string(path).map_err(Error::disk("read", path))?);
        text.push('\n');
    }
    Ok(())
}

/// All generators format what they emit, so that a function begins a line. Groups may have methods of the same name.
fn async_functions(text: &str, twins: &[&str]) -> usize {
    let name = |line: &'_ str| -> Option<String> {
        let rest = line.trim_start().strip_prefix("pub async fn ")?.trim_start_matches("r#");
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
        Some(rest[..end].to_owned())
    };
    let names: Vec<String> = text.lines().filter_map(name).collect();
    let known: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    names.iter().filter(|name| !is_twin(name, &known, twins)).count()
}

/// Whether a name is that of another and such a word: `list_json`, `list_binary_stream`.
fn is_twin(name: &str, known: &BTreeSet<&str>, twins: &[&str]) -> bool {
    name.match_indices('_').any(|(at, _)| {
        let rest = &name[at + 1..];
        let is_word =
            |word: &&str| rest.strip_prefix(word).is_some_and(|end| end.is_empty() || end.starts_with('_'));
        known.contains(&name[..at]) && twins.iter().any(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_counts_wherever_its_line_is_broken() {
        let code = "pub(crate) static A: Endpoint = Endpoint::get(\"a\", \"/a\");\n\
                    pub(crate) static B: Endpoint =\n    Endpoint::get(\"b\", \"/b\");\n";
        assert_eq!(endpoints(code), 2);
    }

    #[test]
    fn another_way_to_call_an_operation_is_no_operation_of_its_own() {
        let code = "impl A {\n    pub async fn list<\n    >() {}\n    pub async fn list_binary_stream() {}\n\
                    pub async fn list_jsonp() {}\n    pub fn new() {}\n    pub async fn get_json() {}\n}\n\
                    impl B {\n    pub async fn list() {}\n    pub async fn r#in() {}\n}\n";
        assert_eq!(async_functions(code, &["json", "binary"]), 5);
        assert_eq!(async_functions(code, &[]), 6);
    }
}
