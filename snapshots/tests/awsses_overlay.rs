//! The overlay of awsses makes the same of every form the service may serve its document in.

#[path = "awsses_overlay/forms.rs"]
mod forms;

use std::path::Path;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::infer::{Inference, infer};
use lowcodeapi_generator::overlay::{Overlay, Report, overlay};
use lowcodeapi_generator::read::read;
use lowcodeapi_generator::repair::{Settings, repair};
use lowcodeapi_generator::yaml;
use serde_json::{Value, json};

const OVERLAY: &str = include_str!("../../generated-client/overlay.yaml");

struct Effective {
    value: Value,
    report: Report,
    inferences: Vec<Inference>,
}

fn effective(text: &str) -> Effective {
    let mut document: Document = read(text.as_bytes(), "document").expect("the document can be read");
    repair(&mut document, &Settings { provider: Some("awsses") });
    let parsed = Overlay::parse(OVERLAY, "overlay.yaml").expect("the overlay is one");
    let report = overlay(&mut document, &parsed).expect("the overlay applies");
    let inferences = infer(&mut document);
    Effective { value: document.value, report, inferences }
}

/// What names and types are made from, in order, so that a difference is seen as text.
fn stated(value: &Value) -> String {
    let operation = |path: &str| {
        let operation = &value["paths"][path]["post"];
        json!({
            "operationId": operation["operationId"],
            "body": operation["requestBody"]["content"]["application/json"]["schema"],
            "required": operation["requestBody"]["required"],
            "success": operation["responses"]["200"],
        })
    };
    yaml::to_canonical(&json!({
        "send": operation("/v2/email/outbound-emails"),
        "bulk": operation("/v2/email/outbound-bulk-emails"),
        "schemas": value["components"]["schemas"],
        "codes": value["x-lowcodeapi-error-codes"],
    }))
}

fn assert_same(form: &str, text: &str) {
    let given = effective(text);
    let stale: Vec<_> = given.report.stale().map(|action| (&action.target, &action.nearest)).collect();
    assert!(stale.is_empty(), "{form}: {stale:#?}");
    assert_eq!(given.inferences, [], "{form}");
    let wanted = stated(&effective(&forms::served().to_string()).value);
    assert_eq!(stated(&given.value), wanted, "{form}");
}

#[test]
fn every_form_of_the_document_gives_the_same_names_types_and_responses() {
    for (form, text) in forms::all() {
        assert_same(form, &text);
    }
}

#[test]
fn bodies_that_are_components_of_their_own_give_the_same() {
    let mut given = effective(&forms::with_components());
    assert_eq!(given.report.stale().count(), 0);
    let schemas = given.value["components"]["schemas"].as_object_mut().expect("there are schemas");
    // Nothing refers to them any more.
    schemas.retain(|name, _| !name.starts_with("Upstream"));
    assert_eq!(stated(&given.value), stated(&effective(&forms::served().to_string()).value));
}

#[test]
#[ignore = "needs the documents that the service ships, beside the project"]
fn the_documents_the_service_ships_give_the_same_too() {
    for file in ["openapi/awsses.json", "definition/awsses.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/lowcodeapi").join(file);
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_same(file, &text);
    }
}

#[test]
fn every_action_of_the_overlay_matches_the_committed_document_and_says_why() {
    let given = effective(include_str!("../awsses/openapi.json"));
    let stale: Vec<_> = given.report.stale().map(|action| (&action.target, &action.nearest)).collect();
    assert!(stale.is_empty(), "{stale:#?}");
    assert!(given.report.actions.iter().all(|action| action.description.is_some()));
}

#[test]
fn no_action_changes_nothing_in_the_form_the_service_ships() {
    let given = effective(&forms::served().to_string());
    assert_eq!(given.report.notes().collect::<Vec<_>>(), Vec::<&_>::new());
}

#[test]
fn a_member_upstream_adds_is_seen() {
    let mut document = forms::served();
    let content = &mut document["paths"]["/v2/email/outbound-emails"]["post"]["requestBody"]["content"]["application/json"];
    content["schema"]["properties"]["Priority"] = json!({"type": "object", "description": "New."});
    content["example"]["Priority"] = json!({"Level": 1});
    let given = effective(&document.to_string());
    let schema = "/paths/~1v2~1email~1outbound-emails/post/requestBody/content/application~1json/schema";
    let schema = given.value.pointer(schema).expect("the operation is there");
    assert_eq!(schema["properties"]["Priority"]["properties"], json!({"Level": {"type": "integer"}}));
    assert_eq!(schema["required"], json!(["Content"]));
    assert_eq!(given.inferences.len(), 1);
}

#[test]
fn an_operation_that_moves_makes_its_actions_stale_with_the_way_to_it() {
    let text = forms::served().to_string().replace("/v2/email/outbound-emails", "/v3/email/outbound-emails");
    let given = effective(&text);
    let nearest: Vec<_> = given.report.stale().filter_map(|action| action.nearest.as_deref()).collect();
    assert_eq!(nearest.len(), 6);
    assert_eq!(nearest[0], "$.paths['/v3/email/outbound-emails'].post");
}

#[test]
fn every_reference_of_the_overlay_leads_somewhere() {
    let value = effective(&forms::served().to_string()).value;
    let text = value.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(value.pointer(reference).is_some(), "{reference}");
    }
    let schemas = value["components"]["schemas"].as_object().expect("the overlay adds schemas");
    assert_eq!(schemas.len(), 25);
    assert!(schemas.values().all(|schema| schema["description"].is_string()));
}
