//! Pages: whose walk may ask again.

use serde_json::json;

use super::{api_of, openapi};

/// Whether an operation that takes a token in its body, and answers with a list and a token, is walked through.
fn is_paged(method: &str, path: &str, id: Option<&str>) -> bool {
    let schema = |list: &str| {
        json!({"application/json": {"schema": {"type": "object", "properties": {
            "nextToken": {"type": "string"}, list: {"type": "array", "items": {"type": "string"}}
        }}}})
    };
    let mut operation = json!({
        "requestBody": {"content": schema("only")},
        "responses": {"200": {"description": "", "content": schema("items")}}
    });
    if let Some(id) = id {
        operation["operationId"] = json!(id);
    }
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {path: {method: operation}}
    });
    api_of(&document, &openapi()).operations[0].pagination.is_some()
}

#[test]
fn only_operations_that_are_called_reading_are_asked_again_with_a_token_in_the_body() {
    let reads = [
        ("/#X-Amz-Target=Mail.ListDomains", Some("ListDomains")),
        ("/pets", Some("AdminListPets")),
        ("/pets", Some("ListCreateAccountStatus")),
        ("/pets", Some("BatchGetPets")),
        ("/pets", Some("pets_execute_query")),
        ("/wallet/list", Some("walletTransactionList")),
        ("/v1/{parent}/pets:search", None),
        ("/pets/search", None),
        ("/search/{index}", None),
        ("/pets/export", Some("pets")),
    ];
    for (path, id) in reads {
        assert!(is_paged("post", path, id), "{path} {id:?}");
    }
    let writes = [
        ("/pets", Some("CreatePets")),
        ("/pets/search", Some("saveSearch")),
        ("/pets/list", Some("createList")),
        ("/pets", Some("getOrCreatePets")),
        ("/pets", Some("ExecuteStatement")),
        ("/queue", Some("PollForTask")),
        ("/pets", Some("pets")),
        ("/pets", None),
        ("/pets/delete", None),
        ("/savedSearches", None),
    ];
    for (path, id) in writes {
        assert!(!is_paged("post", path, id), "{path} {id:?}");
    }
    assert!(!is_paged("put", "/pets/search", None));
}
