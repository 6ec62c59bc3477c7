//! Puts losses of the same kind together: by what was said, and by what the document has at the place.

use std::collections::BTreeSet;

use serde_json::Value;

use super::run::Came;
use crate::compare::DifferenceKind;
use crate::json::Json;

/// Keywords that tell one fault from another.
const TELLING: [&str; 22] = [
    "oneOf",
    "anyOf",
    "allOf",
    "discriminator",
    "enum",
    "const",
    "format",
    "contentEncoding",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "properties",
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "prefixItems",
    "items",
    "if",
    "dependentSchemas",
    "not",
    "x-lowcodeapi-inferred",
];

/// The kind of a loss.
pub(super) fn kind(
    schemas: &[&Value],
    sent: Option<&Json>,
    path: &str,
    kind: Option<DifferenceKind>,
    came: &Came,
    open: bool,
) -> String {
    let what = match kind {
        Some(kind) => kind.as_str().to_owned(),
        None => format!("{}: {}", came.how(), plain(came.text())),
    };
    let mut keywords: BTreeSet<String> = BTreeSet::new();
    for schema in schemas {
        let telling = TELLING.iter().filter(|keyword| schema.get(**keyword).is_some());
        keywords.extend(telling.map(|keyword| match (*keyword, schema.get(*keyword)) {
            ("format", Some(Value::String(format))) => format!("format {format}"),
            (keyword, _) => keyword.to_owned(),
        }));
        match schema.get("type") {
            Some(Value::String(kind)) => keywords.extend([kind.clone()]),
            Some(Value::Array(kinds)) => {
                keywords.extend(kinds.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
    }
    let keywords: Vec<String> = keywords.into_iter().collect();
    let value = sent.and_then(|sent| at(sent, path)).map_or("nothing", Json::kind);
    let open = if open { " (open)" } else { "" };
    format!("{what} | {value} where the document has {}{open}", keywords.join(", "))
}

/// A message without what differs from case to case: names, numbers, places.
fn plain(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    let mut plain = String::new();
    let mut quote = None;
    for c in message.chars() {
        match quote {
            Some(open) if c == open => {
                quote = None;
                plain.push('…');
                plain.push(c);
            }
            Some(_) => {}
            None if c == '`' || c == '"' => {
                quote = Some(c);
                plain.push(c);
            }
            None if c.is_ascii_digit() => {
                if !plain.ends_with('#') {
                    plain.push('#');
                }
            }
            None => plain.push(c),
        }
    }
    plain
}

fn at<'j>(value: &'j Json, path: &str) -> Option<&'j Json> {
    let mut value = value;
    for token in path.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        value = match value {
            Json::Object(members) => &members.iter().find(|(key, _)| *key == token)?.1,
            Json::List(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_the_same_fault_are_the_same() {
        assert_eq!(
            plain("unknown field `a`, expected 12 at line 1 column 7"),
            plain("unknown field `b c`, expected 3 at line 4 column 2")
        );
        assert_eq!(
            plain("invalid type: string \"x\", expected i64"),
            "invalid type: string \"…\", expected i#"
        );
    }
}
