//! No type of the HTTP libraries is part of the API: they can be exchanged without breaking anybody.

use std::path::{Path, PathBuf};

/// Crates whose types stay inside.
const INSIDE: [&str; 5] = ["reqwest", "http", "http_body", "hyper", "hyper_util"];

/// What layers and transports are written in: `http` and `http-body` are stable, and made
/// to be shared.
const OFFERED: [&str; 3] = ["Body", "Request", "Response"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The names a file takes from the crates that stay inside, and the crates' own.
fn foreign(text: &str) -> Vec<&str> {
    let mut names = INSIDE.to_vec();
    for import in text.split(';').filter_map(|statement| statement.rsplit_once("use ").map(|(_, path)| path))
    {
        if INSIDE.iter().any(|inside| import.starts_with(&format!("{inside}::"))) {
            let types = words(import).filter(|word| word.starts_with(char::is_uppercase));
            names.extend(types.filter(|word| !OFFERED.contains(word)));
        }
    }
    names
}

/// The public items of a file, and its conversions, each up to its body.
fn signatures(text: &str) -> impl Iterator<Item = &str> {
    // What only a feature of that name gives is asked for by whoever names its types.
    let is_asked_for = |at: usize| {
        let above = text[..at].rsplit("\n\n").next().unwrap_or_default();
        above.contains("#[cfg(feature = \"own-reqwest\")]")
    };
    let starts = text.match_indices('\n').filter(move |(at, _)| !is_asked_for(*at));
    let starts = starts.map(|(at, _)| text[at..].trim_start());
    starts
        .filter(|rest| rest.starts_with("pub ") || rest.starts_with("impl") && head(rest).contains("From<"))
        .map(head)
}

fn head(item: &str) -> &str {
    let end = item.find(['{', ';']).unwrap_or(item.len());
    // A field ends with its line.
    let is_field = !["fn ", "struct ", "impl", "use "].iter().any(|word| item[..end].contains(word));
    if is_field { item.lines().next().unwrap_or_default() } else { &item[..end] }
}

/// The public signatures that name something that should stay inside.
fn leaks(text: &str) -> Vec<&str> {
    let foreign = foreign(text);
    // Our own type of the same name is no leak.
    let own = |name: &str| text.contains(&format!("struct {name}")) || text.contains(&format!("enum {name}"));
    let is_offered = |signature: &str| signature == "pub use ::http";
    let leaking = |signature: &&str| {
        !is_offered(signature) && words(signature).any(|word| foreign.contains(&word) && !own(word))
    };
    signatures(text).filter(leaking).collect()
}

#[test]
fn no_public_signature_names_a_type_of_the_http_libraries() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&client.join("src"), &mut files);
    sources(&client.join("runtime/src"), &mut files);
    assert!(files.len() > 20, "the sources are found");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source");
        assert_eq!(leaks(&text), [""; 0], "{}", file.display());
    }
}

#[test]
fn the_listing_of_the_generated_api_names_none_either() {
    let listing = Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots/awsses/api.txt");
    let listing = std::fs::read_to_string(listing).expect("the listing is committed");
    for line in listing.lines() {
        assert!(!INSIDE.iter().any(|inside| line.contains(&format!("{inside}::"))), "{line}");
    }
}

#[test]
fn a_leak_would_be_found() {
    for leak in [
        "\npub fn raw(&self) -> reqwest::Response {",
        "\nuse reqwest::{Client, Url};\npub fn at(\n    self,\n    url: Url,\n) -> Self {",
        "\nuse reqwest::header::HeaderMap;\npub struct A {\n    pub headers: HeaderMap,\n}",
        "\nimpl From<reqwest::Error> for Error {",
        "\npub use http::StatusCode;",
    ] {
        assert_eq!(leaks(leak).len(), 1, "{leak}");
    }
    assert!(leaks("\nuse reqwest::Url;\npub(crate) fn url() -> Url {\npub fn a() -> String {").is_empty());
}
