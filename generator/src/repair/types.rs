//! Repairs of a schema's `type`: what was meant by `text`, `stirng`, `array of objects` or `string|null`.

use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use super::uploads::is_file;
use crate::document::Members as _;
use crate::extensions::FILE;

type Object = Map<String, Value>;

const STANDARD: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// Other words for a type, with the format they imply.
const SYNONYMS: [(&str, &str, &str); 40] = [
    ("text", "string", ""),
    ("str", "string", ""),
    ("char", "string", ""),
    ("varchar", "string", ""),
    ("id", "string", ""),
    ("date", "string", "date"),
    ("datetime", "string", "date-time"),
    ("date-time", "string", "date-time"),
    ("timestamp", "string", ""),
    ("time", "string", ""),
    ("uuid", "string", "uuid"),
    ("guid", "string", "uuid"),
    ("url", "string", "uri"),
    ("uri", "string", "uri"),
    ("email", "string", "email"),
    ("password", "string", "password"),
    ("base64", "string", "byte"),
    ("byte", "string", "byte"),
    ("html", "string", ""),
    ("xml", "string", ""),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", ""),
    ("num", "number", ""),
    ("numeric", "number", ""),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("bool", "boolean", ""),
    ("true/false", "boolean", ""),
    ("flag", "boolean", ""),
    ("list", "array", ""),
    ("arr", "array", ""),
    ("collection", "array", ""),
    ("dict", "object", ""),
    ("dictionary", "object", ""),
    ("map", "object", ""),
    ("hash", "object", ""),
    ("obj", "object", ""),
];

/// What was meant by a type; nothing in it where that can't be told.
#[derive(Debug, Clone, Default, PartialEq)]
struct Meaning {
    types: Vec<Object>,
    nullable: bool,
}

/// Whether nothing tells what type a text means.
pub(super) fn is_unknown(text: &str) -> bool {
    !STANDARD.contains(&text) && meaning(text) == Meaning::default()
}

/// The service passes on whatever its authors wrote for a type.
pub(super) fn nonstandard_type(schema: &mut Object, cursor: &mut Cursor) {
    let Some(stated) = schema.member("type") else { return };
    let meaning = match stated {
        Value::String(text) if STANDARD.contains(&text.as_str()) || (cursor.is_31 && text == "null") => {
            return;
        }
        Value::String(text) if text == "enum" => of_values(schema),
        Value::String(text) => meaning(text),
        Value::Array(_) if cursor.is_31 => return,
        Value::Array(names) => any_of(names.iter().filter_map(Value::as_str)),
        _ => Meaning::default(),
    };
    let stated = stated.clone();
    apply(schema, meaning, cursor.is_31);
    let now = ["type", "anyOf"].iter().find_map(|key| schema.get(*key));
    let now = now.map_or_else(|| "untyped".to_owned(), Value::to_string);
    cursor.note_at("type", RepairKind::NonstandardType, format!("{stated} is now {now}"));
}

fn apply(schema: &mut Object, mut meaning: Meaning, is_31: bool) {
    if meaning.types.len() > 1 {
        schema.shift_remove("type");
        // The values of an enumeration say more than a choice of types, unless a file is among them.
        let takes_file = meaning.types.iter().any(|one| one.contains_key(FILE));
        if (takes_file || stated_values(schema).is_none()) && schema.member("anyOf").is_none() {
            let choice = meaning.types.into_iter().map(Value::Object).collect();
            schema.insert("anyOf".to_owned(), Value::Array(choice));
        }
    } else if let Some(single) = meaning.types.pop() {
        for (key, value) in single {
            if key == "format" && value == "binary" {
                // What stands there is a kind of file.
                schema.insert(key, value);
            } else if key != "type" {
                schema.entry(key).or_insert(value);
            } else if meaning.nullable && is_31 {
                schema.insert(key, json!([value, "null"]));
            } else {
                schema.insert(key, value);
            }
        }
    } else {
        schema.shift_remove("type");
    }
    if meaning.nullable && !is_31 {
        schema.insert("nullable".to_owned(), json!(true));
    }
}

/// `enum` is no type, but its values have one.
fn of_values(schema: &Object) -> Meaning {
    let values = stated_values(schema).and_then(Value::as_array);
    let all =
        |test: fn(&Value) -> bool| values.is_some_and(|values| !values.is_empty() && values.iter().all(test));
    let name = match () {
        () if all(Value::is_boolean) => "boolean",
        () if all(|value| value.is_i64() || value.is_u64()) => "integer",
        () if all(Value::is_number) => "number",
        () => "string",
    };
    Meaning { types: vec![typed(name)], nullable: false }
}

/// The values of an enumeration, also where the service puts them.
fn stated_values(schema: &Object) -> Option<&Value> {
    schema.member("enum").or_else(|| schema.member("items")?.member("enum"))
}

