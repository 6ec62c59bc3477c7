//! Parameters as text: every style of `OpenAPI`, and the brackets of the `qs` library.

use serde::Serialize;
use serde_json::Value;

use crate::encode;
use crate::error::Failure;

/// How a parameter that is no scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b`, in path and header.
    Simple,
    /// `;x=a,b`, in the path.
    Matrix,
    /// `.a.b`, in the path.
    Label,
    /// `x=a&x=b`, in query and cookie.
    Form,
    /// `x=a%20b`.
    SpaceDelimited,
    /// `x=a|b`.
    PipeDelimited,
    /// `x[k]=v`; arrays inside as `x[k][0]=v`.
    DeepObject,
}

/// A parameter's value, or the reason why it has none.
pub(crate) fn value(name: &str, value: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| unwritable(name, &error))
}

/// A parameter's value as JSON text.
pub(crate) fn json(name: &str, value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| unwritable(name, &error))
}

fn unwritable(name: &str, error: &serde_json::Error) -> Failure {
    Failure::config(format!("parameter `{name}` can't be serialised: {error}"))
}

/// A scalar as text; JSON text where it is none.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Name and value of each member of an object, or index-less values of an array.
fn parts(value: &Value) -> Vec<(Option<&str>, String)> {
    match value {
        Value::Array(items) => items.iter().map(|item| (None, text(item))).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (Some(key.as_str()), text(value)))
            .collect(),
        scalar => vec![(None, text(scalar))],
    }
}

/// Joins what was not exploded: `k,v,k,v` for an object, `a,b` for an array.
fn joined(value: &Value, separator: &str, encoded: fn(&str) -> String) -> String {
    let mut pieces = Vec::new();
    for (key, value) in parts(value) {
        pieces.extend(key.map(encoded));
        pieces.push(encoded(&value));
    }
    pieces.join(separator)
}

/// Appends a parameter to a query (or to a form, which is written the same way).
pub(crate) fn query(query: &mut String, name: &str, value: &Value, style: Style, explode: bool) {
    Query { text: query, encoded: encode::component }.add(name, value, style, explode);
}

/// A query under construction, and how its values are encoded.
pub(crate) struct Query<'a> {
    pub(crate) text: &'a mut String,
    pub(crate) encoded: fn(&str) -> String,
}

impl Query<'_> {
    pub(crate) fn add(&mut self, name: &str, value: &Value, style: Style, explode: bool) {
        match (value, style) {
            (Value::Null, _) => {}
            (Value::Array(_) | Value::Object(_), Style::DeepObject) => self.deep(name, value),
            (Value::Array(_) | Value::Object(_), _) if explode => {
                for (key, value) in parts(value) {
                    self.pair(key.unwrap_or(name), &value);
                }
            }
            (Value::Array(_) | Value::Object(_), style) => {
                let separator = match style {
                    Style::SpaceDelimited => "%20",
                    Style::PipeDelimited => "%7C",
                    _ => ",",
                };
                self.pair(name, "");
                self.text.push_str(&joined(value, separator, self.encoded));
            }
            (scalar, _) => self.pair(name, &text(scalar)),
        }
    }

    fn pair(&mut self, name: &str, value: &str) {
        encode::pair(self.text, name, "");
        self.text.push_str(&(self.encoded)(value));
    }

    /// `name[key][0]=value`, all the way down.
    fn deep(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.deep(&format!("{name}[{index}]"), item);
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    self.deep(&format!("{name}[{key}]"), member);
                }
            }
            scalar => self.pair(name, &text(scalar)),
        }
    }
}

