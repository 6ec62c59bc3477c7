//! What the project's pages refer to is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of the project beside the book, as its pages begin the names of files there.
const OUTSIDE: [&str; 4] = [".github/", "generated-client/", "generator/", "xtask/"];

#[test]
fn links_lead_to_files_and_headings() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for page in pages() {
        let text = without_code(&read(&page));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                continue;
            }
            seen += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { page.clone() } else { page.with_file_name("").join(path) };
            let leads = file.exists() && (anchor.is_empty() || anchors(&read(&file)).contains(anchor));
            if !leads {
                wrong.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(seen > 20, "the pages have links");
    assert!(wrong.is_empty(), "links lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn links_of_the_book_stay_in_it() {
    let book = root().join("docs");
    let mut wrong = Vec::new();
    let is_of_book = |page: &PathBuf| page.parent() == Some(&book);
    for page in pages().into_iter().filter(is_of_book) {
        let text = without_blocks(&read(&page));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let leaves = |target: &&str| !target.contains("://") && target.contains("../");
        wrong.extend(links.filter(leaves).map(|target| format!("{}: {target}", page.display())));
        // What lies outside is named.
        let named = text.split('`').skip(1).step_by(2).filter(|name| is_path(name));
        let is_ours = |name: &&str| OUTSIDE.iter().any(|folder| name.starts_with(folder));
        let missing = named.filter(is_ours).filter(|name| !root().join(name).exists());
        wrong.extend(missing.map(|name| format!("{}: {name}", page.display())));
    }
    assert!(
        wrong.is_empty(),
        "a built book has no such pages, or the project no such files:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_that_pages_name_exist() {
    let bases = ["", "generator/src", "generated-client", "generated-client/runtime/src"]
        .map(|base| root().join(base));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = without_blocks(&read(&root().join(page)));
        for name in text.split('`').skip(1).step_by(2).filter(|name| is_path(name)) {
            seen += 1;
            if !bases.iter().any(|base| base.join(name).exists()) {
                wrong.push(format!("{page}: {name}"));
            }
        }
    }
    assert!(seen > 20, "the pages name files");
    assert!(wrong.is_empty(), "there are no such files:\n{}", wrong.join("\n"));
}

/// Whether a text in backticks is the path of a file in a folder.
fn is_path(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    text.contains('/')
        && text.chars().all(plain)
        && ["rs", "toml", "md", "yaml", "json", "txt"].contains(&ending)
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn pages() -> Vec<PathBuf> {
    let named = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "generated-client/README.md"];
    let mut pages: Vec<_> = named.iter().map(|name| root().join(name)).collect();
    for entry in fs::read_dir(root().join("docs")).expect("there is a folder of pages") {
        let path = entry.expect("it is readable").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn without_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

fn without_code(text: &str) -> String {
    without_blocks(text).split('`').step_by(2).collect()
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let text = without_blocks(text);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}
