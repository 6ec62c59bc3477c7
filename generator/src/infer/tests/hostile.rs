//! Documents made to take for ever, or for no end of memory.

use super::*;

#[test]
fn references_in_circles_and_compositions_of_compositions_end() {
    let mut schemas = json!({"S0": {"type": "object"}, "C": {"$ref": "#/components/schemas/C"}});
    for level in 1..60 {
        let below = json!({"$ref": format!("#/components/schemas/S{}", level - 1)});
        schemas[format!("S{level}")] = json!({"allOf": [below, below, {"$ref": "#/components/schemas/C"}]});
    }
    let mut value = bodies(&[json!({"schema": {"$ref": "#/components/schemas/S59"}, "example": {"x": 1}})]);
    value["components"] = json!({"schemas": schemas});
    inferred(value);
}

#[test]
fn names_that_refer_to_each_other_do_not_grow_without_bound() {
    let names: Vec<String> = (0..40).map(|index| format!("n{index}")).collect();
    let all = |value: &Value| {
        names.iter().map(|name| (name.clone(), value.clone())).collect::<serde_json::Map<_, _>>()
    };
    let example = Value::Object(all(&Value::Object(all(&json!({})))));
    let schema = json!({"type": "object", "properties": all(&json!({"type": "object"}))});
    let (value, _) = inferred(bodies(&[json!({"schema": schema, "example": example})]));
    assert!(value.to_string().len() < 40 * 1024 * 64);
}
