//! Text becomes a value, or a located error.

use serde::Deserialize;
use serde_json::Value;

use super::error::{Error, Frame};
use super::written;
use crate::source::yaml::Reason;
use crate::source::{Source, Syntax};

/// Judges by its first character what a text is written in.
pub(super) fn syntax(text: &str) -> Syntax {
    if text.trim_start().starts_with(['{', '[']) { Syntax::Json } else { Syntax::Yaml }
}

/// Whether a text is a web page or other markup. YAML may begin with a merge key, `<<`, but with no other `<`.
pub(super) fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<') && !text.starts_with("<<")
}

/// What to do about JSON without an end.
const ENDS_EARLY: &str = "a text that ends early is mostly an interrupted download: fetch it again";

/// Parses a text by its syntax. YAML in flow style begins like JSON: it is tried where JSON fails for a reason that
/// YAML doesn't share.
pub(super) fn parse(source: &mut Source) -> Result<Value, Error> {
    match source.syntax() {
        Syntax::Yaml => parse_yaml(source),
        Syntax::Json => parse_json(source).or_else(|error| {
            let flow = Source::new(source.name(), source.text(), Syntax::Yaml);
            let truncated = matches!(&error, Error::Json { help, .. } if *help == ENDS_EARLY);
            match (truncated, &error) {
                (false, Error::Json { .. }) if looks_like_flow(source.text()) => {
                    let value = parse_yaml(&flow).map_err(|_| error)?;
                    *source = flow;
                    Ok(value)
                }
                _ => Err(error),
            }
        }),
    }
}

/// Whether the first key has no quotes, or single ones, which JSON never has.
fn looks_like_flow(text: &str) -> bool {
    let inside = text.trim_start().trim_start_matches(['{', '[']).trim_start();
    inside.starts_with(|first: char| first.is_alphabetic() || first == '\'' || first == '#')
}

fn parse_json(source: &Source) -> Result<Value, Error> {
    let mut deserializer = serde_json::Deserializer::from_str(source.text());
    Value::deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| json_error(source, &error))
}

fn json_error(source: &Source, error: &serde_json::Error) -> Error {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = error.to_string().replace(&place, "");
    let frame = Frame::at_offset(source, source.offset(error.line(), error.column()));
    let Frame { name, text, at, position } = frame;
    let (line, column) = (position.line, position.column);
    if reason.contains("recursion limit") {
        Error::TooDeep { name, line, column, text, at }
    } else {
        let help = if error.is_eof() { ENDS_EARLY } else { "mend it there; YAML is read too" };
        Error::Json { name, reason, help, line, column, text, at }
    }
}

fn parse_yaml(source: &Source) -> Result<Value, Error> {
    written::read(source).map_err(|error| {
        let reason = error.describe(source);
        let first = match error.reason {
            Reason::TwiceAKey { first, .. } => Some(first.into()),
            Reason::TooDeep => {
                let Frame { name, text, at, position } = Frame::at_offset(source, error.at.start);
                return Error::TooDeep { name, line: position.line, column: position.column, text, at };
            }
            _ => None,
        };
        let Frame { name, text, at, position } = Frame::at_bytes(source, error.at);
        Error::Yaml { name, reason, line: position.line, column: position.column, text, at, first }
    })
}

/// The pointers of members of a JSON text whose key occurred before in the same object; the last one counts. The text has
/// so many [`members`].
pub(super) fn duplicates(source: &Source, members: usize, value: &Value) -> Vec<String> {
    // Counting is quicker than mapping the source, and mostly the counts agree.
    if source.syntax() == Syntax::Yaml || members == count(value) {
        return Vec::new();
    }
    source.duplicates().to_vec()
}

/// How many members the objects of a JSON text have: one a colon outside strings.
pub(super) fn members(text: &[u8]) -> usize {
    let (mut members, mut quoted, mut escaped) = (0, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b':' if !quoted => members += 1,
            _ => {}
        }
    }
    members
}

fn count(value: &Value) -> usize {
    match value {
        Value::Object(object) => object.len() + object.values().map(count).sum::<usize>(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}
