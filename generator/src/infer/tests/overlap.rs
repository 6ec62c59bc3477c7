//! What is stated beside a schema that leaves its shape open.

use super::*;

/// The pointers, below the components' schemas, of what is inferred for answers of these schemas and examples.
fn found(schemas: &Value, answers: &[(Value, Value)]) -> Vec<String> {
    let media = |(schema, example): &(Value, Value)| json!({"application/json": {"schema": schema, "example": example}});
    let item = |answer| json!({"get": {"responses": {"200": {"content": media(answer)}}}});
    let paths = answers.iter().enumerate().map(|(at, answer)| (format!("/{at}"), item(answer)));
    let paths = Value::Object(paths.collect());
    let (_, inferences) = inferred(json!({"paths": paths, "components": {"schemas": schemas}}));
    let at = |one: Inference| one.pointer.replace("/components/schemas/", "");
    inferences.into_iter().map(at).collect()
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn schemas() -> Value {
    json!({
        "Page": {"type": "object", "properties": {
            "data": {"type": "array", "items": {"type": "object"}},
            "meta": {"type": "object"},
            "one": {},
        }},
        "Trip": {"type": "object", "properties": {"price": {"type": "number"}}},
        "Base": {"type": "object"},
    })
}

#[test]
fn no_part_of_a_composition_is_filled_where_another_one_states_the_shape() {
    let trips = json!({"type": "array", "items": reference("Trip")});
    let example = json!({"data": [{"price": 50}], "meta": {"total": 1}, "one": 1});
    let own = json!({"allOf": [reference("Page")], "properties": {"data": trips}});
    let beside = json!({"$ref": "#/components/schemas/Page", "properties": {"data": trips}});
    let parts = json!({"allOf": [{"allOf": [reference("Page")]}, {"properties": {"data": trips, "one": {"type": "number"}}}]});
    let alternatives =
        json!({"allOf": [reference("Page")], "oneOf": [{"properties": {"data": trips}}, reference("Trip")]});
    assert_eq!(found(&schemas(), &[(own, example.clone())]), ["Page/properties/meta", "Page/properties/one"]);
    assert_eq!(
        found(&schemas(), &[(beside, example.clone())]),
        ["Page/properties/meta", "Page/properties/one"]
    );
    assert_eq!(found(&schemas(), &[(parts.clone(), example.clone())]), ["Page/properties/meta"]);
    assert_eq!(
        found(&schemas(), &[(alternatives, example.clone())]),
        ["Page/properties/meta", "Page/properties/one"]
    );
    // What is filled where it stands alone holds in the composition too.
    let alone = (reference("Page"), example);
    assert_eq!(found(&schemas(), &[alone, (parts, json!(null))]), ["Page/properties/meta"]);
}

#[test]
fn a_part_that_says_object_only_adds_no_members() {
    let both = json!({"allOf": [reference("Base"), reference("Trip")]});
    assert_eq!(found(&schemas(), &[(both, json!({"price": 50, "id": 1}))]), [""; 0]);
}

#[test]
fn parts_that_all_leave_it_open_are_filled_from_the_example() {
    let both =
        json!({"allOf": [reference("Page"), {"type": "object", "properties": {"meta": {"type": "object"}}}]});
    let found = found(&schemas(), &[(both, json!({"meta": {"total": 1}}))]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn what_states_nothing_takes_anything_where_the_example_is_no_scalar() {
    let open = json!({"Ignored": {}, "Named": {"description": "by path"}, "Text": {"description": "a word"}});
    let answers = [
        (reference("Ignored"), json!([{"*": {"reason": "none"}}])),
        (reference("Named"), json!({"a": 1})),
        (reference("Text"), json!("b")),
    ];
    assert_eq!(found(&open, &answers), ["Text"]);
}

#[test]
fn compositions_of_themselves_end() {
    let node = json!({"allOf": [reference("Node"), {"properties": {"next": reference("Node"), "list": {"type": "array", "items": reference("Node")}}}],
        "properties": {"next": {"type": "object"}, "list": {"type": "array"}}});
    assert_eq!(
        found(&json!({"Node": node}), &[(reference("Node"), json!({"next": {"a": 1}, "list": [1]}))]),
        [""; 0]
    );
}
