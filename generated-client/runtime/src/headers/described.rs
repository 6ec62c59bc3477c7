//! Headers as a document describes them: their text becomes the JSON that a type is read from.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Headers, read};

/// How the text of a header is to be understood (`style: simple`).
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum HeaderText {
    /// As it is.
    Text,
    /// A point in time: RFC 3339, or an HTTP date (RFC 9110, section 5.6.7), which becomes that.
    Date,
    /// A number.
    Number,
    /// `true` or `false`; `?1` or `?0` (RFC 9651, section 3.3.6).
    Flag,
    /// A number or a flag where it is one, else text.
    Scalar,
    /// JSON.
    Json,
    /// Items with commas between them.
    List(&'static HeaderText),
    /// Items with commas between them, each with a meaning of its own.
    Tuple(&'static [HeaderText]),
    /// `name,value,name,value`, or `name=value,name=value` where it is exploded.
    Object {
        /// Whether name and value are one item.
        explode: bool,
        /// The members that are described.
        members: &'static [(&'static str, HeaderText)],
        /// Any other member.
        others: &'static HeaderText,
    },
}

/// A documented header that is not what the document says. The answer it came with is whole all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    problem: String,
}

impl HeaderError {
    /// The header.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}`: {}", self.name, self.problem)
    }
}

impl std::error::Error for HeaderError {}

impl Headers {
    /// Reads a header that the document describes; `None` where the answer hasn't got it.
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    pub fn described<T: DeserializeOwned>(
        &self,
        name: &'static str,
        text: &HeaderText,
    ) -> Result<Option<T>, HeaderError> {
        let lines = self.all(name);
        let Some(first) = lines.first() else { return Ok(None) };
        let json = match text {
            // Cookies may have commas in them, and are never joined (RFC 9110, section 5.3).
            HeaderText::List(item) if name.eq_ignore_ascii_case("set-cookie") => list(lines, item),
            HeaderText::List(_) | HeaderText::Tuple(_) | HeaderText::Object { .. } => {
                text.json(&lines.join(","))
            }
            _ => text.json(first),
        };
        let problem = match json.as_deref().map(serde_json::from_str) {
            Ok(Ok(value)) => return Ok(Some(value)),
            Ok(Err(error)) => error.to_string(),
            Err(problem) => (*problem).to_owned(),
        };
        Err(HeaderError { name, problem })
    }

    /// The same for a header that every answer has.
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    pub fn promised<T: DeserializeOwned>(
        &self,
        name: &'static str,
        text: &HeaderText,
    ) -> Result<T, HeaderError> {
        let missing = || HeaderError { name, problem: "the answer hasn't got it".to_owned() };
        self.described(name, text)?.ok_or_else(missing)
    }
}

impl HeaderText {
    /// The JSON that a text means, or what is wrong with it.
    fn json(&self, text: &str) -> Result<String, &'static str> {
        let text = text.trim();
        match self {
            Self::Text => Ok(quoted(text)),
            Self::Date => Ok(quoted(&read::timestamp(text).unwrap_or_else(|| text.to_owned()))),
            Self::Number => number(text).map(str::to_owned).ok_or("it is no number"),
            Self::Flag => flag(text).map(str::to_owned).ok_or("it is neither `true` nor `false`"),
            Self::Scalar => {
                let literal = number(text).or_else(|| flag(text).filter(|flag| *flag == text));
                Ok(literal.map_or_else(|| quoted(text), str::to_owned))
            }
            Self::Json => Ok(text.to_owned()),
            Self::List(item) => list(read::items(text), item),
            Self::Tuple(places) => {
                let items = read::items(text).zip(*places).map(|(item, place)| place.json(item));
                Ok(format!("[{}]", items.collect::<Result<Vec<_>, _>>()?.join(",")))
            }
            Self::Object { explode, members, others } => {
                let of = |name: &str| {
                    let member = members.iter().find(|(known, _)| *known == name);
                    member.map_or(*others, |(_, member)| member)
                };
                let mut written = Vec::new();
                for (name, value) in pairs(text, *explode)? {
                    written.push(format!("{}:{}", quoted(name), of(name).json(value)?));
                }
                Ok(format!("{{{}}}", written.join(",")))
            }
        }
    }
}

fn list<'t>(items: impl IntoIterator<Item = &'t str>, item: &HeaderText) -> Result<String, &'static str> {
    let items = items.into_iter().map(|text| item.json(text));
    Ok(format!("[{}]", items.collect::<Result<Vec<_>, _>>()?.join(",")))
}

