//! What a scalar means, by the core schema of YAML 1.2.2, 10.3.2.

use granit_parser::{ScalarStyle, Tag};
use serde_json::{Number, Value};

use super::Reason;

/// The value of a scalar.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, Reason> {
    let is_plain = style == ScalarStyle::Plain;
    let Some(tag) = tag else {
        return Ok(if is_plain { plain(text) } else { text.into() });
    };
    let (wanted, is_so): (_, fn(&Value) -> bool) = match tag.core_suffix() {
        Some("null") => ("null", Value::is_null),
        Some("bool") => ("true or false", Value::is_boolean),
        Some("int") => ("an integer", |value| value.is_number() && value.as_f64().is_some_and(is_whole)),
        Some("float") => ("a number", |value| value.is_number() || is_beyond_numbers(value)),
        // A tag of somebody's own says nothing about the kind.
        None if tag.handle().starts_with('!') && is_plain => return Ok(plain(text)),
        _ => return Ok(text.into()),
    };
    let value = plain(text);
    if is_so(&value) { Ok(value) } else { Err(Reason::OtherThanTagged { wanted, text: text.to_owned() }) }
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0
}

/// The value of a scalar without quotes.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        // JSON has no number for what begins like one and is none, infinity for instance; its text says more than
        // `null` would.
        _ => number(text).map_or_else(|| text.into(), Value::Number),
    }
}

fn is_beyond_numbers(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default().trim_start_matches(['-', '+']);
    matches!(text, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
}

/// A number; integers that take more than 64 bits are the nearest double, as in JSON.
fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some((digits, radix)) = radix(text) {
        return u64::from_str_radix(digits, radix).ok().map(Number::from);
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(unsigned) {
        // YAML 1.1 had octal numbers so, and file modes and telephone numbers are written so: nobody means the number.
        if unsigned.len() > 1 && unsigned.starts_with('0') {
            return None;
        }
        let signed = text.strip_prefix('+').unwrap_or(text);
        let exact =
            signed.parse::<i64>().map(Number::from).or_else(|_| signed.parse::<u64>().map(Number::from));
        return exact.ok().or_else(|| float(signed));
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let is_float = digits(whole)
        && digits(fraction)
        && digits(exponent)
        && !exponent.is_empty()
        && !(whole.is_empty() && fraction.is_empty());
    if is_float { float(text) } else { None }
}

/// The digits of `0x1F` and `0o17`, which have no sign.
fn radix(text: &str) -> Option<(&str, u32)> {
    let (digits, radix) = match text.get(..2)? {
        "0x" => (&text[2..], 16),
        "0o" => (&text[2..], 8),
        _ => return None,
    };
    (!digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))).then_some((digits, radix))
}

/// What no double holds is none.
fn float(text: &str) -> Option<Number> {
    text.parse().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_scalars_mean_what_the_core_schema_says() {
        let table = [
            ("", json!(null)),
            ("~", json!(null)),
            ("Null", json!(null)),
            ("True", json!(true)),
            ("FALSE", json!(false)),
            ("-0", json!(0)),
            ("+12", json!(12)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("1e3", json!(1000.0)),
            (".5", json!(0.5)),
            ("-1.", json!(-1.0)),
            ("3.10", json!(3.1)),
            ("9223372036854775807", json!(i64::MAX)),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854776000", json!(-9_223_372_036_854_776_000.0)),
            ("18446744073709552000", json!(18_446_744_073_709_552_000.0)),
            ("123456789012345678901234567890", json!(1.234_567_890_123_456_8e29)),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn what_looks_like_yaml_1_1_or_like_a_number_is_text() {
        for text in [
            "NO",
            "on",
            "yes",
            "y",
            "nULL",
            "tRUE",
            "0644",
            "-00",
            "1_000",
            "2024-01-31",
            "12:30:45",
            "1.2.3",
            ".",
            "+",
            "-.",
            "e3",
            ".e3",
            "1e",
            "1e+",
            "0x",
            "0xG",
            "0o8",
            "-0x1F",
            "+0o7",
            "0b11",
            ".inf",
            "-.INF",
            ".nan",
            "inf",
            "NaN",
            "infinity",
            "1e400",
            "1 2",
            "++1",
            "+-1",
            "１",
        ] {
            assert_eq!(plain(text), json!(text));
        }
    }
}
