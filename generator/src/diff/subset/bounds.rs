//! Whether bounds of numbers and texts let through no more than others do.

use serde_json::{Map, Value};

use super::{
    Answer,
    types::Types,
    values::{Part, Values},
};
use crate::diff::constraints::range_of;

/// A limit, and whether it is excluded itself.
#[derive(Clone, Copy, PartialEq)]
struct Limit(f64, bool);

/// Which end of the numbers a limit is at. Upper limits are lower ones of the numbers with the other sign.
#[derive(Clone, Copy)]
enum End {
    Lower,
    Upper,
}

/// Formats of which clients make types of their own, so that other texts are refused.
const TYPED: [&str; 6] = ["binary", "byte", "date", "date-time", "ipv4", "uuid"];

/// How bytes are written as text, which nobody reads as another of these.
const ENCODINGS: [&str; 7] =
    ["base16", "base32", "base32hex", "base64url", "binary", "byte", "quoted-printable"];

pub(super) fn numbers(narrow: &Values<'_>, wide: &Part<'_>, keyword: &str) -> Answer {
    let whole = !narrow.types.holds(Types::NUMBER);
    let is_met = if keyword == "multipleOf" {
        let step = wide.node.get(keyword).and_then(Value::as_f64).unwrap_or(1.0);
        let is_multiple = |own: f64| is_multiple(own, step);
        let stated = narrow.parts.iter().filter_map(|part| part.node.get(keyword)?.as_f64());
        stated.chain(whole.then_some(1.0)).any(is_multiple)
    } else {
        let end = if keyword.ends_with("inimum") { End::Lower } else { End::Upper };
        is_within(narrow, wide.node, end, whole)
    };
    if is_met { Answer::Yes } else { Answer::No }
}

/// Whether a number is a multiple of another, as far as numbers of this kind tell: `0.3` is one of `0.1`.
pub(super) fn is_multiple(number: f64, step: f64) -> bool {
    let count = number / step;
    (count - count.round()).abs() <= count.abs() * f64::EPSILON * 4.0
}

fn is_within(narrow: &Values<'_>, wide: &Map<String, Value>, end: End, whole: bool) -> bool {
    let Some(asked) = stated(wide, end, whole) else { return true };
    let own = narrow.parts.iter().flat_map(|part| [stated(part.node, end, whole), range(part.node, end)]);
    own.flatten().any(|own| own.0 > asked.0 || (own.0 >= asked.0 && (own.1 || !asked.1)))
}

/// A limit as OpenAPI 3.0 or 3.1 states it. Of integers, the first one that is within.
fn stated(node: &Map<String, Value>, end: End, whole: bool) -> Option<Limit> {
    let (plain, exclusive, sign) = match end {
        End::Lower => ("minimum", "exclusiveMinimum", 1.0),
        End::Upper => ("maximum", "exclusiveMaximum", -1.0),
    };
    let number = |keyword: &str| node.get(keyword).and_then(Value::as_f64).map(|number| number * sign);
    let is_excluded = node.get(exclusive) == Some(&Value::Bool(true));
    let limits = [
        number(plain).map(|number| Limit(number, is_excluded)),
        number(exclusive).map(|number| Limit(number, true)),
    ];
    let limits = limits.into_iter().flatten().map(|limit| match limit {
        Limit(number, true) if whole => Limit(number.floor() + 1.0, false),
        Limit(number, false) if whole => Limit(number.ceil(), false),
        limit => limit,
    });
    limits.reduce(|one, other| if (other.0, other.1) > (one.0, one.1) { other } else { one })
}

/// The limit of an integer format.
fn range(node: &Map<String, Value>, end: End) -> Option<Limit> {
    let format = node.get("format")?.as_str()?;
    let (lowest, highest) = range_of(format)?;
    Some(match end {
        End::Lower => Limit(lowest, false),
        End::Upper => Limit(-highest, false),
    })
}

pub(super) fn texts(narrow: &Values<'_>, wide: &Part<'_>, keyword: &str) -> Answer {
    let value = &wide.node[keyword];
    if matches!(keyword, "contentEncoding" | "contentMediaType" | "format") {
        return format(narrow, wide.node);
    }
    if !narrow.types.has(Types::STRING) {
        return Answer::Yes;
    }
    let says = |value: &Value| narrow.parts.iter().any(|part| part.node.get(keyword) == Some(value));
    let is_met = match keyword {
        "maxLength" => {
            narrow.count("maxLength").min().zip(value.as_u64()).is_some_and(|(own, most)| own <= most)
        }
        "minLength" => narrow.count("minLength").max().unwrap_or(0) >= value.as_u64().unwrap_or(0),
        _ if is_open(value) || says(value) => true,
        // What one pattern lets through of what another does can't be told.
        _ if narrow.parts.iter().any(|part| part.node.get("pattern").is_some_and(|own| !is_open(own))) => {
            return Answer::Undecidable;
        }
        _ => false,
    };
    if is_met { Answer::Yes } else { Answer::No }
}

/// Whether a pattern lets everything through.
pub(super) fn is_open(pattern: &Value) -> bool {
    matches!(pattern.as_str(), Some("" | ".*" | "^.*$" | "^.*" | ".*$" | "^" | "$"))
}

/// The format of a text or a number. Bytes have keywords of their own in `OpenAPI` 3.1 (`contentEncoding`).
pub(in crate::diff) fn format_of(node: &Map<String, Value>) -> Option<&str> {
    let says = |keyword: &str| node.get(keyword).and_then(Value::as_str);
    match (says("format"), says("contentEncoding"), says("contentMediaType")) {
        (Some("base64"), ..) | (None, Some("base64"), _) => Some("byte"),
        (None, None | Some("binary"), Some("application/octet-stream")) => Some("binary"),
        (None, encoding @ Some(_), _) => encoding,
        (format, ..) => format,
    }
}

/// The media type of what a text holds, beside its format.
pub(in crate::diff) fn held_by(node: &Map<String, Value>) -> Option<&str> {
    let media_type = node.get("contentMediaType").and_then(Value::as_str);
    media_type.filter(|media_type| *media_type != "application/octet-stream")
}

fn format(narrow: &Values<'_>, wide: &Map<String, Value>) -> Answer {
    let Some(format) = format_of(wide) else { return Answer::Yes };
    let formats: Vec<&str> = narrow.parts.iter().filter_map(|part| format_of(part.node)).collect();
    if narrow.types.has(Types::NUMBER) {
        let Some((lowest, highest)) = range_of(format) else { return Answer::Yes };
        let limits = [("minimum", End::Lower, lowest), ("maximum", End::Upper, highest)];
        let is_met = limits.into_iter().all(|(keyword, end, limit)| {
            let stated = Map::from_iter([(keyword.to_owned(), Value::from(limit))]);
            is_within(narrow, &stated, end, true)
        });
        return if is_met { Answer::Yes } else { Answer::No };
    }
    if !narrow.types.has(Types::STRING) || wide.get("type").is_some_and(|ty| ty == "integer") {
        return Answer::Yes;
    }
    let is_typed = |format: &str| TYPED.contains(&format) || ENCODINGS.contains(&format);
    match formats.first() {
        // How a text is shown says nothing about it.
        _ if formats.contains(&format) || format == "password" => Answer::Yes,
        None if is_typed(format) => Answer::No,
        Some(own) if is_typed(format) && is_typed(own) => Answer::No,
        _ => Answer::Undecidable,
    }
}
