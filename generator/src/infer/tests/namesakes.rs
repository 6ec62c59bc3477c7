//! What members teach others of the same name.

use super::*;

#[test]
fn what_an_example_leaves_open_is_taken_from_properties_of_the_same_name() {
    let open = body(
        json!({"To": {"type": "array"}, "Where": {"type": "object"}}),
        json!({"To": [], "Where": {"To": [], "Cc": []}}),
    );
    let known = body(json!({}), json!({"Where": {"To": ["a"], "Cc": ["b"], "Bcc": []}, "To": ["c"]}));
    assert_snapshot!(first_properties(open, &[known]), @r"
    To:
      type: array
      items:
        type: string
      x-lowcodeapi-inferred: true
    Where:
      type: object
      properties:
        To:
          type: array
          items:
            type: string
        Cc:
          type: array
          items:
            type: string
        Bcc:
          type: array
          items: {}
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn an_answer_is_told_by_its_own_examples_only() {
    let open = json!({"type": "object", "properties": {"ids": {"type": "array"}, "own": {"type": "array", "example": [1]}}});
    let mut value = bodies(&[body(json!({"ids": {"type": "array"}}), json!({"ids": ["a"], "own": ["b"]}))]);
    let schema = json!({"$ref": "#/components/schemas/Answer"});
    value["paths"]["/0"]["post"]["responses"] = json!({
        "200": {"content": {"application/json": {"schema": schema}}},
        "400": {"content": {"application/json": {"schema": open}}},
    });
    value["components"] = json!({"schemas": {"Answer": open, "Asked": open}});
    let (_, inferences) = inferred(value);
    let found: Vec<_> = inferences.iter().map(|one| format!("{}: {}\n", one.pointer, one.detail)).collect();
    assert_snapshot!(found.concat(), @r"
    /paths/~10/post/requestBody/content/application~1json/schema/properties/ids: a list of strings
    /paths/~10/post/responses/400/content/application~1json/schema/properties/own: a list of integers
    /components/schemas/Answer/properties/own: a list of integers
    /components/schemas/Asked/properties/ids: a list of strings
    /components/schemas/Asked/properties/own: a list of integers
    ");
}

#[test]
fn namesakes_that_contradict_each_other_teach_nothing() {
    let open = body(
        json!({"ids": {"type": "array"}, "data": {"type": "object"}}),
        json!({"ids": [], "data": {"x": 1}}),
    );
    let strings = body(json!({}), json!({"ids": ["a"], "data": {"x": "text", "y": 1}}));
    let numbers = body(json!({}), json!({"ids": [1], "data": {"z": [1]}}));
    assert_snapshot!(first_properties(open, &[strings, numbers]), @r"
    ids:
      type: array
    data:
      type: object
      properties:
        x:
          type: integer
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn a_name_inside_itself_ends() {
    let open = body(
        json!({"node": {"type": "object"}}),
        json!({"node": {"children": [{"node": {}, "children": []}]}}),
    );
    let known = body(json!({}), json!({"children": [{"node": {"children": []}, "x": 1}]}));
    assert_snapshot!(first_properties(open, &[known]), @r"
    node:
      type: object
      properties:
        children:
          type: array
          items:
            type: object
            properties:
              node:
                type: object
                properties:
                  children:
                    type: array
                    items: {}
                additionalProperties: true
                x-lowcodeapi-inferred: true
              children:
                type: array
                items: {}
              x:
                type: integer
            additionalProperties: true
            x-lowcodeapi-inferred: true
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn a_stated_shape_inside_itself_is_not_filled_from_itself() {
    let inner =
        json!({"type": "array", "items": {"type": "object", "properties": {"subkeys": {"type": "array"}}}});
    let given = bodies(&[body(json!({"subkeys": inner}), json!({"subkeys": [{"subkeys": [], "id": 1}]}))]);
    assert_eq!(inferred(given.clone()), (given, vec![]));
}
