//! Enumerations of prose: the service takes what its authors' documentation says behind "one of" for the values, whether
//! that are words, a sentence or half a regular expression.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::{RepairKind, listed};

/// A value says what can be sent: a word, not a sentence, and not several words in one.
pub(super) fn prose_enum(schema: &mut Map<String, Value>, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    let Some(Value::Array(stated)) = schema.get("enum") else { return };
    let mut values = meant_by(stated);
    if values == *stated {
        return;
    }
    // What is left alone may be none of several names any more.
    if values.len() == 1 {
        values = meant_by(&values);
    }
    let detail = if values.is_empty() {
        schema.shift_remove("enum");
        "left out".to_owned()
    } else {
        let detail = format!("now {}", Value::Array(values.clone()));
        schema.insert("enum".to_owned(), Value::Array(values));
        detail
    };
    cursor.note_at("enum", RepairKind::ProseEnum, detail);
}

/// The values that a list stands for, each once.
fn meant_by(stated: &[Value]) -> Vec<Value> {
    let alone = stated.len() == 1;
    let mut seen = HashSet::new();
    let values = stated.iter().flat_map(|value| match value {
        Value::String(text) => meant(text, alone).into_iter().map(Value::String).collect(),
        other => vec![other.clone()],
    });
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// The values a text stands for; none where it is no value.
fn meant(text: &str, alone: bool) -> Vec<String> {
    if let Some(listed) = listed::values(text) {
        return listed;
    }
    let parts: Vec<&str> = text
        .split([';', ','])
        .flat_map(|part| part.split(" or "))
        .map(|part| bare(part.trim()))
        .filter(|part| !part.is_empty())
        .collect();
    let is_list = text.contains("; ") || text.contains(", ") || text.contains(" or ");
    if is_list && parts.len() > 1 && parts.iter().all(|part| is_word(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let whole = bare_conjunction(text.trim());
    let is_value = is_word(whole) || (!alone && is_name(whole));
    if is_value { vec![whole.to_owned()] } else { Vec::new() }
}

/// A part of a list without what ties it to the others.
fn bare(part: &str) -> &str {
    bare_conjunction(part).trim_end_matches('.')
}

fn bare_conjunction(part: &str) -> &str {
    let bare = ["or ", "and "].iter().find_map(|word| part.strip_prefix(word));
    bare.unwrap_or(part).trim()
}

/// Whether a text is one word, and no piece of a pattern.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && !is_pattern(text)
}

/// Whether a text may be a value of several words, such as `In Progress`.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=3).contains(&words) && !text.ends_with(['.', ':']) && !text.contains(". ") && !is_pattern(text)
}

/// Whether a text is a regular expression, or was cut out of one, of a sentence in parentheses or of a URL's query.
pub(super) fn is_pattern(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    let is_unbalanced = count('(') != count(')') || count('[') != count(']');
    let is_query = text.contains('=') && text.contains(['&', '?']);
    is_unbalanced
        || is_query
        || text.contains(['^', '|', '\\'])
        || text.ends_with('$')
        || [".*", ".+", "]+", ")*"].iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn words_are_values_and_sentences_are_none() {
        let table: [(&str, &[&str]); 19] = [
            ("asc|desc", &["asc", "desc"]),
            ("mp3, wav, or webm", &["mp3", "wav", "webm"]),
            ("json; text or srt", &["json", "text", "srt"]),
            ("GET or POST.", &["GET", "POST"]),
            (" fr-FR", &["fr-FR"]),
            ("or https", &["https"]),
            ("read,write", &["read,write"]),
            ("large(4K)", &["large(4K)"]),
            ("application/json;charset=utf-8", &["application/json;charset=utf-8"]),
            ("$1.50", &["$1.50"]),
            ("", &[]),
            ("'.*)|(rev'", &[]),
            ("^[0-9a-fA-F]{24}$", &[]),
            ("30)", &[]),
            ("?fields=id&fields=name", &[]),
            ("form-data under <name>. More information on sending", &[]),
            ("2010-04-01 or 2008-08-01. The default is the account's version", &[]),
            ("all or a comma-separated list of", &[]),
            ("ID of the domain to validate.", &[]),
        ];
        for (text, values) in table {
            assert_eq!(meant(text, true), values, "{text:?}");
        }
        assert_eq!(meant("In Progress", false), ["In Progress"]);
        assert_eq!(meant("In Progress", true), [""; 0]);
    }
}
