//! Parameters as text: every style of `OpenAPI`, and the brackets of the `qs` library.

mod shape;

use serde::Serialize;

use crate::encode;
use crate::error::Failure;
use crate::json;
pub(crate) use shape::{Shape, Written};

/// How a parameter that is no scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b`, in path and header.
    Simple,
    /// `;x=a,b`, in the path.
    Matrix,
    /// `.a,b`, or `.a.b` where each element stands by itself, in the path.
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

/// Encodes what would end a path or begin an escape in it, where a value is put into one as it is. In JSON these
/// characters only stand in texts.
pub(crate) fn protected(json: &str) -> String {
    json.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

/// A parameter's value as JSON text, or the reason why it has none.
pub(crate) fn json(name: &str, value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    json::to_string(value)
        .map_err(|error| Failure::config(format!("parameter `{name}` can't be serialised: {error}")))
}

/// Name and value of each member of an object, or index-less values of an array.
fn parts(value: Written<'_>) -> Vec<(Option<String>, String)> {
    match value.shape() {
        Shape::Null => vec![(None, String::new())],
        Shape::Scalar(text) => vec![(None, text)],
        Shape::List(items) => items.into_iter().map(|item| (None, item.text())).collect(),
        Shape::Object(members) => members.into_iter().map(|(key, value)| (Some(key), value.text())).collect(),
    }
}

/// Joins what was not exploded: `k,v,k,v` for an object, `a,b` for an array.
fn joined(value: Written<'_>, separator: &str, encoded: fn(&str) -> String) -> String {
    let mut pieces = Vec::new();
    for (key, value) in parts(value) {
        pieces.extend(key.map(|key| encoded(&key)));
        pieces.push(encoded(&value));
    }
    pieces.join(separator)
}

/// Appends a parameter to a query (or to a form, which is written the same way).
pub(crate) fn query(query: &mut String, name: &str, value: Written<'_>, style: Style, explode: bool) {
    Query { text: query, encoded: encode::component }.add(name, value, style, explode);
}

/// A query under construction, and how its values are encoded.
pub(crate) struct Query<'a> {
    pub(crate) text: &'a mut String,
    pub(crate) encoded: fn(&str) -> String,
}

impl Query<'_> {
    pub(crate) fn add(&mut self, name: &str, value: Written<'_>, style: Style, explode: bool) {
        match value.shape() {
            Shape::Scalar(text) => self.pair(name, &text),
            Shape::List(_) | Shape::Object(_) if style == Style::DeepObject => self.deep(name, value),
            Shape::List(_) | Shape::Object(_) if explode => {
                for (key, value) in parts(value) {
                    self.pair(key.as_deref().unwrap_or(name), &value);
                }
            }
            Shape::List(_) | Shape::Object(_) if !value.is_undefined() => {
                let separator = match style {
                    Style::SpaceDelimited => "%20",
                    Style::PipeDelimited => "%7C",
                    _ => ",",
                };
                self.pair(name, "");
                self.text.push_str(&joined(value, separator, self.encoded));
            }
            Shape::Null | Shape::List(_) | Shape::Object(_) => {}
        }
    }

    fn pair(&mut self, name: &str, value: &str) {
        encode::pair(self.text, name, "");
        self.text.push_str(&(self.encoded)(value));
    }

    /// `name[key][0]=value`, all the way down.
    fn deep(&mut self, name: &str, value: Written<'_>) {
        match value.shape() {
            Shape::Null => {}
            Shape::Scalar(text) => self.pair(name, &text),
            Shape::List(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.deep(&format!("{name}[{index}]"), item);
                }
            }
            Shape::Object(members) => {
                for (key, member) in members {
                    self.deep(&format!("{name}[{key}]"), member);
                }
            }
        }
    }
}

