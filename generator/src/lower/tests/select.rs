//! Operations that a client is asked to have.

use serde_json::json;

use super::openapi;
use crate::api::{Api, Settings};
use crate::names::Names;
use crate::{document, lower, model};

/// The client of some operations, or the error's text and help.
fn selected(operations: &[&str]) -> Result<Api, String> {
    let answer = |schema: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{schema}")});
        json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}})
    };
    let object = json!({"type": "object", "properties": {"x": {"type": "string"}}});
    let pets = json!({"type": "object", "properties": {"y": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}});
    let told = json!({"$ref": "#/components/schemas/Told"});
    let callback = json!({"{$request.body#/url}": {"post": {
        "requestBody": {"content": {"application/json": {"schema": told}}}, "responses": {"200": {"description": ""}},
    }}});
    let document = json!({
        "openapi": "3.2.0", "info": {"title": "t", "version": "1"},
        "tags": [{"name": "shop"}, {"name": "pets", "parent": "shop"}],
        "paths": {
            "/v1/pets": {
                "get": {"operationId": "listPets", "tags": ["pets"], "responses": answer("Pets")},
                "post": {"operationId": "createPet", "tags": ["pets"], "responses": answer("Pet"), "callbacks": {"told": callback}},
            },
            "/v1/pets/{id}/owner": {"get": {"operationId": "getOwner", "tags": ["owners"], "responses": answer("Owner")}},
        },
        "components": {"schemas": {"Pet": object, "Pets": pets, "Owner": {"type": "object", "properties": {"z": {"type": "string"}}},
            "Told": {"type": "object", "properties": {"w": {"type": "string"}}}}},
    });
    let operations: Vec<String> = operations.iter().map(|one| (*one).to_owned()).collect();
    let settings = Settings { operations, ..openapi() };
    let document = document::Document::from_value(document, "test.json");
    let mut model = model::model(&document).expect("the document has a model");
    lower::select(&mut model, &settings.operations).map_err(|error| {
        let help = miette::Diagnostic::help(&error).map(|help| help.to_string()).unwrap_or_default();
        format!("{error}: {help}")
    })?;
    Ok(lower::lower(&model, &settings, &Names::default()).expect("the model is lowered").0)
}

/// What a client of some operations has: calls and types.
fn offered(operations: &[&str]) -> (Vec<String>, Vec<String>) {
    let api = selected(operations).unwrap();
    let calls = api.operations.iter().map(|one| one.call.clone());
    (calls.collect(), api.types.iter().map(|ty| ty.name.rust.clone()).collect())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn what_isnt_selected_is_left_out_with_its_types() {
    assert_eq!(offered(&["getOwner"]), (texts(&["GetOwner"]), texts(&["Owner"])));
    assert_eq!(offered(&["get /v1/pets"]), (texts(&["ListPets"]), texts(&["Pets", "Pet"])));
    assert_eq!(offered(&["tag:pets"]).0, ["ListPets", "CreatePet"]);
    assert_eq!(offered(&["tag:shop"]).0, ["ListPets", "CreatePet"]);
    assert_eq!(offered(&["path:/v1/pets/**"]).0, ["ListPets", "CreatePet", "GetOwner"]);
    assert_eq!(offered(&["path:/*/pets"]).0, ["ListPets", "CreatePet"]);
    assert_eq!(offered(&["path:/**/owner", "createPet"]).0, ["CreatePet", "GetOwner"]);
    assert_eq!(offered(&["path:/v1/**/pets"]).0, ["ListPets", "CreatePet"]);
    assert_eq!(offered(&[" getOwner "]).0, ["GetOwner"]);
    assert_eq!(offered(&[]).0.len(), 3);
}

#[test]
fn callbacks_go_with_the_operation_they_are_of() {
    assert_eq!(offered(&["createPet"]).1, ["Pet", "Told"]);
    assert_eq!(offered(&["listPets"]).1, ["Pets", "Pet"]);
}

#[test]
fn what_means_nothing_is_refused_with_what_was_probably_meant() {
    let told = |selector: &str| selected(&[selector]).unwrap_err();
    assert!(told("listPet").ends_with("did you mean `listPets`?"), "{}", told("listPet"));
    assert!(told("tag:pet").ends_with("did you mean `tag:pets`?"), "{}", told("tag:pet"));
    assert!(told("tag:shp").ends_with("did you mean `tag:shop`?"), "{}", told("tag:shp"));
    assert!(told("GET /v1/pet").ends_with("did you mean `GET /v1/pets`?"), "{}", told("GET /v1/pet"));
    assert!(told("path:/v2/pets").contains("did you mean `path:/v1/pets`?"), "{}", told("path:/v2/pets"));
    assert!(
        told("nothing of the kind").contains("write an operation's id"),
        "{}",
        told("nothing of the kind")
    );
}