/// Names and values of an object.
fn pairs(text: &str, explode: bool) -> Result<Vec<(&str, &str)>, &'static str> {
    if explode {
        let pairs = read::items(text).map(|item| item.split_once('=').ok_or("a member has no `=`"));
        return pairs.collect();
    }
    // An item may be empty here: it is the value of the name before it.
    let items: Vec<&str> =
        if text.is_empty() { Vec::new() } else { text.split(',').map(str::trim).collect() };
    let pairs = items.chunks(2).map(|pair| match pair {
        [name, value] => Ok((*name, *value)),
        _ => Err("a name has no value"),
    });
    pairs.collect()
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn number(text: &str) -> Option<&str> {
    let is_one = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    (is_one && serde_json::from_str::<&RawValue>(text).is_ok()).then_some(text)
}

fn flag(text: &str) -> Option<&'static str> {
    let is = |words: [&str; 2]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        _ if is(["true", "?1"]) => Some("true"),
        _ if is(["false", "?0"]) => Some("false"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(lines: &[&str], text: &HeaderText) -> Result<Option<Value>, String> {
        let lines = lines.iter().map(|line| ("x".to_owned(), (*line).to_owned()));
        lines.collect::<Headers>().described("X", text).map_err(|error| error.to_string())
    }

    #[test]
    fn texts_are_what_their_description_says() {
        const PAIR: HeaderText = HeaderText::Tuple(&[HeaderText::Text, HeaderText::Number]);
        for (lines, text, expected) in [
            (&["5"][..], HeaderText::Text, json!("5")),
            (&["12345678901234567890"], HeaderText::Number, json!(12_345_678_901_234_567_890_u64)),
            (&["True"], HeaderText::Flag, json!(true)),
            (&["?0"], HeaderText::Flag, json!(false)),
            (&["7"], HeaderText::Scalar, json!(7)),
            (&["7a"], HeaderText::Scalar, json!("7a")),
            (&[r#"{"a": [1]}"#], HeaderText::Json, json!({"a": [1]})),
            (&["1, 2", "3"], HeaderText::List(&HeaderText::Number), json!([1, 2, 3])),
            (&[""], HeaderText::List(&HeaderText::Number), json!([])),
            (&["a, 5"], PAIR, json!(["a", 5])),
            (&["Sun, 06 Nov 1994 08:49:37 GMT"], HeaderText::Date, json!("1994-11-06T08:49:37Z")),
            (&["2024-02-29T00:00:00Z"], HeaderText::Date, json!("2024-02-29T00:00:00Z")),
        ] {
            assert_eq!(read(lines, &text), Ok(Some(expected)), "{lines:?} {text:?}");
        }
        assert_eq!(read(&[], &HeaderText::Text), Ok(None));
    }

    #[test]
    fn objects_are_read_in_both_forms() {
        let object = |explode| HeaderText::Object {
            explode,
            members: &[("r", HeaderText::Number), ("on", HeaderText::Flag)],
            others: &HeaderText::Text,
        };
        let expected = Ok(Some(json!({"r": 100, "on": true, "name": "a=b"})));
        assert_eq!(read(&["r,100,on,true,name,a=b"], &object(false)), expected);
        assert_eq!(read(&["r=100, on=true, name=a=b"], &object(true)), expected);
        assert_eq!(read(&["name,,r,1"], &object(false)), Ok(Some(json!({"name": "", "r": 1}))));
    }

    #[test]
    fn what_is_something_else_is_told() {
        const NUMBER: HeaderText = HeaderText::Number;
        assert_eq!(read(&["soon"], &NUMBER), Err("header `X`: it is no number".to_owned()));
        assert!(read(&["1,x"], &HeaderText::List(&NUMBER)).is_err());
        let odd = HeaderText::Object { explode: false, members: &[], others: &HeaderText::Text };
        assert_eq!(read(&["a,1,b"], &odd), Err("header `X`: a name has no value".to_owned()));
        let none = Headers::default().promised::<u8>("X", &NUMBER).unwrap_err();
        assert_eq!((none.name(), none.to_string()), ("X", "header `X`: the answer hasn't got it".to_owned()));
    }

    #[test]
    fn cookies_are_one_a_line() {
        let headers: Headers = ["a=1; Expires=Wed, 21 Oct", "b=2"]
            .into_iter()
            .map(|line| ("Set-Cookie".to_owned(), line.to_owned()))
            .collect();
        let cookies = headers.described::<Vec<String>>("Set-Cookie", &HeaderText::List(&HeaderText::Text));
        assert_eq!(cookies, Ok(Some(vec!["a=1; Expires=Wed, 21 Oct".to_owned(), "b=2".to_owned()])));
    }
}
