//! Decides which calls are made of an operation, and what kind of answer each asks for.

use super::draw::Members;
use super::places::{Called, Meant, Place, Written};
use super::samples::{self, Sample};
use super::schemas::Schemas;
use super::source::Call;

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
    let samples = |places: &mut dyn Iterator<Item = &Place>, members| -> Vec<Sample> {
        places.map(|place| samples::of(place, schemas, members)).collect()
    };
    let least = samples(&mut called.arguments.iter(), Members::Required);
    let (bodies, setters): (Vec<&Place>, Vec<&Place>) =
        called.setters.iter().partition(|place| matches!(place.meant, Meant::Body(_)));
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
        if !matches!(place.meant, Meant::Body(_)) {
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
