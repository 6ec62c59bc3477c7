//! `schemes`, `host` and `basePath` become servers.

use serde_json::{Value, json};

use super::Raising;

impl Raising<'_> {
    /// The servers, `https` first; `None` where the document says nothing of them.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let text = |key: &str| self.root.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default();
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

    fn schemes(&self) -> Vec<String> {
        let stated = self.root.get("schemes").and_then(Value::as_array).into_iter().flatten();
        stated.filter_map(Value::as_str).map(str::to_ascii_lowercase).collect()
    }
}
