//! Decides which calls are made of an operation, and what kind of answer each asks for.

use super::draw::Members;
use super::places::{ArgumentMeaning, Called, RequestPart};
use super::samples::{self, Sample};
use super::schemas::Schemas;
use super::source::Call;
use super::written::Written;

/// Failures that are asked for where the document describes them.
const FAILURES: [u16; 3] = [400, 404, 422];
/// So many examples of one body are sent.
const EXAMPLES: usize = 12;

/// A call to make.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// What it is meant to show.
    pub(super) kind: &'static str,
    /// Its values.
    pub(super) samples: Vec<Sample>,
    /// The method that asks for the answer in another media type, or empty.
    pub(super) answered: String,
    /// What kind of answer is asked for (`Prefer`).
    pub(super) prefer: String,
    /// The failure that is asked for.
    pub(super) forced: Option<u16>,
}

/// The calls of one method.
pub(super) fn plan(call: &Call, called: &Called, document: Written<'_>, schemas: &Schemas) -> Vec<Planned> {
    let samples = |places: &mut dyn Iterator<Item = &ArgumentMeaning>, members| -> Vec<Sample> {
        places.map(|place| samples::of(place, schemas, members)).collect()
    };
    let least = samples(&mut called.arguments.iter(), Members::Required);
    let (bodies, setters): (Vec<&ArgumentMeaning>, Vec<&ArgumentMeaning>) =
        called.setters.iter().partition(|place| matches!(place.part, RequestPart::Body(_)));
    // An optional body is sent in its first media type; the others have calls of their own.
    let all = called.arguments.iter().chain(setters.iter().copied());
    let most = samples(&mut all.clone().chain(bodies.first().copied()), Members::All);
    let planned = |kind, samples: &[Sample]| Planned {
        kind,
        samples: samples.to_vec(),
        answered: String::new(),
        prefer: String::new(),
        forced: None,
    };
    let dynamic = |planned: Planned, seed: &str| Planned {
        // The same seed draws the same answer.
        prefer: format!("dynamic=true, seed={}-{seed}", called.pointer.len()),
        ..planned
    };
    let mut calls = vec![planned("least", &least), planned("most", &most)];
    if document.has_drawable_answer(&called.pointer) {
        calls.push(dynamic(planned("least", &least), "least"));
        calls.push(dynamic(planned("most", &most), "most"));
    }
    for body in bodies.iter().skip(1) {
        let samples = samples(&mut all.clone().chain([*body]), Members::All);
        calls.push(planned("body", &samples));
    }
    for place in called.arguments.iter().chain(bodies.iter().copied()) {
        if !matches!(place.part, RequestPart::Body(_)) {
            continue;
        }
        for example in samples::examples(place, schemas).take(EXAMPLES) {
            let mut samples = least.clone();
            samples.retain(|sample| sample.name != place.name);
            samples.push(example);
            calls.push(planned("example", &samples));
        }
    }
    for answered in &call.answered {
        calls.push(Planned { answered: answered.clone(), ..planned("answered", &least) });
    }
    for status in failures(called, document) {
        let prefer = format!("code={status}");
        calls.push(Planned { prefer, forced: Some(status), ..planned("failure", &least) });
    }
    calls
}

fn failures(called: &Called, document: Written<'_>) -> impl Iterator<Item = u16> {
    let responses = document.responses(&called.pointer);
    let has = |name: &str| responses.iter().any(|(status, _)| status.eq_ignore_ascii_case(name));
    let (range, default) = (has("4XX"), has("default"));
    let stated: Vec<u16> = FAILURES.into_iter().filter(|status| range || has(&status.to_string())).collect();
    // One of them stands for all that `default` describes.
    if stated.is_empty() && default { vec![404].into_iter() } else { stated.into_iter() }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::raise::Direction;
    use super::*;

    fn body(name: &str, media_type: &str) -> ArgumentMeaning {
        let schema = Some("/components/schemas/Pet".to_owned());
        let examples = vec![json!({"name": "Rex"}), json!({"name": 1})];
        ArgumentMeaning {
            name: name.to_owned(),
            part: RequestPart::Body(media_type.to_owned()),
            schema,
            examples,
        }
    }

    fn kinds(called: &Called) -> Vec<(&'static str, Vec<String>, String)> {
        let content = json!({"content": {"application/json": {"schema": {}}}});
        let document = json!({
            "openapi": "3.1.0",
            "o": {"responses": {"200": content, "4XX": content, "default": content}},
            "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}},
        });
        let call = Call { setters: Vec::new(), answered: vec!["as_xml".to_owned()] };
        let schemas = Schemas::new(&document, Direction::Sent);
        let calls = plan(&call, called, Written(&document), &schemas);
        let names = |call: &Planned| call.samples.iter().map(|sample| sample.name.clone()).collect();
        calls.iter().map(|call| (call.kind, names(call), call.prefer.clone())).collect()
    }

    #[test]
    fn a_method_is_called_with_least_and_most_and_each_body_and_asked_for_failures() {
        let id = ArgumentMeaning {
            name: "id".to_owned(),
            part: RequestPart::Parameter {
                name: "id".to_owned(),
                location: "path".to_owned(),
                style: None,
                explode: None,
                is_json: false,
            },
            schema: None,
            examples: Vec::new(),
        };
        let called = Called {
            route: "POST /o".to_owned(),
            pointer: "/o".to_owned(),
            arguments: vec![id],
            setters: vec![
                body("json", "application/json"),
                body("form", "application/x-www-form-urlencoded"),
            ],
            unknown: Vec::new(),
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let calls = kinds(&called);
        let plain: Vec<_> = calls.iter().map(|(kind, names, _)| (*kind, names.clone())).collect();
        let expected = [
            ("least", names(&["id"])),
            ("most", names(&["id", "json"])),
            ("least", names(&["id"])),
            ("most", names(&["id", "json"])),
            ("body", names(&["id", "form"])),
            // One of the two examples is none.
            ("example", names(&["id", "json"])),
            ("example", names(&["id", "form"])),
            ("answered", names(&["id"])),
            ("failure", names(&["id"])),
            ("failure", names(&["id"])),
            ("failure", names(&["id"])),
        ];
        assert_eq!(plain, expected);
        let prefers: Vec<_> =
            calls.iter().map(|(_, _, prefer)| prefer.split(',').next().unwrap_or_default()).collect();
        assert_eq!(prefers[..4], ["", "", "dynamic=true", "dynamic=true"]);
        assert_eq!(prefers[8..], ["code=400", "code=404", "code=422"]);
    }

    #[test]
    fn files_of_a_form_are_given_as_the_clients_type_takes_them() {
        let part = json!({"type": "string", "format": "binary"});
        let document = json!({"openapi": "3.0.3", "components": {"schemas": {"Pet": {"type": "object", "properties": {
            "photo": part, "more": {"type": "array", "items": part}, "name": {"type": "string"},
            "either": {"anyOf": [part, {"type": "array", "items": part}]},
        }}}}});
        let schemas = Schemas::new(&document, Direction::Sent);
        let place = ArgumentMeaning { examples: Vec::new(), ..body("body", "multipart/form-data") };
        let sample = samples::of(&place, &schemas, Members::All);
        let with = |photo: Value| json!({"photo": photo, "more": [photo], "name": "text", "either": photo});
        assert_eq!((sample.value, sample.given), (with(json!("text")), with(json!("dGV4dA=="))));
    }
}
