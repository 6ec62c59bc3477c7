//! The whole generator: whatever a document is, it is a client or an error.

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Flavour, Grouping, Input, Known, Settings, generate};

use serde_json::{Value, json};
use test_support::Random;

use super::Subject;
use super::input;

pub(super) struct Pipeline {
    settings: [Settings; 3],
}

impl Subject for Pipeline {
    const NAME: &'static str = "pipeline";
    const SHARE: u64 = 5;
    const WORDS: &'static [&'static str] = &[
        "\"$ref\":\"#/components/schemas/A\"",
        "\"$ref\":\"#\"",
        "\"type\":\"array\"",
        "\"type\":[\"string\",\"null\"]",
        "\"allOf\":[",
        "\"oneOf\":[{}]",
        "\"enum\":[\"\",\"a\",\"A\",null,1]",
        "\"const\":1",
        "\"nullable\":true",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-1",
        "1e300",
        "\"*/ fn x() {} /*\"",
        "\"in\":\"path\"",
        "{id}",
        "\"3.1.0\"",
        "\"swagger\":\"2.0\"",
        "\"additionalProperties\":",
        "\"discriminator\":{\"propertyName\":\"kind\"}",
        "\u{200b}",
    ];

    /// What is no JSON any more ends early: mostly the parts of a document are damaged, and not its text.
    fn damaged(inputs: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
        let document = serde_json::from_slice::<Value>(random.choose(inputs).as_slice());
        match document {
            Ok(mut document) if random.below(8) > 0 => {
                for _ in 0..=random.below(4) {
                    match random.below(4) {
                        0 => rearrange(&mut document, random),
                        _ => replace(&mut document, random),
                    }
                }
                document.to_string().into_bytes()
            }
            _ => input::damaged(inputs, Self::WORDS, random),
        }
    }

    fn new() -> Self {
        let of = |flavour, group| Settings {
            provider: "fuzz".to_owned(),
            host: "https://api.example.com".to_owned(),
            group,
            flavour,
            ..Settings::default()
        };
        let by_tag = Settings { features: true, ..of(Flavour::OpenApi, Grouping::Tag) };
        let by_path = of(Flavour::OpenApi, Grouping::Path);
        Self { settings: [by_tag, by_path, of(Flavour::LowCodeApi, Grouping::Flat)] }
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        let settings = random.choose(&self.settings);
        let names = Names::default();
        let make = || {
            let input =
                Input { document: input, name: "fuzz", known: Known::default(), settings, names: &names };
            generate(&input)
        };
        let Ok(first) = make() else { return Ok(()) };
        // Rust that is none was an error already; that the same comes of the same is looked at now and then.
        if random.below(32) > 0 {
            return Ok(());
        }
        let second = make().map_err(|error| format!("the second time it fails: {error}"))?;
        if first.listing == second.listing && first.files.iter().eq(second.files.iter()) {
            return Ok(());
        }
        Err("the same document becomes another client the second time".to_owned())
    }
}

/// Puts something else in the place of a part of a document: another part, or what may mean something there.
fn replace(document: &mut Value, random: &mut Random) {
    let mut parts = Vec::new();
    collect(document, "", &mut parts);
    let Some(at) = (!parts.is_empty()).then(|| random.choose(&parts).clone()) else { return };
    let other = match random.below(3) {
        0 => document.pointer(random.choose(&parts).as_str()).cloned().unwrap_or_default(),
        1 => random.choose(&meaningful()).clone(),
        // Left out, for a member that is null is as good as none in most places.
        _ => Value::Null,
    };
    if let Some(part) = document.pointer_mut(&at) {
        *part = other;
    }
}

/// Leaves the parts of a document as they are, and their places not: members go, come twice, or by another name, and parts
/// stand deeper.
fn rearrange(document: &mut Value, random: &mut Random) {
    let mut parts = Vec::new();
    collect(document, "", &mut parts);
    let Some(at) = (!parts.is_empty()).then(|| random.choose(&parts).clone()) else { return };
    let wrap = random.below(4);
    match document.pointer_mut(&at) {
        Some(Value::Object(members)) if random.below(2) == 0 => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let Some(key) = (!keys.is_empty()).then(|| random.choose(&keys)) else { return };
            let part = members.remove(key).unwrap_or_default();
            let name = match random.below(3) {
                0 => return,
                1 => (*random.choose(&NAMES)).to_owned(),
                _ => random.choose(&keys).clone() + "2",
            };
            members.insert(name, part);
        }
        Some(Value::Array(items)) if random.below(2) == 0 => {
            let again = items.first().cloned();
            items.extend(again);
            items.reverse();
        }
        Some(part) => {
            for _ in 0..wrap {
                let inner = part.take();
                *part = match random.below(4) {
                    0 => json!({"allOf": [inner]}),
                    1 => json!({"type": "array", "items": inner}),
                    2 => json!({"anyOf": [inner, {"type": "null"}]}),
                    _ => json!({"type": "object", "properties": {"self": inner}}),
                };
            }
        }
        None => {}
    }
}

/// Names that mean something in many places.
const NAMES: [&str; 12] = [
    "$ref",
    "type",
    "schema",
    "content",
    "items",
    "parent",
    "in",
    "itemSchema",
    "default",
    "r#fn",
    "",
    "x-lowcodeapi-file",
];

fn collect(value: &Value, at: &str, parts: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let at = format!("{at}/{key}");
        collect(child, &at, parts);
        parts.push(at);
    }
}

fn meaningful() -> [Value; 16] {
    [
        json!({"$ref": "#/components/schemas/Cat"}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/paths"}),
        json!({"type": ["string", "null", 1]}),
        json!({"type": "array", "items": {"type": "array"}}),
        json!({"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object"}]}),
        json!({"oneOf": [], "discriminator": {"propertyName": "kind"}}),
        json!({"enum": ["", "a", "A", null, 1, {}]}),
        json!({"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Dog"}}),
        json!("*/ fn injected() {} /*"),
        json!("fn"),
        json!(""),
        json!(-1),
        json!(true),
        json!([]),
        json!({}),
    ]
}