/// A path parameter as it stands in its segment.
pub(crate) fn path(name: &str, value: Written<'_>, style: Style, explode: bool) -> String {
    let encoded = encode::component;
    let each = |prefix: &str| {
        parts(value)
            .into_iter()
            .map(|(key, value)| {
                let name = key.as_deref().or((style == Style::Matrix).then_some(name));
                name.map_or_else(
                    || format!("{prefix}{}", encoded(&value)),
                    |name| format!("{prefix}{}={}", encoded(name), encoded(&value)),
                )
            })
            .collect::<Vec<_>>()
    };
    match (style, explode) {
        (Style::Label, true) => each(".").concat(),
        (Style::Label, false) => format!(".{}", joined(value, ",", encoded)),
        (Style::Matrix, true) => each(";").concat(),
        (Style::Matrix, false) => format!(";{}={}", encoded(name), joined(value, ",", encoded)),
        (_, true) if value.is_object() => each("").join(","),
        _ => joined(value, ",", encoded),
    }
}

/// A header's value.
pub(crate) fn header(value: Written<'_>, explode: bool) -> String {
    if explode && value.is_object() {
        let pairs =
            parts(value).into_iter().map(|(key, value)| format!("{}={value}", key.unwrap_or_default()));
        return pairs.collect::<Vec<_>>().join(",");
    }
    joined(value, ",", str::to_owned)
}

/// Cookies as they stand in their header; empty where there is nothing to send.
pub(crate) fn cookies(name: &str, value: Written<'_>, explode: bool) -> String {
    cookies_encoded(name, value, explode, encode::component)
}

/// The same in the style `cookie`.
pub(crate) fn verbatim_cookies(name: &str, value: Written<'_>, explode: bool) -> String {
    cookies_encoded(name, value, explode, encode::in_cookie)
}

fn cookies_encoded(name: &str, value: Written<'_>, explode: bool, encoded: fn(&str) -> String) -> String {
    let pair = |name: &str, value: &str| format!("{name}={}", encoded(value));
    match value.shape() {
        Shape::Scalar(text) => pair(name, &text),
        Shape::List(_) | Shape::Object(_) if explode => {
            let pairs =
                parts(value).into_iter().map(|(key, value)| pair(key.as_deref().unwrap_or(name), &value));
            pairs.collect::<Vec<_>>().join("; ")
        }
        Shape::List(_) | Shape::Object(_) if !value.is_undefined() => {
            format!("{name}={}", joined(value, ",", encoded))
        }
        Shape::Null | Shape::List(_) | Shape::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn in_query(value: &Value, style: Style, explode: bool) -> String {
        let mut text = String::new();
        query(&mut text, "x", Written(&value.to_string()), style, explode);
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
    fn what_has_no_elements_is_not_written() {
        for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
            for explode in [true, false] {
                for value in [json!([]), json!({}), json!({"k": null})] {
                    assert_eq!(in_query(&value, style, explode), "", "{value} {style:?} {explode}");
                    assert_eq!(cookies("x", Written(&value.to_string()), explode), "");
                }
            }
        }
        assert_eq!(in_query(&json!(""), Style::Form, true), "x=");
        assert_eq!(in_query(&json!([""]), Style::Form, false), "x=");
    }

    #[test]
    fn paths_are_written_in_every_style() {
        let (list, object) = (json!(["a", "b/c"]), json!({"k": 1, "l": "m"}));
        for (value, style, explode, expected) in [
            (&json!("a/b c"), Style::Simple, false, "a%2Fb%20c"),
            (&list, Style::Simple, false, "a,b%2Fc"),
            (&object, Style::Simple, true, "k=1,l=m"),
            (&object, Style::Simple, false, "k,1,l,m"),
            (&list, Style::Label, false, ".a,b%2Fc"),
            (&list, Style::Label, true, ".a.b%2Fc"),
            (&object, Style::Label, false, ".k,1,l,m"),
            (&object, Style::Label, true, ".k=1.l=m"),
            (&list, Style::Matrix, false, ";x=a,b%2Fc"),
            (&list, Style::Matrix, true, ";x=a;x=b%2Fc"),
            (&object, Style::Matrix, true, ";k=1;l=m"),
        ] {
            assert_eq!(
                path("x", Written(&value.to_string()), style, explode),
                expected,
                "{value} {style:?} {explode}"
            );
        }
    }
}
