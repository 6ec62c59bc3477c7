//! The packages in a client's `Cargo.toml` whose types its manifest names for formats.

use toml_edit::{DocumentMut, Item, Value};

/// The manifest with those of these packages that it hasn't yet; none where it has them all. One that is there is as its
/// people want it.
pub(super) fn added(manifest: &str, packages: &[(&str, &str)]) -> Option<String> {
    let mut document: DocumentMut = manifest.parse().ok()?;
    let dependencies = document.entry("dependencies").or_insert(toml_edit::table()).as_table_like_mut()?;
    let mut changed = false;
    for (name, entry) in packages {
        if !dependencies.contains_key(name) {
            let entry: Value = entry.parse().expect("entries of packages are TOML");
            dependencies.insert(name, Item::Value(entry));
            changed = true;
        }
    }
    changed.then(|| document.to_string())
}

#[cfg(test)]
mod tests {
    use super::added;

    #[test]
    fn packages_are_added_where_there_are_none() {
        let manifest = "[dependencies]\nurl = \"2.1\" # ours\n\n[features]\n";
        let packages = [("url", "\"2\""), ("uuid", "{ version = \"1\", features = [\"serde\"] }")];
        let text = added(manifest, &packages).unwrap();
        assert_eq!(
            text,
            "[dependencies]\nurl = \"2.1\" # ours\nuuid = { version = \"1\", features = [\"serde\"] }\n\n[features]\n"
        );
        assert_eq!(added(&text, &packages), None);
    }
}
