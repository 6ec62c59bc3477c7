//! Strings: by format, by pattern, by length.

use std::rc::Rc;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use regex_syntax::hir::{Hir, HirKind, Repetition};
use serde_json::Value;

use super::Draw;
use super::choice::Choice;
use super::flat::Flat;

/// So often a pattern is tried.
const TRIES: usize = 24;
/// Nobody learns from longer ones.
const LONGEST: usize = 300;

impl<'d> Draw<'d> {
    /// A string that the stated format, pattern and lengths allow; none where none was found.
    pub(super) fn text(&self, flat: &Flat<'d>, mut choice: Choice) -> Option<String> {
        let least = usize::try_from(flat.count("minLength", u64::max).unwrap_or(0)).ok()?;
        let most = flat
            .count("maxLength", u64::min)
            .and_then(|most| usize::try_from(most).ok())
            .unwrap_or(usize::MAX);
        let fits = |text: &str| (least..=most).contains(&text.chars().count());
        let patterns = flat.texts("pattern");
        let candidates: Vec<String> = if patterns.is_empty() {
            let known = known(flat.text("format").or(flat.text("contentEncoding")).unwrap_or_default());
            let mut fitting: Vec<String> =
                known.iter().filter(|text| fits(text)).map(|text| (*text).to_owned()).collect();
            if fitting.is_empty() && least <= LONGEST {
                fitting.push(stretched(known[0], least, most));
            }
            fitting
        } else {
            let examples = flat.examples().filter_map(Value::as_str).map(str::to_owned);
            let drawn = self.matching(patterns[0]).iter().cloned().collect::<Vec<_>>();
            examples.chain(drawn).filter(|text| fits(text) && all_match(&patterns, text)).collect()
        };
        candidates.get(choice.take(candidates.len())).cloned()
    }

    /// Some strings of a pattern.
    pub(super) fn matching(&self, pattern: &str) -> Rc<[String]> {
        if let Some(known) = self.patterns.borrow().get(pattern) {
            return Rc::clone(known);
        }
        let drawn: Rc<[String]> = drawn(pattern).into();
        self.patterns.borrow_mut().insert(pattern.to_owned(), Rc::clone(&drawn));
        drawn
    }
}

fn all_match(patterns: &[&str], text: &str) -> bool {
    // What is drawn from the first one is validated with the instance; the others are worth a look.
    patterns.len() == 1
        || patterns.iter().all(|pattern| {
            let schema = serde_json::json!({ "pattern": pattern });
            jsonschema::draft202012::is_valid(&schema, &Value::from(text))
        })
}

fn drawn(pattern: &str) -> Vec<String> {
    // An expression matches anywhere in a text; what is drawn is what it matches.
    let parsed = regex_syntax::ParserBuilder::new().unicode(true).build().parse(&ascii(pattern));
    let strategy =
        parsed.ok().and_then(|parsed| proptest::string::string_regex_parsed(&unanchored(&parsed)).ok());
    let schema = serde_json::json!({ "pattern": pattern });
    let (Some(strategy), Ok(validator)) = (strategy, jsonschema::draft202012::new(&schema)) else {
        return Vec::new();
    };
    let mut runner = TestRunner::deterministic();
    let mut found: Vec<String> = Vec::new();
    for _ in 0..TRIES {
        let Ok(text) = strategy.new_tree(&mut runner).map(|tree| tree.current()) else { continue };
        if !found.contains(&text) && validator.is_valid(&Value::from(text.as_str())) {
            found.push(text);
        }
    }
    found.sort_by_key(|text| text.chars().count());
    found.truncate(TRIES / 3);
    found
}

/// The same without anchors, which are no text.
fn unanchored(pattern: &Hir) -> Hir {
    match pattern.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Capture(group) => unanchored(&group.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(unanchored).collect()),
        HirKind::Alternation(ways) => Hir::alternation(ways.iter().map(unanchored).collect()),
        HirKind::Repetition(repeated) => {
            let sub = Box::new(unanchored(&repeated.sub));
            Hir::repetition(Repetition { min: repeated.min, max: repeated.max, greedy: repeated.greedy, sub })
        }
        _ => pattern.clone(),
    }
}

/// ECMA-262 means ASCII by `\d` and `\w`; and a slash may be escaped there.
fn ascii(pattern: &str) -> String {
    let classes = [("\\/", "/"), ("\\d", "[0-9]"), ("\\w", "[A-Za-z0-9_]"), ("\\s", "[ ]")];
    classes.iter().fold(pattern.to_owned(), |pattern, (escape, class)| pattern.replace(escape, class))
}

/// Strings of a format, a plain one first.
fn known(format: &str) -> &'static [&'static str] {
    match format {
        "date" => &["2024-02-29", "1999-12-31"],
        "date-time" => {
            &["2024-02-29T23:59:59Z", "2024-01-01T00:00:00.123456789+05:30", "1985-04-12T23:20:50.5-08:00"]
        }
        "time" => &["23:59:59Z", "08:30:06.283185+00:20"],
        "duration" => &["P3Y6M4DT12H30M5S", "PT0S"],
        "uuid" => &["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"],
        "byte" | "base64" => &["aGVsbG8=", "", "AAH/+w==", "AAH_-w==", "YWJj\r\nZGVm", "YQ"],
        "uri" | "url" | "uri-reference" | "iri" => &["https://example.com/a?b=%20#c", "mailto:a@example.com"],
        "email" | "idn-email" => &["a.b+c@example.com"],
        "hostname" => &["www.example.com"],
        "ipv4" | "ip" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1", "2001:0DB8:0:0:0:0:0:1"],
        "json-pointer" => &["/a/b~1c"],
        "regex" => &["^a+$"],
        "decimal" => &["0.10", "12345678901234567890.5"],
        "int64" | "int32" | "uint64" => &["9007199254740993", "1"],
        _ => &["text", "", "ä \"\\\n\u{1F600}", "5", "true", "null", "2024-02-29"],
    }
}

/// A text of a length between two.
fn stretched(text: &str, least: usize, most: usize) -> String {
    let text: String =
        text.chars().chain("x".chars().cycle()).take(least.max(text.chars().count())).collect();
    text.chars().take(most).collect()
}
