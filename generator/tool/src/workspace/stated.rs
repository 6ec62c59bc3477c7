//! Where a manifest says something of its client.

use std::ops::Range;

use miette::NamedSource;
use toml_edit::{Document, Item, Value};

use super::Client;
use crate::pipeline::Stated;

impl Client {
    /// Where its manifest says this of it, as a key or as a text.
    pub(crate) fn stated(&self, text: &str) -> Option<Stated> {
        let path = self.manifest();
        let manifest = std::fs::read_to_string(&path).ok()?;
        let span = span(&manifest, text)?;
        let manifest = NamedSource::new(self.show(&path), manifest).with_language("toml");
        Some(Stated { manifest, span: span.into() })
    }
}

fn span(manifest: &str, text: &str) -> Option<Range<usize>> {
    let document = Document::parse(manifest).ok()?;
    in_item(document.get("package")?.get("metadata")?.get("lowcodeapi")?, text)
}

fn in_item(item: &Item, text: &str) -> Option<Range<usize>> {
    if let Some(table) = item.as_table_like() {
        let entries = table.iter().find_map(|(name, item)| {
            let key = || table.key(name)?.span();
            if name == text { key() } else { in_item(item, text) }
        });
        return entries;
    }
    in_value(item.as_value()?, text)
}

fn in_value(value: &Value, text: &str) -> Option<Range<usize>> {
    match value {
        Value::String(stated) if stated.value() == text => stated.span(),
        Value::Array(values) => values.iter().find_map(|value| in_value(value, text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn keys_and_texts_are_found_in_what_is_said_of_the_client_alone() {
        let manifest = "\
[package]
name = \"uuid\"
[package.metadata.lowcodeapi]
operations = [\"a\", \"tag:b\"]
types = { uuid = \"uuid::Uuid\" }
[package.metadata.lowcodeapi.derives]
\"Order\" = [\"Eq\"]
";
        let found = |text| span(manifest, text).map(|span| manifest[..span.end].lines().count());
        assert_eq!(["tag:b", "uuid", "uuid::Uuid", "Order", "Eq"].map(found), [4, 5, 5, 7, 7].map(Some));
        assert_eq!(found("dependencies"), None);
    }
}
