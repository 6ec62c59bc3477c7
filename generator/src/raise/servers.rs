//! `schemes`, `host` and `basePath` become servers.

use serde_json::{Map, Value, json};

use super::{Raising, lookup};

/// Where documents of Microsoft's say that the host has parameters.
const TEMPLATE: &str = "x-ms-parameterized-host";

impl Raising<'_> {
    /// The servers, `https` first; `None` where the document says nothing of them.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let text = |key: &str| self.root.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default();
        if let Some(server) = self.template(text("basePath").trim_matches('/')) {
            self.places.put("/servers/0".to_owned(), format!("/{TEMPLATE}"));
            return Some(json!([server]));
        }
        // Some write the scheme into the host, or a path behind it.
        let host = text("host");
        let host = host.split_once("://").map_or(host, |(_, host)| host).trim_matches('/');
        let base = text("basePath").trim_matches('/');
        let base = if base.is_empty() { String::new() } else { format!("/{base}") };
        if host.is_empty() && base.is_empty() {
            return None;
        }
        let mut schemes = self.schemes();
        let urls = match (host, &mut schemes[..]) {
            ("", _) => vec![base],
            // Whatever the document was fetched by.
            (_, []) => vec![format!("//{host}{base}")],
            (_, schemes) => {
                schemes.sort_by_key(|scheme| scheme != "https");
                schemes.iter().map(|scheme| format!("{scheme}://{host}{base}")).collect()
            }
        };
        for at in 0..urls.len() {
            let from = if host.is_empty() { "/basePath" } else { "/host" };
            self.places.put(format!("/servers/{at}"), from);
        }
        Some(urls.into_iter().map(|url| json!({ "url": url })).collect())
    }

    /// The server whose host has parameters, each a variable.
    fn template(&self, base: &str) -> Option<Value> {
        let stated = self.root.get(TEMPLATE)?.as_object()?;
        let template = stated.get("hostTemplate")?.as_str()?.trim().trim_end_matches('/');
        let is_whole = stated.get("useSchemePrefix") == Some(&Value::Bool(false));
        let scheme = if is_whole || template.contains("://") { "" } else { "https://" };
        let slash = if base.is_empty() { "" } else { "/" };
        let parameters = stated.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let variables = parameters.filter_map(|parameter| {
            let target = parameter.get("$ref").and_then(Value::as_str);
            let parameter = match target {
                Some(target) => lookup(self.root, target.strip_prefix('#')?)?,
                None => parameter,
            };
            let name = parameter.get("name")?.as_str()?;
            let values = parameter.get("enum").and_then(Value::as_array);
            let first = values.and_then(|values| values.first());
            // A variable has to have a value; of one that nobody knows its name stands there.
            let default = parameter.get("default").or(first).and_then(Value::as_str).unwrap_or(name);
            let mut variable = json!({ "default": default });
            for key in ["enum", "description"] {
                if let Some(value) = parameter.get(key) {
                    variable[key] = value.clone();
                }
            }
            Some((name.to_owned(), variable))
        });
        let variables: Map<String, Value> = variables.collect();
        Some(json!({ "url": format!("{scheme}{template}{slash}{base}"), "variables": variables }))
    }

    fn schemes(&self) -> Vec<String> {
        let stated = self.root.get("schemes").and_then(Value::as_array).into_iter().flatten();
        stated.filter_map(Value::as_str).map(str::to_ascii_lowercase).collect()
    }
}
