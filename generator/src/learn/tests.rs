//! What is learned of saved answers, and what is never kept of them.

use super::*;

fn learned(answers: &[Value]) -> Value {
    shape(answers).answer
}

#[test]
fn types_formats_and_members_of_every_sample_are_kept() {
    let one = json!({
        "id": "8c1f5a52-53c4-4f3e-9a51-0f1f6d8f7c11", "count": 1, "price": 2, "done": true, "at": "2026-02-11T08:00:00.5Z",
        "day": "2026-02-11", "owner": { "mail": "ann@example.com", "age": 3 }, "tags": ["a"], "note": null, "rare": 1,
        "home": "https://example.com/a",
    });
    let other = json!({
        "id": "8c1f5a52-53c4-4f3e-9a51-0f1f6d8f7c12", "count": 2, "price": 2.5, "done": false, "at": "2026-02-12T08:00:00+01:00",
        "day": "2026-02-12", "owner": { "mail": "ben@example.com" }, "tags": [], "note": "x", "home": "https://example.com/b",
    });
    let object = |properties: Value| json!({ "type": "object", "properties": properties, "additionalProperties": true, LEARNED: true });
    let format = |format: &str| json!({ "type": "string", "format": format });
    let expected = object(json!({
        "id": format("uuid"), "count": { "type": "integer" }, "price": { "type": "number" }, "done": { "type": "boolean" },
        "at": format("date-time"), "day": format("date"), "owner": object(json!({ "mail": format("email") })),
        "tags": { "type": "array", "items": { "type": "string" } },
        "note": { "type": "string", "nullable": true }, "home": format("uri"),
    }));
    assert_eq!(learned(&[one, other]), expected);
}

#[test]
fn names_that_are_data_are_not_kept() {
    let by_id = json!({ "1017": { "name": "Ann" }, "1018": { "name": "Ben" } });
    let by_login = json!({ "ann": { "role": "a", "since": 1 }, "ben": { "role": "b" } });
    let prose = json!({ "What is your name?": "Ann", "id": 7 });
    let text = learned(std::slice::from_ref(&by_id)).to_string()
        + &learned(std::slice::from_ref(&by_login)).to_string()
        + &learned(&[json!({ "x": 1, "anna": 2 }), json!({ "x": 1, "berta": 2 })]).to_string()
        + &learned(&[prose]).to_string();
    for data in ["1017", "ann", "ben", "Ann", "berta", "What", "since"] {
        assert!(!text.contains(&format!("\"{data}")), "{data} in {text}");
    }
    let map = |name: &str| {
        let value = json!({ "type": "object", "properties": { name: { "type": "string" } }, "additionalProperties": true, LEARNED: true });
        json!({ "type": "object", "additionalProperties": value })
    };
    assert_eq!(learned(&[by_id]), map("name"));
    assert_eq!(learned(&[by_login]), map("role"));
    assert_eq!(
        learned(&[json!({ "anna": 1 }), json!({ "berta": 2 })]),
        json!({ "type": "object", "additionalProperties": { "type": "integer" } })
    );
}

#[test]
fn values_that_contradict_each_other_are_anything() {
    assert_eq!(learned(&[json!({ "a": 1 }), json!({ "a": "x" })])["properties"]["a"], json!({}));
    assert_eq!(learned(&[json!([1, "x"])]), json!({ "type": "array", "items": {} }));
    assert_eq!(learned(&[json!(null)]), json!({}));
    assert_eq!(learned(&[json!("2026-02-11"), json!("soon")]), json!({ "type": "string" }));
}

#[test]
fn the_envelope_is_not_the_answer() {
    let open = json!({ "message": "", "provider": "p", "result": { "id": 1 }, "response_headers": {} });
    assert_eq!(payload(open.clone(), true), Ok(json!({ "id": 1 })));
    assert_eq!(payload(json!({ "data": [1] }), true), Ok(json!([1])));
    assert_eq!(
        payload(json!({ "data": [1], "has_more": false }), true),
        Ok(json!({ "data": [1], "has_more": false }))
    );
    assert_eq!(payload(open.clone(), false), Ok(open));
    assert_eq!(payload(json!({ "provider": "p", "error": {} }), true), Err(NoAnswer::Refusal));
    assert_eq!(payload(json!({ "data": null }), true), Err(NoAnswer::Nothing));
}

fn document() -> Document {
    let schema = json!({ "schema": { "type": "string" } });
    let described = json!({ "responses": { "200": { "content": { "application/json": schema } } } });
    let open = json!({ "responses": { "401": { "description": "" } } });
    let paths = json!({ "/a/{id}": { "get": open, "put": described } });
    Document::from_value(json!({ "openapi": "3.0.0", "paths": paths }), "openapi.json")
}

#[test]
fn what_was_learned_is_read_back_and_fills_what_nobody_describes() {
    let lesson = shape(&[json!({ "name": "Ann" })]);
    let names = ["GET /a/{id}", "PUT /a/{id}", "GET /b"];
    let lessons = names.map(|name| (name.to_owned(), lesson.clone()));
    let learned = Learned { lessons: lessons.into() };
    assert_eq!(Learned::parse(&learned.text(), "learned.yaml").unwrap(), learned);
    assert!(!learned.text().contains("Ann"));
    let mut document = document();
    let report = learn(&mut document, &learned);
    assert_eq!(report.applied, ["/paths/~1a~1{id}/get"]);
    let unused: Vec<_> = report.unused.iter().map(|one| (one.operation.as_str(), one.reason)).collect();
    let expected =
        [("GET /b", "the document has no such operation"), ("PUT /a/{id}", "its answer is described now")];
    assert_eq!(unused, expected);
    let answer = document.value.pointer("/paths/~1a~1{id}/get/responses/200").unwrap();
    assert_eq!(answer["content"]["application/json"]["schema"], lesson.answer);
    assert_eq!(answer[LEARNED], true);
}

#[test]
fn a_file_that_is_none_is_told_with_its_place() {
    let error = |text: &str| Learned::parse(text, "spec/learned.yaml").unwrap_err().to_string();
    let place = "spec/learned.yaml:";
    assert_eq!(
        error("operations:\n  GET /a: {answer: {}}\n"),
        format!("{place}2:3: what was learned can't be read: it has no number `samples`")
    );
    assert!(error("operations: []").contains("it has no object `operations`"));
    assert!(error("a: [").starts_with(place));
}
