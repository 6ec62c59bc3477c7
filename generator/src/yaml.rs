//! YAML in, canonical YAML out: the only place that knows `serde_yaml`.

use serde_json::{Map, Number, Value};
use serde_yaml::Value as Yaml;

/// Why a text is not YAML that JSON can express.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What is wrong, without the place.
    pub message: String,
    /// The line, from 1, where the parser states one.
    pub line: Option<usize>,
    /// The column in bytes, from 1.
    pub column: Option<usize>,
}

/// Parses YAML, of which JSON is a part.
///
/// Keys that are not strings (`200:`) become their text, merge keys (`<<`) are applied, tags are dropped. The first
/// document of a stream is read.
///
/// # Errors
///
/// Where the text is not YAML, an object has a key twice, aliases would grow it without bound, or it nests deeper
/// than the parser allows.
pub fn parse(text: &str) -> Result<Value, Error> {
    refuse_brackets(text)?;
    let mut yaml: Yaml = serde_yaml::from_str(text).map_err(located)?;
    yaml.apply_merge().map_err(located)?;
    json(yaml)
}

/// The parser takes time in the square of how many brackets are open before it looks at its own limit.
fn refuse_brackets(text: &str) -> Result<(), Error> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => continue,
        }
        // Prose has brackets too, so the bound is far above what anyone nests.
        if open > 10_000 {
            let before = &text[..at];
            let line = before.matches('\n').count() + 1;
            let column = at - before.rfind('\n').map_or(0, |at| at + 1) + 1;
            let message = "recursion limit exceeded".to_owned();
            return Err(Error { message, line: Some(line), column: Some(column) });
        }
    }
    Ok(())
}

/// The canonical text of a value: key order kept, one spelling for each value.
///
/// # Panics
///
/// Never: every JSON value can be written as YAML.
#[must_use]
pub fn to_canonical(value: &Value) -> String {
    serde_yaml::to_string(value).expect("a JSON value can be written as YAML")
}

#[expect(clippy::needless_pass_by_value, reason = "so that it fits map_err")]
fn located(error: serde_yaml::Error) -> Error {
    let place = error.location();
    let (line, column) =
        (place.as_ref().map(serde_yaml::Location::line), place.as_ref().map(serde_yaml::Location::column));
    let mut message = error.to_string();
    if let (Some(line), Some(column)) = (line, column) {
        message = message.replace(&format!(" at line {line} column {column}"), "");
    }
    Error { message, line, column }
}

fn json(yaml: Yaml) -> Result<Value, Error> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => self::number(&number),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(json).collect::<Result<_, _>>()?),
        Yaml::Mapping(members) => Value::Object(object(members)?),
        Yaml::Tagged(tagged) => json(tagged.value)?,
    })
}

fn object(members: serde_yaml::Mapping) -> Result<Map<String, Value>, Error> {
    let mut object = Map::with_capacity(members.len());
    for (key, value) in members {
        let key = key_text(key)?;
        if object.contains_key(&key) {
            let message = format!("duplicate entry with key \"{key}\"");
            return Err(Error { message, line: None, column: None });
        }
        object.insert(key, json(value)?);
    }
    Ok(object)
}

fn key_text(key: Yaml) -> Result<String, Error> {
    Ok(match key {
        Yaml::String(text) => text,
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(value) => value.to_string(),
        Yaml::Null => "null".to_owned(),
        Yaml::Tagged(tagged) => key_text(tagged.value)?,
        Yaml::Sequence(_) | Yaml::Mapping(_) => {
            let message = "a key is a list or a mapping, which JSON can't express".to_owned();
            return Err(Error { message, line: None, column: None });
        }
    })
}

fn number(number: &serde_yaml::Number) -> Value {
    let exact = number.as_i64().map(Number::from).or_else(|| number.as_u64().map(Number::from));
    exact
        .or_else(|| number.as_f64().and_then(Number::from_f64))
        // JSON has no infinity; its text says more than `null` would.
        .map_or_else(|| Value::String(number.to_string()), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn status_codes_as_keys_become_strings() {
        assert_eq!(
            parse("200: {description: OK}\n3.0: a\ntrue: b\n").unwrap(),
            json!({"200": {"description": "OK"}, "3.0": "a", "true": "b"})
        );
    }

    #[test]
    fn aliases_and_merge_keys_are_applied() {
        let text = "base: &b {a: 1, c: 2}\none: *b\ntwo:\n  <<: *b\n  c: 3\n";
        assert_eq!(
            parse(text).unwrap(),
            json!({"base": {"a": 1, "c": 2}, "one": {"a": 1, "c": 2}, "two": {"c": 3, "a": 1}})
        );
    }

    #[test]
    fn a_key_that_occurs_twice_is_an_error() {
        let error = parse("a: 1\nb:\n  c: 1\n  c: 2\n").unwrap_err();
        assert_eq!(error.to_string(), "b: duplicate entry with key \"c\"");
        assert_eq!((error.line, error.column), (Some(3), Some(3)));
        assert!(parse("200: 1\n'200': 2\n").is_err());
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let level = |level: usize| {
            let items = vec![format!("*a{}", level - 1); 9].join(", ");
            format!("a{level}: &a{level} [{items}]\n")
        };
        let levels: String = (1..12).map(level).collect();
        let text = format!("a0: &a0 [x, x, x, x, x, x, x, x, x]\n{levels}");
        assert!(parse(&text).is_err());
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(1_000), "]".repeat(1_000))).is_err());
        assert!(parse(&"- ".repeat(100_000)).is_err());
    }

    #[test]
    fn canonical_text_reads_back_equal() {
        let value = json!({"b": "200", "a": [1, 1.5, true, null, "null", "yes", "~", "", " x", "a: b", "#", "line\nbreak", "\u{85}\u{feff}\u{202e}"], "1": {}, "[]": []});
        assert_eq!(parse(&to_canonical(&value)).unwrap(), value);
    }
}
