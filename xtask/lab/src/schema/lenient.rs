//! A document that takes `oneOf` for `anyOf`.
//!
//! Alternatives that a value tells apart only by what it has beyond them are common, and services send such values all
//! the same: to the letter, though, an object that fits two of them fits `oneOf` no more.

use serde_json::{Value, json};

/// The same document with every `oneOf` as `anyOf`; none where it has no `oneOf`.
pub(super) fn lenient(document: &Value) -> Option<Value> {
    let mut document = document.clone();
    loosen(&mut document).then_some(document)
}

fn loosen(value: &mut Value) -> bool {
    match value {
        Value::Object(members) => {
            let mut found = all(members.values_mut());
            if let Some(Value::Array(alternatives)) = members.get("oneOf")
                && alternatives.iter().all(|one| one.is_object() || one.is_boolean())
            {
                found = true;
                let alternatives = members.remove("oneOf").unwrap_or_default();
                match members.remove("anyOf") {
                    None => members.insert("anyOf".to_owned(), alternatives),
                    Some(others) => {
                        let both = json!([{ "anyOf": alternatives }, { "anyOf": others }]);
                        match members.get_mut("allOf").and_then(Value::as_array_mut) {
                            Some(parts) => {
                                parts.push(json!({ "allOf": both }));
                                None
                            }
                            None => members.insert("allOf".to_owned(), both),
                        }
                    }
                };
            }
            found
        }
        Value::Array(items) => all(items.iter_mut()),
        _ => false,
    }
}

/// Loosens all of them, and says whether there was anything to loosen.
fn all<'v>(values: impl Iterator<Item = &'v mut Value>) -> bool {
    values.map(loosen).filter(|found| *found).count() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_alternative_may_be_one_of_several_that_fit() {
        let schema =
            json!({"oneOf": [{"oneOf": [true]}], "anyOf": [{}], "allOf": [{}], "properties": {"oneOf": {}}});
        let expected = json!({
            "allOf": [{}, {"allOf": [{"anyOf": [{"anyOf": [true]}]}, {"anyOf": [{}]}]}],
            "properties": {"oneOf": {}},
        });
        assert_eq!(lenient(&schema), Some(expected));
        assert_eq!(lenient(&json!({"properties": {"oneOf": {}}})), None);
    }
}
