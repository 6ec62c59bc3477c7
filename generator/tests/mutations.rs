//! Documents with random damage: whatever comes in, what comes out is Rust, or an error that says where.
//!
//! `MUTATIONS` sets how many cases are tried (in earnest 20,000, with `--release`), `MUTATIONS_SEED` repeats a run whose
//! seed was printed.

mod mutations {
    pub(crate) mod damage;
    pub(crate) mod source;
}
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Error, Generated, Input, Known, Settings, generate, lower, read};
use miette::Diagnostic;
use mutations::damage::damage;
use mutations::source::documents;
use test_support::Random;

/// So many that `cargo test` stays quick.
const CASES: u64 = 150;

#[test]
fn a_damaged_document_becomes_rust_or_an_error_that_says_where() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("MUTATIONS").unwrap_or(CASES);
    let seed = number("MUTATIONS_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("MUTATIONS={cases} MUTATIONS_SEED={seed}");
    let documents = documents();
    let (mut made, mut refused) = (0, 0);
    for case in 0..cases {
        // Each case has a seed of its own, so that one can be repeated without those before it.
        let mut random = Random::new(seed.wrapping_add(case));
        let mut value = random.choose(&documents).sample(&mut random);
        for _ in 0..=random.below(4) {
            damage(&mut value, &mut random);
        }
        let text = value.to_string();
        let again = format!("MUTATIONS=1 MUTATIONS_SEED={}", seed.wrapping_add(case));
        match catch_unwind(AssertUnwindSafe(|| run(&text))) {
            Ok(Ok(generated)) => {
                made += 1;
                check_rust(&generated, &again);
            }
            Ok(Err(error)) => {
                refused += 1;
                assert!(is_located(&error), "{again}: the error doesn't say where: {error}");
            }
            Err(panic) => panic!("{again}: panicked: {panic:?}"),
        }
    }
    println!("{made} made, {refused} refused");
}

fn run(text: &str) -> Result<Generated, Error> {
    let settings = Settings::suggest(&read::read(text.as_bytes(), "damaged.json")?, "damaged");
    generate(&Input {
        document: text.as_bytes(),
        name: "damaged.json",
        known: Known::default(),
        settings: &settings,
        names: &Names::default(),
    })
}

fn check_rust(generated: &Generated, again: &str) {
    for (path, text) in generated.files.iter() {
        if let Err(error) = syn::parse_file(text) {
            panic!("{again}: {path} is no Rust: {error}");
        }
    }
}

/// Whether an error points at something, or is about the document as a whole.
fn is_located(error: &Error) -> bool {
    match error {
        Error::Read(read::Error::NotAnApiDescription { .. } | read::Error::PathsMissing { .. }) => true,
        Error::Read(_) | Error::Bundle(_) | Error::Model(_) | Error::Names(_) => points(error),
        Error::Lower(
            lower::Error::ErrorCodes { pointer }
            | lower::Error::Failure { pointer, .. }
            | lower::Error::Webhooks { pointer, .. },
        ) => pointer.starts_with('/'),
        Error::Lower(lower::Error::Names(error)) => points(error),
        // No document is at fault for what a manifest asks for.
        Error::Lower(_) | Error::Kept(_) | Error::Overlay(_) | Error::Files(_) => false,
    }
}

fn points(error: &dyn Diagnostic) -> bool {
    let itself = error.labels().is_some_and(|mut labels| labels.next().is_some());
    itself || error.related().is_some_and(|mut related| related.all(points))
}
