//! What comes first, and what grows at one of several places, renames nothing.

use lowcodeapi_generator::Client;
use lowcodeapi_generator::api::Shape;
use lowcodeapi_generator::names::Names;
use serde_json::{Value, json};

use super::{client, document, operation, stays};

#[test]
fn what_is_inherited_keeps_its_name_whoever_comes_first() {
    let own = json!({"type": "object", "properties": {"id": {"type": "integer"}}});
    let heir = json!({"allOf": [{"$ref": "#/components/schemas/Base"}, own]});
    let base = json!({"type": "object", "properties": {
        "state": {"type": "string", "enum": ["on", "off"]},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}}});
    let schemas = json!({"Base": base, "Big": heir, "Small": heir});
    let answer = |name: &str| operation(&[], &json!({"$ref": format!("#/components/schemas/{name}")}));
    let old = json!({"/big": answer("Big"), "/small": answer("Small")});
    for new in [
        json!({"/small": answer("Small"), "/big": answer("Big")}),
        json!({"/a": answer("Base"), "/big": answer("Big")}),
    ] {
        let new = stays(&document(&old, &schemas), &document(&new, &schemas));
        let names: Vec<&str> = new.api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
        assert!(names.contains(&"BigState") && names.contains(&"BigPart"), "{names:?}");
    }
}

#[test]
fn what_a_path_has_in_common_keeps_its_name_whichever_method_comes_first() {
    let sort = |values: [&str; 2]| json!([{"name": "sort", "in": "query", "schema": {"type": "string", "enum": values}}]);
    let done = json!({"responses": {"204": {"description": ""}}});
    let other = json!({"parameters": sort(["a", "b"]), "get": done});
    let paths =
        |things: &serde_json::Value| document(&json!({"/other": other, "/things": things}), &json!({}));
    let old = json!({"parameters": sort(["up", "down"]), "post": done});
    let new = json!({"parameters": sort(["up", "down"]), "get": done, "post": done});
    let names = |client: &Client| client.api.types.iter().map(|ty| ty.name.rust.clone()).collect::<Vec<_>>();
    let before = names(&client(&paths(&old), &Names::default()));
    assert_eq!(names(&stays(&paths(&old), &paths(&new))), before);
}

#[test]
fn the_order_of_values_is_nothing_and_a_list_that_grows_at_one_of_its_places_stays_one() {
    let sorted = |values: &[&str]| {
        let sort = json!({"name": "sort", "in": "query", "schema": {"type": "string", "enum": values}});
        json!({"get": {"parameters": [sort], "responses": {"204": {"description": ""}}}})
    };
    let paths =
        |values: &[&str]| document(&json!({"/a": sorted(&["up", "down"]), "/b": sorted(values)}), &json!({}));
    for values in [&["down", "up"][..], &["up", "side", "down"]] {
        let new = stays(&paths(&["up", "down"]), &paths(values));
        let [sort] = &new.api.types[..] else { panic!("one type") };
        assert_eq!(sort.name.rust, "Sort");
    }
}

#[test]
fn an_object_that_grows_at_one_of_its_places_stays_one() {
    let answer = |members: &[(&str, &str)]| {
        let mut owner = json!({"type": "object", "required": [], "properties": {
            "login": {"type": "string"}, "seat": {"type": "object", "properties": {"row": {"type": "integer"}, "at": {"type": "integer"}}}}});
        for (name, kind) in members {
            owner["properties"][*name] = json!({"type": kind});
            owner["required"].as_array_mut().unwrap().push(json!(name));
        }
        operation(&[], &json!({"type": "object", "properties": {"owner": owner, "at": {"type": "string"}}}))
    };
    let paths = |members: &[(&str, &str)]| {
        document(&json!({"/gists": answer(&[]), "/repos": answer(members)}), &json!({}))
    };
    let before = client(&paths(&[]), &Names::default());
    let new = stays(&paths(&[]), &paths(&[("url", "string")]));
    let names = |client: &Client| client.api.types.iter().map(|ty| ty.name.rust.clone()).collect::<Vec<_>>();
    assert_eq!(names(&new), names(&before));
    let owner = new.api.types.iter().find(|ty| ty.name.rust == "Owner").unwrap();
    let Shape::Struct(owner) = &owner.shape else { panic!("an object") };
    let members: Vec<(&str, bool)> =
        owner.fields.iter().map(|field| (&*field.name.wire, field.required)).collect();
    assert_eq!(members, [("login", false), ("seat", false), ("url", false)]);
}

#[test]
fn a_member_that_comes_beside_alternatives_renames_none_of_them() {
    let alternative = |member: &str| json!({"type": "object", "required": [member], "properties": {member: {"type": "string"}}});
    let of = |around: &Value| {
        let mut pet = json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind"}});
        if let (Some(pet), Some(around)) = (pet.as_object_mut(), around.as_object()) {
            pet.extend(around.clone());
        }
        let paths = json!({"/pets": operation(&[], &json!({"$ref": "#/components/schemas/Pet"}))});
        document(&paths, &json!({"Pet": pet, "Cat": alternative("purrs"), "Dog": alternative("barks")}))
    };
    let (bare, more) =
        (of(&json!({})), of(&json!({"type": "object", "properties": {"id": {"type": "string"}}})));
    for (old, new) in [(&bare, &more), (&more, &bare)] {
        let before = client(old, &Names::default());
        let after = client(new, &before.names);
        let named = |client: &Client| {
            client.api.types.iter().map(|ty| ty.name.rust.clone()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(named(&before), named(&after));
    }
}
