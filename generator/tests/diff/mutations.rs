//! Any mutation drawn at random over a real document is reported, unless there is a reason why it can't be.

use lowcodeapi_generator::diff::diff;
use lowcodeapi_generator::{Generated, Input, Settings, generate, read};
use serde_json::{Value, json};

use super::properties::documents;
use super::sides::side;

/// How many mutations each document sees.
const MUTATIONS: usize = 60;

/// What may be mutated and need not be told, each with its reason: an end of a pointer, and what happens there.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("/type", "removed", "a schema without a type is read by its other keywords, its example or its place"),
    ("/required", "removed", "what isn't required needn't say so; where it was, the change is told"),
    ("/security", "removed", "an operation needn't repeat what all need"),
    ("/type", "\"enum\" became", "neither is a type: both are read as text"),
    ("/oneOf", "removed", "the mapping of the discriminator that stays says the same"),
    ("/oneOf/2", "removed", "the alternative occurs twice"),
    ("/tags", "", "further tags of an operation and the order of the document's tags sort nothing"),
];

/// A part of documents in which nothing has a meaning, for the reason above.
const TAGS: &str = "/tags/";

#[test]
fn any_mutation_of_a_real_document_is_told() {
    let mut unseen = Vec::new();
    for (name, document) in documents() {
        let settings = suggested(&document);
        let before = try_made(&document, &settings).expect("the document is one");
        let mut places = Vec::new();
        collect(&document, "", &mut places);
        // Always the same ones, so that a failure can be repeated.
        let mut draw = Draw(7);
        for _ in 0..MUTATIONS {
            let place = &places[draw.below(places.len())];
            let Some((mutant, what)) = mutate(&document, place, &mut draw) else { continue };
            // What is no document any more is refused, which is told loudly enough.
            let Some(after) = try_made(&mutant, &settings) else { continue };
            let report = diff(&side("old", &before, &settings), &side("new", &after, &settings));
            let told = !report.changes.is_empty() || report.flags.iter().any(|flag| flag.rule != "H7");
            let excused = EXCEPTIONS.iter().any(|(end, how, _)| place.ends_with(end) && what.starts_with(how))
                    || format!("{place}/").contains(TAGS)
                // Repair makes both the same document: a filler, a type nobody knows, items of what is no list.
                || before.effective == after.effective;
            if !told && !excused {
                unseen.push(format!("{name} {place}: {what}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{} mutations were not told:\n{}", unseen.len(), unseen.join("\n"));
}

/// Numbers that look drawn at random (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("it is below a usize")
    }
}

fn suggested(document: &Value) -> Settings {
    let text = document.to_string();
    let document = read::read(text.as_bytes(), "openapi.json").expect("the document is one");
    Settings::suggest(&document, "shop")
}

fn try_made(document: &Value, settings: &Settings) -> Option<Generated> {
    let text = document.to_string();
    let input = Input { document: text.as_bytes(), name: "openapi.json", overlay: None, settings };
    generate(&input).ok()
}

/// Pointers of everything but the root.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    if !at.is_empty() {
        places.push(at.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{at}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (key, value) in items.iter().enumerate() {
                collect(value, &format!("{at}/{key}"), places);
            }
        }
        _ => {}
    }
}

/// The document with one node removed or changed, and in words what was done.
fn mutate(document: &Value, place: &str, draw: &mut Draw) -> Option<(Value, String)> {
    let mut mutant = document.clone();
    let (parent, key) = place.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    if draw.below(3) == 0 {
        match mutant.pointer_mut(parent)? {
            Value::Object(members) => drop(members.shift_remove(&key)),
            Value::Array(items) => drop(items.remove(key.parse().ok()?)),
            _ => return None,
        }
        return Some((mutant, "removed".to_owned()));
    }
    let node = mutant.pointer_mut(place)?;
    let before = node.to_string();
    match node {
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(number) => *node = json!(number.as_i64().unwrap_or(0) + 1),
        Value::String(text) => {
            let types = ["string", "integer", "boolean"];
            match types.iter().position(|ty| ty == text) {
                Some(at) if place.ends_with("/type") => types[(at + 1) % 3].clone_into(text),
                _ => text.push('x'),
            }
        }
        Value::Null => *node = json!(1),
        Value::Array(items) if items.len() > 1 => drop(items.pop()),
        Value::Object(members) if !members.is_empty() => {
            let (key, value) = members.iter().nth(draw.below(members.len()))?;
            let (key, value) = (key.clone(), value.clone());
            members.shift_remove(&key);
            members.insert(format!("{key}x"), value);
            return Some((mutant, format!("`{key}` renamed")));
        }
        Value::Array(_) | Value::Object(_) => return None,
    }
    let after = node.to_string();
    (before != after).then(|| (mutant, format!("{before} became {after}")))
}
