//! Documents that mean harm: nothing they say becomes code, and none takes forever.
//!
//! That what comes out compiles is checked by `cargo xtask corpus DIR --check`, for which the ignored test writes the
//! documents into the folder `HOSTILE_DIR` names.

mod hostile {
    pub(crate) mod documents;
    pub(crate) mod words;
}

use std::time::{Duration, Instant};

use hostile::documents::{Hostile, documents};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Error, Generated, Input, Settings, generate, read};
use miette::Diagnostic;
use proc_macro2::{TokenStream, TokenTree};

/// Many times what the slowest takes, in a build without optimisation, on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

fn run(text: &str) -> Result<Generated, Error> {
    let settings = Settings::suggest(&read::read(text.as_bytes(), "hostile.json")?, "hostile");
    generate(&Input {
        document: text.as_bytes(),
        name: "hostile.json",
        overlay: None,
        settings: &settings,
        names: &Names::default(),
    })
}

#[test]
fn nothing_a_document_says_becomes_code() {
    for Hostile { name, text, .. } in documents().into_iter().filter(|hostile| hostile.injects) {
        let generated = run(&text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
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
    for Hostile { name, text, refused, .. } in documents() {
        let began = Instant::now();
        match run(&text) {
            Ok(generated) => {
                assert!(!refused, "{name}: should have been refused");
                for (path, text) in generated.files.iter() {
                    assert!(syn::parse_file(text).is_ok(), "{name}: {path} is no Rust");
                }
            }
            Err(error) => {
                assert!(refused, "{name}: {error:?}");
                assert!(points(&error), "{name}: the error doesn't say where: {error}");
            }
        }
        assert!(began.elapsed() < LIMIT, "{name}: took {:?}", began.elapsed());
    }
}

#[test]
fn no_line_of_the_code_hides_its_direction_or_its_letters() {
    for Hostile { name, text, .. } in documents().into_iter().filter(|hostile| hostile.injects) {
        let Ok(generated) = run(&text) else { continue };
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
    for Hostile { name, text, .. } in documents().into_iter().filter(|hostile| !hostile.refused) {
        std::fs::write(folder.join(format!("{name}.json")), text).expect("the folder can be written to");
    }
}