/// What a text means as a type.
fn meaning(text: &str) -> Meaning {
    let visible: String =
        text.chars().filter(|character| !super::path_keys::is_invisible(*character)).collect();
    let clean = visible.trim();
    if let Some(single) = single(clean) {
        return Meaning { types: vec![single], nullable: false };
    }
    let parts = clean.split(['|', '/', ',', '-']).flat_map(|part| part.split(" or "));
    let union = any_of(parts);
    if union == Meaning::default() { nearest(clean) } else { union }
}

/// A choice between types, each of which must be known.
fn any_of<'a>(names: impl Iterator<Item = &'a str>) -> Meaning {
    let mut meaning = Meaning::default();
    for name in names.map(str::trim) {
        if name.eq_ignore_ascii_case("null") {
            meaning.nullable = true;
        } else if let Some(single) = single(name) {
            if !meaning.types.contains(&single) {
                meaning.types.push(single);
            }
        } else {
            return Meaning::default();
        }
    }
    meaning
}

/// One type by a name that leaves no doubt.
fn single(text: &str) -> Option<Object> {
    let lower = text.to_lowercase();
    let name = lower.as_str();
    if STANDARD.contains(&name) {
        return Some(typed(name));
    }
    if is_file(name) {
        return Some(object(json!({"type": "string", "format": "binary", FILE: true})));
    }
    if let Some((_, standard, format)) = SYNONYMS.iter().find(|(synonym, ..)| *synonym == name) {
        let mut schema = typed(standard);
        if !format.is_empty() {
            schema.insert("format".to_owned(), json!(format));
        }
        return Some(schema);
    }
    let singular = name.strip_suffix('s').unwrap_or_default();
    if is_file(singular) {
        return container(&format!("array of {name}"));
    }
    let plural = STANDARD.contains(&singular).then(|| typed(singular));
    plural.or_else(|| container(name)).or_else(|| with_format(name)).or_else(|| with_prose(text))
}

/// `array of strings`, `string[]`, `object of strings`.
fn container(name: &str) -> Option<Object> {
    let of = |prefix: &str| name.strip_prefix(prefix).map(str::trim);
    let items = ["array of ", "arrays of ", "list of "].iter().find_map(|prefix| of(prefix));
    if let Some(items) = items.or_else(|| name.strip_suffix("[]")) {
        return Some(object(json!({"type": "array", "items": inner(items)})));
    }
    let values = ["object of ", "map of "].iter().find_map(|prefix| of(prefix))?;
    Some(object(json!({"type": "object", "additionalProperties": inner(values)})))
}

/// What a container holds; anything, where its name isn't known.
fn inner(name: &str) -> Value {
    let singular = name.strip_suffix('s').unwrap_or(name);
    let known = STANDARD.contains(&singular)
        || SYNONYMS.iter().any(|(synonym, ..)| *synonym == singular)
        || is_file(singular);
    known.then(|| single(singular)).flatten().map_or_else(|| json!({}), Value::Object)
}

/// `string <uuid>`, `integer (int64)`, `number($double)`.
fn with_format(name: &str) -> Option<Object> {
    let (standard, format) = name.split_once(['<', '('])?;
    let format = format.trim_end_matches(['>', ')']).trim_start_matches('$').trim();
    let known = STANDARD.contains(&standard.trim()) && !format.is_empty() && format.len() < 20;
    let plain = format.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
    (known && plain).then(|| object(json!({"type": standard.trim(), "format": format})))
}

/// A type that a description was glued to: `integerThe number of labels`.
fn with_prose(text: &str) -> Option<Object> {
    let glued = |standard: &str| {
        let rest = text.strip_prefix(standard);
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    STANDARD.into_iter().find(|standard| glued(standard)).map(typed)
}

/// The standard type a typo comes from, where only one is near.
fn nearest(text: &str) -> Meaning {
    let name = text.to_lowercase();
    if name.len() > 16 {
        return Meaning::default();
    }
    let near = |standard: &&&str| distance(&name, standard) * 3 <= standard.len();
    let candidates: Vec<_> = STANDARD.iter().filter(near).collect();
    match candidates.as_slice() {
        [one] => Meaning { types: vec![typed(one)], nullable: false },
        _ => Meaning::default(),
    }
}

/// How many letters have to be changed, added, dropped or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &from) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &to) in right.iter().enumerate() {
            let mut cost =
                (last[column] + usize::from(from != to)).min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && from == right[column - 1] && left[row - 1] == to {
                cost = cost.min(before[column - 1] + 1);
            }
            current.push(cost);
        }
        before = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

fn typed(name: &str) -> Object {
    object(json!({"type": name}))
}

fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => Object::new(),
    }
}
