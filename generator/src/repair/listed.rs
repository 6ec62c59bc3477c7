//! Values that a text's type, example or description lists with signs between them: `asc|desc`.

use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use super::prose::is_pattern;
use super::types;
use crate::document::Members as _;

type Object = Map<String, Value>;

/// The longest value that such a list is taken to have.
const LONGEST: usize = 40;

/// What stands between the values. A single slash is part of many a value (`image/png`), so it parts none but types.
const SIGNS: [&str; 3] = ["||", "|", " / "];

/// A schema that lists its values in place of a type, as its example, or as its description.
pub(super) fn schema(schema: &mut Object, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    if let Some(Value::String(stated)) = schema.member("type")
        && types::is_unknown(stated)
        && let Some(values) = values(stated).or_else(|| parted(stated, "/"))
    {
        cursor.note_at("type", RepairKind::ListedValues, told(&values));
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), json!(values));
        return;
    }
    let described = schema.member("description").cloned();
    list(schema, described.as_ref(), cursor);
}

/// A parameter that says so beside its schema.
pub(super) fn parameter(parameter: &mut Object, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    let described = parameter.member("description").cloned();
    let example = parameter.member("example").and_then(Value::as_str).and_then(values);
    let is_one = is_joined(described.as_ref());
    let Some(Value::Object(schema)) = parameter.member_mut("schema") else { return };
    match example.filter(|_| is_open_text(schema) && !is_one) {
        Some(values) => {
            cursor.note_at("example", RepairKind::ListedValues, told(&values));
            let first = json!(values[0]);
            schema.insert("enum".to_owned(), json!(values));
            parameter.insert("example".to_owned(), first);
        }
        None => cursor.inside("schema", |cursor| list(schema, described.as_ref(), cursor)),
    }
}

/// The members of a body whose example lists their values.
pub(super) fn members(media: &mut Object, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    let Some(Value::Object(mut example)) = media.member("example").cloned() else { return };
    let properties =
        media.member_mut("schema").and_then(|schema| schema.member_mut("properties")?.as_object_mut());
    let Some(properties) = properties else { return };
    for (name, shown) in &mut example {
        let Some(Value::Object(property)) = properties.get_mut(name) else { continue };
        if !is_open_text(property) {
            continue;
        }
        if let Some(values) = shown.as_str().and_then(values) {
            cursor.inside("example", |cursor| cursor.note_at(name, RepairKind::ListedValues, told(&values)));
            *shown = json!(values[0]);
            property.insert("enum".to_owned(), json!(values));
        }
    }
    media.insert("example".to_owned(), Value::Object(example));
}

/// Lists the values of a text by its example, else by a description.
fn list(schema: &mut Object, description: Option<&Value>, cursor: &mut Cursor) {
    if !is_open_text(schema) || is_joined(description) {
        return;
    }
    let description = description.and_then(Value::as_str).unwrap_or_default();
    let shown = schema.member("example").and_then(Value::as_str).and_then(values);
    if let Some(values) = shown {
        cursor.note_at("example", RepairKind::ListedValues, told(&values));
        schema.insert("example".to_owned(), json!(values[0]));
        schema.insert("enum".to_owned(), json!(values));
    } else if let Some(values) = described(description) {
        cursor.note(RepairKind::ListedValues, told(&values));
        schema.insert("enum".to_owned(), json!(values));
    }
}

/// Whether a description says that the signs are part of the value: `name|address`, "separated by pipes".
fn is_joined(description: Option<&Value>) -> bool {
    description.and_then(Value::as_str).is_some_and(|text| text.to_lowercase().contains("separat"))
}

fn told(values: &[String]) -> String {
    format!("now {}", json!(values))
}

/// Whether a schema is a text of which nothing else is known.
fn is_open_text(schema: &Object) -> bool {
    let closed = ["enum", "format", "items", "properties", "pattern", "$ref"];
    let is_text = schema.member("type").is_none_or(|stated| stated == "string");
    is_text && !closed.iter().any(|key| schema.contains_key(*key))
}

/// The values that a description consists of, or that it names behind a colon or behind "one of".
fn described(text: &str) -> Option<Vec<String>> {
    let text = text.trim().trim_end_matches('.');
    let behind_colon = text.rsplit_once(": ").map(|(_, rest)| rest);
    let lower = text.to_lowercase();
    let behind_one_of =
        lower.find("one of ").and_then(|at| text.get(at + "one of ".len()..)?.split_whitespace().next());
    [Some(text), behind_colon, behind_one_of].into_iter().flatten().find_map(values)
}

/// The values that a text lists: at least two, each a word, with the same sign between them.
pub(super) fn values(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let sign = SIGNS.iter().find(|sign| bare.contains(**sign))?;
    parted(bare, sign)
}

fn parted(text: &str, sign: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.split(sign).map(|part| part.trim().trim_matches(['\'', '"', '`'])).collect();
    let is_value = |part: &&str| {
        let is_plain = |one: char| one.is_alphanumeric() || "_-.+".contains(one);
        !part.is_empty() && part.chars().count() <= LONGEST && part.chars().all(is_plain) && !is_pattern(part)
    };
    let differ = (1..parts.len()).all(|at| !parts[..at].contains(&parts[at]));
    let is_list = parts.len() > 1 && parts.iter().all(is_value) && differ;
    is_list.then(|| parts.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::{described, values};

    #[test]
    fn words_between_bars_are_values_and_all_else_is_none() {
        let table: [(&str, &[&str]); 13] = [
            ("asc|desc", &["asc", "desc"]),
            (" a | b|c ", &["a", "b", "c"]),
            ("emoji || external", &["emoji", "external"]),
            ("asc / desc", &["asc", "desc"]),
            ("(0 | 1 | 2)", &["0", "1", "2"]),
            ("'asc'|'desc'", &["asc", "desc"]),
            ("image/png", &[]),
            ("America/New_York", &[]),
            ("12.9,77.6|12.8,77.5", &[]),
            ("Acme | Home page", &[]),
            (".*|(ns", &[]),
            ("a|a", &[]),
            ("asc|", &[]),
        ];
        for (text, wanted) in table {
            assert_eq!(values(text).unwrap_or_default(), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_description_that_is_a_list_or_ends_in_one_has_values() {
        for text in
            ["csv|xls", "Allowed: csv | xls.", "The format: (csv | xls)", "One of csv|xls to write it as"]
        {
            assert_eq!(described(text).unwrap_or_default(), ["csv", "xls"], "{text:?}");
        }
        assert_eq!(described("Joins a|b where both are there"), None);
    }
}
