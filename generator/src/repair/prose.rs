//! Enumerations of prose: the service takes what its authors' documentation says behind "one of" for the values, whether
//! that are words, a sentence or half a regular expression.

use foldhash::HashSet;
use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::{RepairKind, listed};
use crate::document::Members as _;

/// A value says what can be sent: a word, not a sentence, and not several words in one.
pub(super) fn prose_enum(schema: &mut Map<String, Value>, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    let Some(Value::Array(stated)) = schema.member("enum") else { return };
    let mut values = meant_by(stated);
    if values == *stated {
        return;
    }
    // What is left alone may be none of several names any more.
    if values.len() == 1 {
        values = meant_by(&values);
    }
    let detail = if values.iter().all(Value::is_null) {
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
    if let Some(explained) = explained(stated) {
        return explained;
    }
    let alone = stated.len() == 1;
    let mut seen = HashSet::default();
    let values = stated.iter().flat_map(|value| match value {
        Value::String(text) => meant(text, alone).into_iter().map(Value::String).collect(),
        other => vec![other.clone()],
    });
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// The values of a list whose every text goes on with what its value means: `asc: ascending`, `desc - descending`.
fn explained(stated: &[Value]) -> Option<Vec<Value>> {
    let value = |text: &Value| {
        let text = text.as_str()?;
        let end = [": ", " - ", " – ", " = "].iter().filter_map(|sign| text.find(sign)).min()?;
        let word = unquoted(text[..end].trim());
        (is_word(word)).then(|| word.to_owned())
    };
    let values: Vec<String> = stated.iter().map(value).collect::<Option<_>>()?;
    let differ = (1..values.len()).all(|at| !values[..at].contains(&values[at]));
    (values.len() > 1 && differ).then(|| values.into_iter().map(Value::String).collect())
}

/// The values a text stands for; none where it is no value.
fn meant(text: &str, alone: bool) -> Vec<String> {
    if let Some(listed) = listed::values(text) {
        return listed;
    }
    let listing = introduced(enclosed(text.trim()));
    let signs: &[char] = if listing.contains([';', ',']) { &[';', ','] } else { &['\n'] };
    let words: &[&str] = if alone { &[" or ", " and "] } else { &[" or "] };
    let parts = words.iter().fold(listing.split(signs).collect::<Vec<_>>(), |parts, word| {
        parts.into_iter().flat_map(|part| part.split(word)).collect()
    });
    let parts: Vec<&str> = parts.into_iter().map(bare).filter(|part| !part.is_empty()).collect();
    // Words with nothing but a comma between them may be one value that a list has beside others.
    let is_plain = |part: &&str| part.chars().all(|one| one.is_alphanumeric() || "_-.".contains(one));
    let is_list = ["; ", ", ", " or ", " and ", "\n"].iter().any(|sign| listing.contains(sign))
        || (alone && parts.iter().all(is_plain));
    if is_list && parts.len() > 1 && parts.iter().all(|part| is_word(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let whole = whole(text);
    if alone && let Some(listed) = with_slashes(whole) {
        return listed;
    }
    let is_value =
        if alone { is_word(whole) && !whole.contains("://") } else { is_word(whole) || is_name(whole) };
    if is_value { vec![whole.to_owned()] } else { Vec::new() }
}

/// What stands between brackets, where all of a text does.
fn enclosed(text: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['(', '[']) && inner.contains([',', ' '])).unwrap_or(text)
}

/// A listing without what introduces it: `One of: a, b`.
fn introduced(text: &str) -> &str {
    const OPENINGS: [&str; 9] = [
        "one of",
        "any of",
        "either",
        "allowed values",
        "possible values",
        "valid values",
        "must be",
        "can be",
        "values",
    ];
    let lower = text.to_lowercase();
    let Some(opening) = OPENINGS.iter().find(|opening| lower.starts_with(**opening)) else { return text };
    let rest = text.get(opening.len()..).unwrap_or_default();
    let rest = [" are", " is", " the following"]
        .iter()
        .fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let begins = rest.starts_with([':', ' ']);
    if begins { rest.trim_start_matches([':', '-', ' ']) } else { text }
}

/// Lower-case words with slashes between them, which are no media type.
fn with_slashes(text: &str) -> Option<Vec<String>> {
    const MEDIA: [&str; 9] =
        ["application", "audio", "font", "image", "message", "model", "multipart", "text", "video"];
    let parts: Vec<&str> = text.split('/').collect();
    let is_word =
        |part: &&str| !part.is_empty() && part.chars().all(|one| one.is_ascii_lowercase() || one == '_');
    let is_list = parts.len() > 1 && parts.iter().all(is_word) && !MEDIA.contains(&parts[0]);
    is_list.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// A part of a list without what ties it to the others.
fn bare(part: &str) -> &str {
    let part = whole(part).trim_end_matches('.');
    unquoted(part)
}

/// A text without a word that ties it to others, quotes, and what says that it is the usual one.
fn whole(text: &str) -> &str {
    let text = text.trim();
    let text = ["or ", "and "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
    let usual = ["(default)", "[default]", "(Default)"].iter().find_map(|usual| text.strip_suffix(usual));
    unquoted(usual.unwrap_or(text).trim())
}

/// A text without the quotes around it.
fn unquoted(text: &str) -> &str {
    let pairs = [('\'', '\''), ('"', '"'), ('`', '`'), ('“', '”'), ('‘', '’')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.unwrap_or(text)
}

/// Whether a text is one word, and neither a piece of a pattern nor a stand-in for words.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && !is_pattern(text) && !is_stand_in(text)
}

/// Whether a text says what a value looks like, or that there are more: `<string>`, `YYYY-MM-DD`, `{"a": 1}`, `etc.`.
fn is_stand_in(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["etc", "etc.", "e.g.", "i.e.", "...", "…"].contains(&lower.as_str())
        || (text.starts_with('<') && text.ends_with('>'))
        || text.contains(['{', '"', '`'])
        || lower.contains("yyyy")
}

/// Whether a text may be a value of several words, such as `In Progress`.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=3).contains(&words)
        && !text.ends_with(['.', ':'])
        && !text.contains(". ")
        && !is_pattern(text)
        && !is_stand_in(text)
}

/// Whether a text is a regular expression, or was cut out of one, of a sentence in parentheses or of a URL's query.
pub(super) fn is_pattern(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    let is_unbalanced = count('(') != count(')') || count('[') != count(']');
    let is_query = text.contains('=') && text.contains(['&', '?']);
    let is_class = text.contains('[') && text.ends_with([']', '+', '*', '}']) && text.contains('-');
    is_unbalanced
        || is_query
        || is_class
        || text.contains(['^', '|', '\\'])
        || text.ends_with('$')
        || [".*", ".+", "]+", "]*", ")*", ")+", "(?", "]{"].iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{meant, meant_by};

    #[test]
    fn words_are_values_and_sentences_are_none() {
        let table: [(&str, &[&str]); 39] = [
            ("asc|desc", &["asc", "desc"]),
            ("mp3, wav, or webm", &["mp3", "wav", "webm"]),
            ("json; text or srt", &["json", "text", "srt"]),
            ("GET or POST.", &["GET", "POST"]),
            (" fr-FR", &["fr-FR"]),
            ("or https", &["https"]),
            ("read,write", &["read", "write"]),
            ("read and write", &["read", "write"]),
            ("asc\ndesc", &["asc", "desc"]),
            ("asc/desc", &["asc", "desc"]),
            ("image/png", &["image/png"]),
            ("America/New_York", &["America/New_York"]),
            ("One of: json, text, srt", &["json", "text", "srt"]),
            ("one of the following: json or text", &["json", "text"]),
            ("Either asc or desc", &["asc", "desc"]),
            ("Possible values are `asc`, `desc`.", &["asc", "desc"]),
            ("json (default), text", &["json", "text"]),
            ("\"asc\", \"desc\"", &["asc", "desc"]),
            ("[\"asc\",\"desc\"]", &["asc", "desc"]),
            ("(asc, desc)", &["asc", "desc"]),
            ("'asc'", &["asc"]),
            ("(?i)foo", &[]),
            ("[a-z]{2}", &[]),
            ("<string>", &[]),
            ("YYYY-MM-DD", &[]),
            ("{\"a\":1}", &[]),
            ("https://example.com/docs", &[]),
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
        assert_eq!(meant("read,write", false), ["read,write"]);
        assert_eq!(meant("In Progress", false), ["In Progress"]);
        assert_eq!(meant("Terms and conditions", false), ["Terms and conditions"]);
        assert_eq!(meant("asc (default)", false), ["asc"]);
        assert_eq!(meant("etc.", false), [""; 0]);
        assert_eq!(meant("In Progress", true), [""; 0]);
    }

    #[test]
    fn values_that_are_explained_are_without_the_explanation() {
        let meant = |texts: &[&str]| meant_by(&texts.iter().map(|text| json!(text)).collect::<Vec<_>>());
        assert_eq!(meant(&["asc: ascending", "desc: descending"]), [json!("asc"), json!("desc")]);
        assert_eq!(meant(&["a - the first", "b - the second one of all"]), [json!("a"), json!("b")]);
        assert_eq!(meant(&["Level: low", "Level: high"]), [json!("Level: low"), json!("Level: high")]);
    }
}
