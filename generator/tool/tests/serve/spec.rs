//! The spec endpoints.

use crate::stand::{Answer, Stand};

#[test]
fn the_committed_document_is_at_both_endpoints() {
    let stand = Stand::start(&[]);
    let committed =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../snapshots/awsses/openapi.json")).unwrap();
    for endpoint in ["/awsses/openapi", "/awsses/definition"] {
        let response = stand.get(endpoint);
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.bytes().unwrap(), committed, "{endpoint}");
    }
}

#[test]
fn the_new_endpoint_can_be_missing() {
    let stand = Stand::start(&["--no-openapi"]);
    let body = Answer::of(stand.get("/awsses/openapi")).is(404);
    assert_eq!(body, serde_json::json!({ "message": "Not Found" }));
    assert_eq!(stand.get("/awsses/definition").status(), 200);
}

#[test]
fn what_is_no_provider_or_route_is_told_apart() {
    let stand = Stand::start(&[]);
    let body = Answer::of(stand.get("/nobody/openapi")).is(422);
    assert_eq!(body["message"], "Invalid request for OpenAPI specs");
    let website = stand.get("/awsses");
    assert_eq!(website.status(), 302);
    assert_eq!(website.headers()["location"], "https://lowcodeapi.com/awsses");
    for nowhere in ["/awsses/v2/email", "/awsses/v2/email/outbound-emails", "/nobody/v1/x", "/a/b/c/d/e"] {
        let body = Answer::of(stand.get(nowhere)).is(404);
        assert_eq!(body, serde_json::json!({ "message": "Not Found" }), "{nowhere}");
    }
}
