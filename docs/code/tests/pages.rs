//! What the pages say that is no Rust: recipes do what they promise, what is shown is what is there.

use std::fs;
use std::path::{Path, PathBuf};

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Flavour, Input, Known, Settings, generate};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> String {
    fs::read_to_string(docs().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of all pages.
fn names() -> impl Iterator<Item = String> {
    let entries =
        fs::read_dir(docs()).expect("it can be listed").map(|entry| entry.expect("it can be listed"));
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "md"))
}

/// The blocks of a language, in order.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks
        .filter_map(|block| block.split_once('\n'))
        .filter(|(tag, _)| *tag == language)
        .map(|(_, text)| text)
        .collect()
}

/// The public items of the shop's client, with what an overlay knows.
fn listing(actions: &str) -> String {
    let document = fs::read(docs().join("code/shop.yaml")).expect("it is there");
    let overlay = format!("overlay: 1.0.0\ninfo: {{ title: Known, version: '1' }}\nactions:\n{actions}\n");
    let settings = Settings {
        provider: "shop".to_owned(),
        host: "https://shop.example/v1".to_owned(),
        flavour: Flavour::OpenApi,
        ..Settings::default()
    };
    let known =
        Known { overlay: (!actions.is_empty()).then_some((&*overlay, "overlay.yaml")), ..Known::default() };
    let input = Input {
        document: &document,
        name: "shop.yaml",
        known,
        settings: &settings,
        names: &Names::default(),
    };
    let made = generate(&input).unwrap_or_else(|error| panic!("{error:?}\n{overlay}"));
    assert!(
        made.overlay.actions.iter().all(|action| action.matched > 0),
        "an action meets nothing:\n{actions}"
    );
    made.listing
}

#[test]
fn recipes_do_what_they_promise() {
    let page = page("overlays.md");
    let before = listing("");
    let recipes: Vec<&str> =
        page.split("\n## ").skip(1).filter(|recipe| recipe.contains("```yaml")).collect();
    assert!(recipes.len() >= 10, "{} recipes", recipes.len());
    for recipe in recipes {
        let ([actions], [promise]) = (&blocks(recipe, "yaml")[..], &blocks(recipe, "text")[..]) else {
            panic!("a recipe has an overlay and a line of the listing:\n{recipe}")
        };
        let (line, is_there) = match promise.trim().strip_prefix("NOT ") {
            Some(line) => (line, false),
            None => (promise.trim(), true),
        };
        let has = |listing: &str| listing.lines().any(|known| known == line);
        let after = listing(actions);
        assert_eq!((has(&before), has(&after)), (!is_there, is_there), "`{line}` in\n{after}");
    }
}

#[test]
fn the_build_script_is_the_one_that_is_shown() {
    let shown = page("build-script.md");
    let script = fs::read_to_string(docs().join("code/build.rs")).expect("it is there");
    let (_, code) = script.split_once("\n\n").expect("a comment stands in front");
    assert_eq!(blocks(&shown, "rust,ignore")[0], code.trim_end());
}

#[test]
fn messages_are_those_of_the_commands() {
    let page = page("troubleshooting.md");
    let mut sources = String::new();
    for package in ["generator/src", "generator/tool/src", "generated-client/stand-in/src"] {
        read_all(&docs().join("..").join(package), &mut sources);
    }
    let codes = page.split('`').skip(1).step_by(2).filter(|code| code.contains("::"));
    let codes: Vec<&str> =
        codes.filter(|code| code.chars().all(|c| c.is_ascii_lowercase() || "_:".contains(c))).collect();
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes {
        let is_there =
            [format!("code({code})"), format!("\"{code}\"")].iter().any(|text| sources.contains(text));
        assert!(is_there, "no message has the code `{code}`");
    }
}

fn read_all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            read_all(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).expect("it can be read"));
        }
    }
}

#[test]
fn every_page_is_in_the_summary_and_no_other() {
    let summary = page("SUMMARY.md");
    let listed: Vec<&str> = summary.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    for name in names().filter(|name| name != "SUMMARY.md") {
        assert!(listed.contains(&&*name), "{name} is not in SUMMARY.md");
    }
    // A chapter of another folder would be written outside of the book.
    for chapter in listed {
        assert!(names().any(|name| name == chapter), "{chapter} is no page of this folder");
    }
}

#[test]
fn pages_with_rust_are_compiled() {
    let library = fs::read_to_string(docs().join("code/src/lib.rs")).expect("it is there");
    let has_rust = |text: &str| ["rust", "rust,no_run"].iter().any(|tag| !blocks(text, tag).is_empty());
    for name in names().filter(|name| has_rust(&page(name))) {
        assert!(library.contains(&format!("\"../../{name}\"")), "lib.rs doesn't include {name}");
    }
}
