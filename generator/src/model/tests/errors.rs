//! Documents that can't be read, and what is said about them.

use miette::NarratableReportHandler;
use serde_json::{Value, json};

use super::{Error, read};

fn shown(error: &Error) -> String {
    let mut text = String::new();
    NarratableReportHandler::new()
        .render_report(&mut text, error)
        .expect("a report can be written into a string");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn refused(document: Value) -> String {
    match read(document) {
        Ok(_) => panic!("the document should be refused"),
        Err(error) => shown(&error),
    }
}

fn schemas(schemas: &Value) -> Value {
    json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": schemas}})
}

#[test]
fn all_problems_of_a_document_are_shown_with_their_places() {
    insta::assert_snapshot!(refused(json!({
        "openapi": "3.0.3",
        "paths": {
            "/a": {"get": {
                "parameters": [{"in": "query"}, {"name": "b", "in": "body"}],
                "responses": {"200": "fine"},
            }},
            "/b": [],
        },
        "components": {"schemas": {
            "Customer": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/pet"}}},
            "Pet": {"$ref": "pet.yaml#/Pet"},
            "Far": {"$ref": "https://example.com/far.json"},
            "Anchor": {"$ref": "#nowhere"},
        }},
    })), @r##"
    test.json can't be used: it has 8 problems
        Diagnostic severity: error
    diagnostic code: model::problems

    Error: a parameter has no `name`, at `/paths/~1a/get/parameters/0`, line 7, column 11
        Diagnostic severity: error

    Begin snippet for test.json starting at line 6, column 1

    snippet line 6:         "parameters": [
    snippet line 7:           {
        label at line 7, column 11: here
    snippet line 8:             "in": "query"
    diagnostic help: an overlay can add what is missing or remove this part
    diagnostic code: model::incomplete_parameter
    Error: a parameter can't travel in `body`, at `/paths/~1a/get/parameters/1/in`, line 12, column 13
        Diagnostic severity: error

    Begin snippet for test.json starting at line 11, column 1

    snippet line 11:             "name": "b",
    snippet line 12:             "in": "body"
        label at line 12, columns 13 to 16: here
    snippet line 13:           }
    diagnostic help: OpenAPI 3 knows `path`, `query`, `header` and `cookie`; `body` and `formData` became `requestBody`
    diagnostic code: model::unknown_location
    Error: a response must be an object, but is a string, at `/paths/~1a/get/responses/200`, line 16, column 11
        Diagnostic severity: error

    Begin snippet for test.json starting at line 15, column 1

    snippet line 15:         "responses": {
    snippet line 16:           "200": "fine"
        label at line 16, columns 11 to 15: here
    snippet line 17:         }
    diagnostic help: an overlay can add what is missing or remove this part
    diagnostic code: model::not_an_object
    Error: a path item must be an object, but is a list, at `/paths/~1b`, line 20, column 5
        Diagnostic severity: error

    Begin snippet for test.json starting at line 19, column 1

    snippet line 19:     },
    snippet line 20:     "/b": []
        label at line 20, columns 5 to 8: here
    snippet line 21:   },
    diagnostic help: an overlay can add what is missing or remove this part
    diagnostic code: model::not_an_object
    Error: the reference `#/components/schemas/pet` leads nowhere: `/components/schemas` has no `pet`, at `/components/schemas/Customer/properties/pet/$ref`, line 28, column 13
        Diagnostic severity: error

    Begin snippet for test.json starting at line 27, column 1

    snippet line 27:           "pet": {
    snippet line 28:             "$ref": "#/components/schemas/pet"
        label at line 28, columns 13 to 18: here
    snippet line 29:           }
    diagnostic help: did you mean `Pet`? An overlay (`--overlay` of `new`) can correct the reference or add what is missing
    diagnostic code: model::dangling_reference
    Error: the reference `pet.yaml#/Pet` leads to another file, at `/components/schemas/Pet/$ref`, line 33, column 9
        Diagnostic severity: error

    Begin snippet for test.json starting at line 32, column 1

    snippet line 32:       "Pet": {
    snippet line 33:         "$ref": "pet.yaml#/Pet"
        label at line 33, columns 9 to 14: here
    snippet line 34:       },
    diagnostic help: bundle the document into one file first, for instance with `redocly bundle`
    diagnostic code: model::file_reference
    Error: the reference `https://example.com/far.json` leads to another host, at `/components/schemas/Far/$ref`, line 36, column 9
        Diagnostic severity: error

    Begin snippet for test.json starting at line 35, column 1

    snippet line 35:       "Far": {
    snippet line 36:         "$ref": "https://example.com/far.json"
        label at line 36, columns 9 to 14: here
    snippet line 37:       },
    diagnostic help: bundle the document into one file first, for instance with `redocly bundle`
    diagnostic code: model::remote_reference
    Error: no schema of the document has the anchor or id `#nowhere` refers to, at `/components/schemas/Anchor/$ref`, line 39, column 9
        Diagnostic severity: error

    Begin snippet for test.json starting at line 38, column 1

    snippet line 38:       "Anchor": {
    snippet line 39:         "$ref": "#nowhere"
        label at line 39, columns 9 to 14: here
    snippet line 40:       }
    diagnostic help: an overlay (`--overlay` of `new`) can correct the reference or add what is missing
    diagnostic code: model::unknown_anchor
    "##);
}

#[test]
fn references_that_lead_only_to_each_other_are_one_problem() {
    insta::assert_snapshot!(refused(schemas(&json!({
        "A": {"$ref": "#/components/schemas/B"},
        "B": {"$ref": "#/components/schemas/C"},
        "C": {"$ref": "#/components/schemas/B"},
    }))), @r##"
    test.json can't be used: it has a problem
        Diagnostic severity: error
    diagnostic code: model::problems

    Error: the reference leads back to itself: /components/schemas/B → /components/schemas/C → /components/schemas/B, at `/components/schemas/B/$ref`, line 10, column 9
        Diagnostic severity: error

    Begin snippet for test.json starting at line 9, column 1

    snippet line 9:       "B": {
    snippet line 10:         "$ref": "#/components/schemas/C"
        label at line 10, columns 9 to 14: here
    snippet line 11:       },
    diagnostic help: replace one of these references by the schema that is meant, for instance by an overlay
    diagnostic code: model::reference_cycle
    "##);
}

#[test]
fn a_parameter_that_refers_to_itself_is_a_problem() {
    let document = json!({
        "openapi": "3.0.3",
        "paths": {"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/P"}]}}},
        "components": {"parameters": {"P": {"$ref": "#/components/parameters/P"}}},
    });
    insta::assert_snapshot!(refused(document), @r##"
    test.json can't be used: it has a problem
        Diagnostic severity: error
    diagnostic code: model::problems

    Error: the reference leads back to itself: /paths/~1a/get/parameters/0 → /components/parameters/P → /components/parameters/P, at `/paths/~1a/get/parameters/0`, line 7, column 11
        Diagnostic severity: error

    Begin snippet for test.json starting at line 6, column 1

    snippet line 6:         "parameters": [
    snippet line 7:           {
        label at line 7, column 11: here
    snippet line 8:             "$ref": "#/components/parameters/P"
    diagnostic help: replace one of these references by the schema that is meant, for instance by an overlay
    diagnostic code: model::reference_cycle
    "##);
}

#[test]
fn a_thousand_levels_are_refused_without_overflow() {
    let mut schema = json!({"type": "string"});
    for _ in 0..1000 {
        schema = json!({"type": "array", "items": schema});
    }
    let error = read(schemas(&json!({"Deep": schema}))).expect_err("that is too deep");
    assert_eq!(error.problems.len(), 1);
    assert!(error.problems[0].position.is_some());
}
