//! Any mutation drawn at random over a real document is reported, unless there is a reason why it can't be.

mod addition;
mod mutator;

use lowcodeapi_generator::diff::{Flag, FlagKind, diff};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Generated, Input, Known, Settings, generate, read};
use serde_json::Value;
use test_support::Random;

use super::properties::documents;
use super::sides::side;

/// How many mutations each document sees; the variable `DIFF_MUTATIONS` asks for more.
const MUTATIONS: usize = 40;

/// What may be mutated and need not be told, each with its reason: an end of a pointer, and what happens there.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("/type", "removed", "a schema without a type is read by its other keywords, its example or its place"),
    ("/required", "removed", "what isn't required needn't say so; where it was, the change is told"),
    ("/security", "removed", "an operation needn't repeat what all need"),
    ("/type", "\"enum\" became", "neither is a type: both are read as text"),
    ("/oneOf", "removed", "the mapping of the discriminator that stays says the same"),
    ("/Money", "added `minProperties`: 1", "an object with a required member has one"),
    ("/ReportId", "added `minProperties`: 1", "as above"),
    ("~1tts/post/requestBody/content/application~1json/schema", "added `minProperties`: 1", "as above"),
    ("/tankCapacity/format", "removed", "a number that is a `double` is any number"),
    ("/milesPerGallon/format", "removed", "as above"),
    ("/responses/204/content/application~1json/schema/properties/id/format", "", "204 has no content"),
    ("/oneOf/2", "removed", "the alternative occurs twice"),
    ("", "added `security`: []", "an operation of a service that needs nothing needn't say so"),
    ("", "removed nothing", "what says the default says as much as nothing"),
    ("/tags", "", "further tags of an operation and the order of the document's tags sort nothing"),
];

/// A part of documents in which nothing has a meaning, for the reason above.
const TAGS: &str = "/tags/";

#[test]
fn any_mutation_of_a_real_document_is_told() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    // Always the same ones, so that a failure can be repeated; `DIFF_SEED` asks for others.
    let seed = number("DIFF_SEED").unwrap_or(7);
    let many = number("DIFF_MUTATIONS").map_or(MUTATIONS, |many| usize::try_from(many).unwrap_or(usize::MAX));
    let documents = documents();
    let (here, there) = documents.split_at(documents.len() / 2);
    let unseen = std::thread::scope(|scope| {
        let here = scope
            .spawn(|| here.iter().flat_map(|(name, document)| unseen(name, document, seed, many)).collect());
        let mut all: Vec<String> =
            there.iter().flat_map(|(name, document)| unseen(name, document, seed, many)).collect();
        all.extend::<Vec<_>>(here.join().expect("nothing panics"));
        all
    });
    assert!(unseen.is_empty(), "{} mutations were not told:\n{}", unseen.len(), unseen.join("\n"));
}

/// The mutations of a document that are not told.
fn unseen(name: &str, document: &Value, seed: u64, many: usize) -> Vec<String> {
    let settings = suggested(document);
    let before = try_made(document, &settings).expect("the document is one");
    let places = mutator::places(document);
    let mut random = Random::new(seed);
    let mut unseen = Vec::new();
    for _ in 0..many {
        let place = &places[random.below(places.len())];
        let Some((mutant, what)) = mutator::mutate(document, place, &mut random) else { continue };
        // What is no document any more is refused, which is told loudly enough.
        let Some(after) = try_made(&mutant, &settings) else { continue };
        let report = diff(&side("old", &before), &side("new", &after));
        let told = !report.changes.is_empty() || report.flags.iter().any(|flag| flag.rule != "H7");
        let excused = EXCEPTIONS.iter().any(|(end, how, _)| place.ends_with(end) && what.starts_with(how))
            || format!("{place}/").contains(TAGS)
            // Repair makes both the same document: a filler, a type nobody knows, items of what is no list.
            || before.effective == after.effective;
        if !told && !excused {
            unseen.push(format!("{name} {place}: {what}"));
        }
        let unexplained = |flag: &&Flag| flag.kind == FlagKind::UnexplainedApiChange;
        for flag in report.flags.iter().filter(unexplained) {
            unseen.push(format!("{name} {place}: {what}, and {}", flag.message));
        }
    }
    unseen
}

fn suggested(document: &Value) -> Settings {
    let text = document.to_string();
    let document = read::read(text.as_bytes(), "openapi.json").expect("the document is one");
    Settings::suggest(&document, "shop")
}

fn try_made(document: &Value, settings: &Settings) -> Option<Generated> {
    let text = document.to_string();
    let input = Input {
        document: text.as_bytes(),
        name: "openapi.json",
        known: Known::default(),
        settings,
        names: &Names::default(),
    };
    generate(&input).ok()
}
