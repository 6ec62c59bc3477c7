//! What is said once for all operations.

use serde_json::json;

use super::{good, notes};

#[test]
fn the_root_is_read_with_what_it_lacks() {
    let model = good(json!({
        "openapi": "3.0.3",
        "info": {"title": "Pets", "version": 1.0, "x-logo": "cat"},
        "tags": [{"name": "cats", "externalDocs": {"description": "no link"}}, "dogs"],
        "servers": [{"url": "https://{host}", "variables": {"host": {"enum": ["a", "b"]}}}, {}],
        "externalDocs": {"url": "https://example.com"},
        "x-lowcodeapi-error-codes": ["Busy"],
        "paths": {},
    }));
    assert_eq!((&*model.info.title, &*model.info.version), ("Pets", "1.0"));
    assert_eq!(model.tags.len(), 1);
    let variables = &model.servers[0].node.variables;
    assert_eq!(variables["host"].default, "a");
    assert_eq!(model.extensions["x-lowcodeapi-error-codes"], json!(["Busy"]));
    insta::assert_snapshot!(notes(&model).join("\n"), @r#"
    /info/version: a string is expected, but it is a number
    /servers/0/variables/host: a server variable needs a `default`
    /servers/1: a server needs a `url`
    /tags/0/externalDocs: external documentation needs a `url`
    /tags/1: an object is expected, but it is a string
    "#);
}

#[test]
fn components_keep_their_order() {
    let model = good(
        json!({"openapi": "3.0.3", "paths": {}, "components": {"schemas": {"Z": {}, "A": {}, "x-b": {}}}}),
    );
    assert_eq!(model.components.keys().collect::<Vec<_>>(), ["Z", "A"]);
    assert_eq!(model.components["A"], "/components/schemas/A");
}
