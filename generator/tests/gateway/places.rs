//! Where an operation's parameters belong, and which operation of the provider's it is.

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::repair::RepairKind;
use serde_json::json;

use super::{client_at, of, parameter};

/// Both URL formats of the one operation, the new one first.
fn urls(api: &Api) -> (Option<&str>, Option<&str>) {
    let urls = &api.operations[0].urls;
    (urls.new.as_deref(), urls.old.as_deref())
}

#[test]
fn a_verb_on_a_word_is_behind_its_colon() {
    let operation = json!({"parameters": [parameter("sheetId", "path", "string")]});
    let client = of("GET https://x.test/v4/grids/{sheetId}/values:batchGet", &operation);
    assert_eq!(
        urls(&client.api),
        (Some("/v4/grids/{sheetId}/values:batchGet"), Some("/v4/grids/sheetid/values-batchget"))
    );
    let client = of("DELETE https://x.test/v4/grids/{sheetId}/rows:batchDelete", &operation);
    assert_eq!(urls(&client.api).0, Some("/v4/grids/{sheetId}/rows:batchDelete"));
}

#[test]
fn a_parameter_that_the_provider_has_no_place_for_has_the_old_format_only() {
    let operation = json!({"parameters": [parameter("forwardingEmail", "path", "string")]});
    let client = of("DELETE https://x.test/mail/v1/users/{userId}/forwarding", &operation);
    assert_eq!(urls(&client.api), (None, Some("/mail/v1/users/userid/forwarding")));
    assert_eq!(client.api.operations[0].urls.unfilled, ["userId"]);
    let operation = json!({"parameters": [parameter("seatId", "path", "string")]});
    let client = of("PATCH https://x.test/v1/orgs/{orgId}/seats", &operation);
    assert_eq!(urls(&client.api), (None, Some("/v1/orgs/orgid/seats")));
    let operation = json!({"parameters": [parameter("account_id", "path", "string")]});
    let client = client_at("/v1/list", "GET https://x.test/v1/list/{account_id}", &operation);
    assert_eq!(urls(&client.api), (None, Some("/v1/list")));
    assert!(client.api.operations[0].urls.unfilled.is_empty());
}

#[test]
fn a_description_of_another_operation_is_told() {
    let told = |key: &str, route: &str| {
        let client = client_at(key, route, &json!({"parameters": [parameter("id", "query", "string")]}));
        client.repairs.iter().any(|repair| repair.kind == RepairKind::ContradictingEndpoint)
    };
    assert!(told("/v3/comments", "POST https://x.test/v3/comments/setModerationStatus"));
    assert!(told("/v1/labels", "DELETE https://x.test/v1/labels/batch/delete"));
    assert!(told("/v1/labels", "POST https://x.test/v1/labels:purge"));
    assert!(told("/v1/marks/set", "POST https://x.test/v1/marks/unset"));
    assert!(told("/v1/orders.json", "GET https://x.test/v1/orders/count.json"));
    assert!(!told("/v1/labels", "GET https://x.test/api/v1/labels"));
    assert!(!told("/v1/labels", "GET https://x.test/v1/labels.json"));
    assert!(!told("/v1/users/me", "GET https://x.test/v1/users/{id}"));
    assert!(!told("/labels.list", "GET https://x.test/xml.response?Command=x.labels.list"));
}

#[test]
fn verbs_with_several_colons_and_a_slash_behind_them_are_rebuilt() {
    let new = |key: &str, route: &str| {
        let client = client_at(key, route, &json!({"parameters": []}));
        urls(&client.api).0.map(str::to_owned)
    };
    assert_eq!(
        new("/v1/rows-commit/", "POST https://x.test/v1/rows:commit/").as_deref(),
        Some("/v1/rows:commit/")
    );
    assert_eq!(new("/v1/a-b-c", "POST https://x.test/v1/a:b:c").as_deref(), Some("/v1/a:b:c"));
    assert_eq!(
        new("/v1/rows-commit", "POST https://x.test/v1/rows:commit?alt=json").as_deref(),
        Some("/v1/rows:commit")
    );
    assert_eq!(new("/v1/row-count", "GET https://x.test/v1/row-count").as_deref(), Some("/v1/row-count"));
}

#[test]
fn one_parameter_for_two_places_has_the_old_format_only() {
    let operation = json!({"parameters": [parameter("id", "path", "string")]});
    let client = of("PATCH https://x.test/v1/topics/{id}/comments/{id}", &operation);
    assert_eq!(urls(&client.api), (None, Some("/v1/topics/id/comments/id")));
}
