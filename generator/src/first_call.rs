//! The call a new client is introduced with, as text.

use crate::api::Api;
use crate::{emit, files};

/// The call a new client is introduced with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstCall {
    /// Method and path of its operation, as Markdown.
    pub route: String,
    /// What the document says it does, in a sentence; may be empty.
    pub summary: String,
    /// The Cargo feature that its operation is there for; empty where it always is.
    pub feature: String,
    /// The security schemes it has to meet at once; none where it needs no credential.
    pub schemes: Vec<String>,
    /// A program that makes it.
    pub example: String,
    /// A test that makes it without network.
    pub test: String,
}

/// The first sensible call of a client; `None` where no operation can be called with made-up values, or where its settings
/// don't say what callers call its library.
///
/// # Errors
///
/// Where what was emitted is no Rust, which no document may bring about.
pub fn first_call(api: &Api) -> Result<Option<FirstCall>, files::Error> {
    let Some(sample) = emit::sample(api) else { return Ok(None) };
    Ok(Some(FirstCall {
        route: sample.route,
        summary: sample.summary,
        feature: sample.feature,
        schemes: sample.schemes,
        example: files::format("examples/first_call.rs", sample.example)?,
        test: files::format("tests/first_call.rs", sample.test)?,
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Flavour, Grouping, Input, Known, Settings, generate};

    /// The route of the first call of operations that answer nothing: `GET /path` and an id.
    fn first(operations: &[(&str, &str)]) -> String {
        let mut paths = serde_json::Map::new();
        for (route, id) in operations {
            let (method, path) = route.split_once(' ').unwrap();
            let parameter =
                json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
            let parameters = if path.contains("{id}") { vec![parameter] } else { Vec::new() };
            let operation = json!({"operationId": id, "parameters": parameters, "responses": {"204": {"description": ""}}});
            paths.insert(path.to_owned(), json!({method.to_lowercase(): operation}));
        }
        let text = json!({"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": paths})
            .to_string();
        let settings = Settings {
            provider: "shop".to_owned(),
            host: "https://shop.example".to_owned(),
            flavour: Flavour::OpenApi,
            library: Some("shop_client".to_owned()),
            ..Settings::default()
        };
        let input = Input {
            document: text.as_bytes(),
            name: "shop.json",
            known: Known::default(),
            settings: &settings,
            names: &crate::names::Names::default(),
        };
        first_call(&generate(&input).unwrap().api).unwrap().unwrap().route
    }

    #[test]
    fn the_first_call_reads_something_and_needs_nothing_where_there_is_such_a_call() {
        let (create, find, list) = (
            ("GET /create", "GET_CreateDomain"),
            ("GET /orders/{id}", "findOrder"),
            ("GET /orders", "listOrders"),
        );
        assert_eq!(first(&[("POST /orders", "order"), create, find, list]), "`GET /orders`");
        assert_eq!(first(&[("POST /buy", "buy"), create, find]), "`GET /orders/{id}`");
        assert_eq!(first(&[("DELETE /all", "wipe"), create]), "`GET /create`");
    }

    #[test]
    fn the_first_call_makes_up_what_is_required() {
        let body = json!({"type": "object", "required": ["to", "size"], "properties": {
            "to": {"type": "array", "items": {"type": "string"}},
            "size": {"type": "object", "required": ["unit"], "properties": {"unit": {"type": "string", "enum": ["mm", "in"]}}},
            "note": {"type": "string"},
        }});
        let answer = json!({"200": {"description": "", "content": {"application/json": {"schema": {"type": "integer"}}}}});
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": "Shop", "version": "1"},
            "paths": {
                "/v1/orders/{id}": {
                    "delete": {"parameters": [], "responses": answer},
                    "post": {
                        "summary": "Ships an order",
                        "tags": ["Orders"],
                        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
                        "requestBody": {"required": true, "content": {"application/json": {"schema": body}}},
                        "responses": answer,
                    },
                },
            },
        });
        let settings = Settings {
            provider: "shop".to_owned(),
            host: "https://shop.example".to_owned(),
            group: Grouping::Tag,
            flavour: Flavour::OpenApi,
            library: Some("shop_client".to_owned()),
            ..Settings::default()
        };
        let text = document.to_string();
        let input = Input {
            document: text.as_bytes(),
            name: "shop.json",
            known: Known::default(),
            settings: &settings,
            names: &crate::names::Names::default(),
        };
        let call = first_call(&generate(&input).unwrap().api).unwrap().unwrap();
        insta::assert_snapshot!(call.example, @r#"
        use shop_client::{Client, Error, types};

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Error> {
            let client = Client::from_env()?;
            let answer = client
                .orders()
                .update(
                    1,
                    types::UpdateOrderRequest::new(
                        ["to"],
                        types::UpdateOrderSize::new(types::UpdateOrderSizeUnit::Mm),
                    ),
                )
                .await?;
            println!("{answer:#?}");
            Ok(())
        }
        "#);
        insta::assert_snapshot!(call.test, @r#"
        use shop_client::{Client, types};

        #[tokio::test]
        async fn a_refused_first_call_says_so() {
            let mock = Client::mock();
            mock.orders().update().fails(400);
            let error = mock
                .client()
                .orders()
                .update(
                    1,
                    types::UpdateOrderRequest::new(
                        ["to"],
                        types::UpdateOrderSize::new(types::UpdateOrderSizeUnit::Mm),
                    ),
                )
                .await
                .unwrap_err();
            assert_eq!(error.status(), Some(400));
            assert_eq!(mock.requests().len(), 1);
        }
        "#);
        assert_eq!(
            (call.route.as_str(), call.summary.as_str()),
            ("`POST /v1/orders/{id}`", "Ships an order.")
        );
    }
}