/// A path parameter as it stands in its segment.
pub(crate) fn path(name: &str, value: &Value, style: Style, explode: bool) -> String {
    let encoded = encode::component;
    let each = |prefix: &str| {
        parts(value)
            .into_iter()
            .map(|(key, value)| {
                let name = key.or((style == Style::Matrix).then_some(name));
                name.map_or_else(
                    || format!("{prefix}{}", encoded(&value)),
                    |name| format!("{prefix}{}={}", encoded(name), encoded(&value)),
                )
            })
            .collect::<Vec<_>>()
    };
    match (style, explode) {
        (Style::Label, true) => each(".").concat(),
        (Style::Label, false) => format!(".{}", joined(value, ".", encoded)),
        (Style::Matrix, true) => each(";").concat(),
        (Style::Matrix, false) => format!(";{}={}", encoded(name), joined(value, ",", encoded)),
        (_, true) if value.is_object() => each("").join(","),
        _ => joined(value, ",", encoded),
    }
}

/// A header's value.
pub(crate) fn header(value: &Value, explode: bool) -> String {
    if explode && value.is_object() {
        let pairs =
            parts(value).into_iter().map(|(key, value)| format!("{}={value}", key.unwrap_or_default()));
        return pairs.collect::<Vec<_>>().join(",");
    }
    joined(value, ",", str::to_owned)
}

/// Cookies as they stand in their header; empty where there is nothing to send.
pub(crate) fn cookies(name: &str, value: &Value, explode: bool) -> String {
    let pair = |name: &str, value: &str| format!("{name}={}", encode::component(value));
    match value {
        Value::Null => String::new(),
        Value::Array(_) | Value::Object(_) if explode => {
            let pairs = parts(value).into_iter().map(|(key, value)| pair(key.unwrap_or(name), &value));
            pairs.collect::<Vec<_>>().join("; ")
        }
        Value::Array(_) | Value::Object(_) => format!("{name}={}", joined(value, ",", encode::component)),
        scalar => pair(name, &text(scalar)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn in_query(value: &Value, style: Style, explode: bool) -> String {
        let mut text = String::new();
        query(&mut text, "x", value, style, explode);
        text
    }

    #[test]
    fn queries_are_written_in_every_style() {
        let (list, object) = (json!(["a", "b&c"]), json!({"k": 1, "l": "m"}));
        for (value, style, explode, expected) in [
            (&json!("a b"), Style::Form, true, "x=a%20b"),
            (&json!(null), Style::Form, true, ""),
            (&list, Style::Form, true, "x=a&x=b%26c"),
            (&list, Style::Form, false, "x=a,b%26c"),
            (&list, Style::SpaceDelimited, false, "x=a%20b%26c"),
            (&list, Style::PipeDelimited, false, "x=a%7Cb%26c"),
            (&object, Style::Form, true, "k=1&l=m"),
            (&object, Style::Form, false, "x=k,1,l,m"),
            (&object, Style::DeepObject, true, "x%5Bk%5D=1&x%5Bl%5D=m"),
            (&json!({"k": [1, 2]}), Style::DeepObject, true, "x%5Bk%5D%5B0%5D=1&x%5Bk%5D%5B1%5D=2"),
        ] {
            assert_eq!(in_query(value, style, explode), expected, "{value} {style:?} {explode}");
        }
    }

    #[test]
    fn paths_are_written_in_every_style() {
        let (list, object) = (json!(["a", "b/c"]), json!({"k": 1, "l": "m"}));
        for (value, style, explode, expected) in [
            (&json!("a/b c"), Style::Simple, false, "a%2Fb%20c"),
            (&list, Style::Simple, false, "a,b%2Fc"),
            (&object, Style::Simple, true, "k=1,l=m"),
            (&object, Style::Simple, false, "k,1,l,m"),
            (&list, Style::Label, false, ".a.b%2Fc"),
            (&list, Style::Label, true, ".a.b%2Fc"),
            (&object, Style::Label, true, ".k=1.l=m"),
            (&list, Style::Matrix, false, ";x=a,b%2Fc"),
            (&list, Style::Matrix, true, ";x=a;x=b%2Fc"),
            (&object, Style::Matrix, true, ";k=1;l=m"),
        ] {
            assert_eq!(path("x", value, style, explode), expected, "{value} {style:?} {explode}");
        }
    }
}
