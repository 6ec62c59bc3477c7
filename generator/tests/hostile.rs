//! Documents that mean harm: nothing they say becomes code, and none takes forever.
//!
//! That what comes out compiles is checked by `cargo xtask corpus DIR --check`, for which the ignored test writes the
//! documents into the folder `HOSTILE_DIR` names.

#[path = "support/emitted.rs"]
mod emitted;

mod hostile {
    pub(crate) mod documents;
    mod texts;
    pub(crate) mod words;
}

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use hostile::documents::{Hostile, documents, large};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Error, Generated, Input, Known, Settings, generate, read};
use miette::Diagnostic;
use proc_macro2::{TokenStream, TokenTree};

/// Many times what the slowest takes, in a build without optimisation, on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// What becomes of a document.
struct Run {
    document: Hostile,
    result: Result<Generated, Error>,
    duration: Duration,
}

/// All but the large ones. They are run once: each test looks at the same clients.
static RUNS: LazyLock<Vec<Run>> = LazyLock::new(|| documents().into_iter().map(run).collect());

fn run(document: Hostile) -> Run {
    let began = Instant::now();
    let result = generated(&document.text);
    Run { document, result, duration: began.elapsed() }
}

fn generated(text: &str) -> Result<Generated, Error> {
    let settings = Settings::suggest(&read::read(text.as_bytes(), "hostile.json")?, "hostile");
    generate(&Input {
        document: text.as_bytes(),
        name: "hostile.json",
        known: Known::default(),
        settings: &settings,
        names: &Names::default(),
    })
}

/// The clients of the documents that try to slip in code.
fn injected() -> impl Iterator<Item = (&'static str, &'static Generated)> {
    RUNS.iter().filter(|run| run.document.injects).map(|Run { document, result, .. }| {
        let name = document.name;
        (name, result.as_ref().unwrap_or_else(|error| panic!("{name}: {error:?}")))
    })
}

#[test]
fn nothing_a_document_says_becomes_code() {
    for (name, generated) in injected() {
        for (path, text) in generated.files.iter() {
            let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            assert!(!says(tokens, "injected"), "{name}: {path} has what the document slipped in");
        }
    }
}

/// Whether an identifier is among the tokens; literals and documentation may say what they like.
fn says(tokens: TokenStream, identifier: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(found) => found == identifier,
        TokenTree::Group(group) => says(group.stream(), identifier),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[test]
fn every_document_becomes_rust_or_an_error_that_says_where_in_bounded_time() {
    RUNS.iter().for_each(check);
}

#[test]
#[ignore = "large documents take their time: `.ci/run hostile`"]
fn large_documents_become_rust_in_bounded_time() {
    large().into_iter().map(run).for_each(|run| check(&run));
}

fn check(run: &Run) {
    let Hostile { name, refused, .. } = &run.document;
    match &run.result {
        Ok(generated) => {
            assert!(!refused, "{name}: should have been refused");
            for (path, text) in generated.files.iter() {
                assert!(syn::parse_file(text).is_ok(), "{name}: {path} is no Rust");
            }
        }
        Err(error) => {
            assert!(refused, "{name}: {error:?}");
            assert!(points(error), "{name}: the error doesn't say where: {error}");
        }
    }
    assert!(run.duration < LIMIT, "{name}: took {:?}", run.duration);
}

#[test]
fn no_line_of_the_code_hides_its_direction_or_its_letters() {
    for (name, generated) in injected() {
        for (path, text) in generated.files.iter() {
            let hidden = text.chars().find(|c| {
                matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            });
            assert_eq!(hidden, None, "{name}: {path}");
        }
    }
}

fn points(error: &dyn Diagnostic) -> bool {
    let itself = error.labels().is_some_and(|mut labels| labels.next().is_some());
    itself || error.related().is_some_and(|mut related| related.all(points))
}

#[test]
#[ignore = "writes the documents for `cargo xtask corpus`; needs HOSTILE_DIR"]
fn documents_are_written_for_the_compiler() {
    let folder =
        std::path::PathBuf::from(std::env::var_os("HOSTILE_DIR").expect("HOSTILE_DIR names a folder"));
    std::fs::create_dir_all(&folder).expect("the folder can be created");
    let all = documents().into_iter().chain(large());
    for Hostile { name, text, .. } in all.filter(|hostile| !hostile.refused) {
        std::fs::write(folder.join(format!("{name}.json")), text).expect("the folder can be written to");
    }
}
