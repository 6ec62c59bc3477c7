//! Draws text, numbers and truth values.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::flat::Flat;

/// So many texts of a pattern are drawn to find one of the right length.
const TRIES: usize = 50;

/// A value that is no object and no array.
pub(super) fn scalar(kind: &str, flat: &Flat, turn: usize) -> Value {
    match kind {
        "boolean" => json!(turn.is_multiple_of(2)),
        "null" => Value::Null,
        "integer" => integer(flat, turn),
        "number" => number(flat, turn),
        _ => json!(text(flat, turn)),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "bounds beyond 2^53 are drawn roughly"
)]
fn integer(flat: &Flat, turn: usize) -> Value {
    let (least, most) = bounds(flat, 1.0);
    let step = flat.number("multipleOf").filter(|step| *step >= 1.0).unwrap_or(1.0);
    let from = least.unwrap_or(1.0_f64.min(most.unwrap_or(1.0)));
    let value = (from / step).ceil() * step + step * turn as f64;
    json!(most.map_or(value, |most| value.min((most / step).floor() * step)) as i64)
}

#[expect(clippy::cast_precision_loss, reason = "turns are few")]
fn number(flat: &Flat, turn: usize) -> Value {
    let (least, most) = bounds(flat, 0.5);
    if let Some(step) = flat.number("multipleOf").filter(|step| *step > 0.0) {
        let from = (least.unwrap_or(step) / step).ceil() * step;
        return json!(from);
    }
    let value = 1.5 + turn as f64;
    let value = least.map_or(value, |least| value.max(least));
    json!(most.map_or(value, |most| value.min(most)))
}

/// The least and the most a number may be; what is excluded is left by a step.
fn bounds(flat: &Flat, step: f64) -> (Option<f64>, Option<f64>) {
    let least = flat.number("exclusiveMinimum").map(|least| least + step);
    let most = flat.number("exclusiveMaximum").map(|most| most - step);
    let larger = |a: Option<f64>, b: Option<f64>| a.into_iter().chain(b).reduce(f64::max);
    let smaller = |a: Option<f64>, b: Option<f64>| a.into_iter().chain(b).reduce(f64::min);
    (larger(least, flat.number("minimum")), smaller(most, flat.number("maximum")))
}

fn text(flat: &Flat, turn: usize) -> String {
    let fewest = flat.size("minLength").unwrap_or_default();
    let most = flat.size("maxLength").unwrap_or(usize::MAX);
    if let Some(text) = flat.text("pattern").and_then(|pattern| matching(pattern, fewest, most)) {
        return text;
    }
    let usual = match flat.text("format").unwrap_or_default() {
        "date" => "2024-02-29",
        "date-time" => "2024-02-29T23:59:58Z",
        "time" => "23:59:58Z",
        "duration" => "P1DT2H",
        "email" | "idn-email" => "ann@example.com",
        "hostname" | "idn-hostname" => "host.example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" | "iri" => "https://example.com/a?b=c",
        "uri-reference" | "iri-reference" => "/a?b=c",
        "uuid" => "f81d4fae-7dec-41d0-a765-00a0c91e6bf6",
        "byte" => "dGV4dA==",
        "json-pointer" => "/a/b",
        "regex" => "^a+$",
        // Letters that need no care anywhere: what needs care has tests of its own.
        _ => "text",
    };
    let mut text = usual.to_owned();
    if turn > 0 && flat.text("format").is_none() {
        text.push_str(&turn.to_string());
    }
    while text.chars().count() < fewest.min(100_000) {
        text.push('a');
    }
    text.chars().take(most).collect()
}

/// A text that matches a pattern, where its length is right.
fn matching(pattern: &str, fewest: usize, most: usize) -> Option<String> {
    // Drawn as a whole: anchors say nothing more.
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    // In JavaScript these are ASCII.
    let inner = inner.replace("\\d", "[0-9]").replace("\\w", "[A-Za-z0-9_]");
    let strategy = proptest::string::string_regex(&inner).ok()?;
    let mut runner = TestRunner::deterministic();
    let mut drawn = (0..TRIES).filter_map(|_| Some(strategy.new_tree(&mut runner).ok()?.current()));
    drawn.find(|text| {
        let length = text.chars().count();
        let plain = text.chars().all(|c| (' '..='~').contains(&c)) && !text.trim().is_empty();
        plain && length >= fewest && length <= most
    })
}
