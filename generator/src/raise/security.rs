//! `securityDefinitions` become security schemes.

use serde_json::{Value, json};

use super::{Object, Raising, copied, extensions, section};
use crate::source::pointer::child;

impl Raising<'_> {
    pub(super) fn security_schemes(&mut self) -> Object {
        self.places.put("/components/securitySchemes", "/securityDefinitions");
        let schemes = section(self.root, "securityDefinitions");
        let raise = |(name, scheme): (&String, &Value)| {
            let Value::Object(members) = scheme else { return (name.clone(), scheme.clone()) };
            let raised = match members.get("type").and_then(Value::as_str) {
                Some("basic") => basic(members),
                Some("oauth2") => {
                    let at = child("/components/securitySchemes", name);
                    self.places
                        .put(format!("{at}/flows/{}", flow(members)), child("/securityDefinitions", name));
                    oauth2(members)
                }
                _ => members.clone(),
            };
            (name.clone(), Value::Object(raised))
        };
        schemes.map(raise).collect()
    }
}

fn basic(members: &Object) -> Object {
    let mut raised = copied(members, &["description"]);
    raised.insert("type".to_owned(), "http".into());
    raised.insert("scheme".to_owned(), "basic".into());
    raised
}

fn oauth2(members: &Object) -> Object {
    let mut raised = copied(members, &["type", "description"]);
    let mut stated = copied(members, &["authorizationUrl", "tokenUrl", "scopes"]);
    stated.retain(|key, _| !key.starts_with("x-"));
    stated.entry("scopes").or_insert_with(|| json!({}));
    raised.insert("flows".to_owned(), json!({ flow(members): stated }));
    raised.extend(extensions(members));
    raised
}

/// What 3.0 calls a flow of OAuth 2.
fn flow(members: &Object) -> &str {
    match members.get("flow").and_then(Value::as_str).unwrap_or_default() {
        "accessCode" => "authorizationCode",
        "application" => "clientCredentials",
        other => other,
    }
}
