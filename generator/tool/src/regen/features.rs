//! The features of groups in a client's `Cargo.toml`: people write the file, and what is named after groups is kept in step.

use lowcodeapi_generator::scaffold::ALL_OPERATIONS;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

/// What is said above the list where that is new.
const ABOUT: &str = "# The operations of each group, with the types that they use.\n";

/// The manifest with the features of these groups; none where it has them, and no others, already.
///
/// A feature of a group that is gone is deleted unless a person has given it something to enable. All else stays as it is
/// written; `default` gets the operations only where none of them had features before, and loses them with the last.
pub(super) fn in_step(manifest: &str, groups: &[&str]) -> Option<String> {
    // Whoever reads it for what it says of the client tells what is wrong with it.
    let mut document: DocumentMut = manifest.parse().ok()?;
    let is_without = document.get("features").and_then(|features| features.get(ALL_OPERATIONS)).is_none();
    if groups.is_empty() && is_without {
        return None;
    }
    let features = document.entry("features").or_insert(toml_edit::table()).as_table_like_mut()?;
    let listed: Vec<String> = features.get(ALL_OPERATIONS).map(names).unwrap_or_default();
    let is_new = !features.contains_key(ALL_OPERATIONS);
    let mut changed = false;

    let is_gone = |name: &String| !groups.contains(&name.as_str());
    let (gone, kept): (Vec<&String>, Vec<&String>) = listed
        .iter()
        .filter(|name| is_gone(name))
        .partition(|name| features.get(name).is_none_or(|feature| names(feature).is_empty()));
    for name in gone {
        changed |= features.remove(name).is_some();
    }
    let wanted: Vec<&str> = groups.iter().copied().chain(kept.into_iter().map(String::as_str)).collect();
    if wanted.is_empty() {
        features.remove(ALL_OPERATIONS);
        disable_by_default(features);
        changed = true;
    } else if is_new || wanted != listed {
        list(features, &wanted);
        changed = true;
    }
    if is_new {
        describe(features);
        enable_by_default(features);
    }
    for group in groups {
        if !features.contains_key(group) {
            features.insert(group, Item::Value(Array::new().into()));
            changed = true;
        }
    }
    changed.then(|| document.to_string())
}

/// What a feature enables.
fn names(feature: &Item) -> Vec<String> {
    let names = feature.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Has the feature of all operations enable these, a line each.
fn list(features: &mut dyn TableLike, names: &[&str]) {
    let mut array = Array::new();
    for name in names {
        array.push_formatted(Value::from(*name).decorated("\n    ", ""));
    }
    array.set_trailing_comma(true);
    array.set_trailing("\n");
    match features.get_mut(ALL_OPERATIONS) {
        Some(item) => *item = Item::Value(array.into()),
        None => drop(features.insert(ALL_OPERATIONS, Item::Value(array.into()))),
    }
}

fn describe(features: &mut dyn TableLike) {
    if let Some(mut key) = features.key_mut(ALL_OPERATIONS) {
        key.leaf_decor_mut().set_prefix(ABOUT);
    }
}

/// Dependents that say nothing get all operations, as they did before.
fn enable_by_default(features: &mut dyn TableLike) {
    match features.get_mut("default").map(Item::as_array_mut) {
        Some(Some(default)) => default.push(ALL_OPERATIONS),
        Some(None) => {}
        None => drop(features.insert("default", Item::Value(Array::from_iter([ALL_OPERATIONS]).into()))),
    }
}

/// What is no feature any more can't be enabled.
fn disable_by_default(features: &mut dyn TableLike) {
    if let Some(default) = features.get_mut("default").and_then(Item::as_array_mut) {
        default.retain(|name| name.as_str() != Some(ALL_OPERATIONS));
    }
}

#[cfg(test)]
mod tests {
    use super::in_step;

    const MANIFEST: &str = "\
[package]
name = \"shop\" # ours

[features]
default = [\"rustls\"] # as before
# ours, too
mock = [\"lowcodeapi-runtime/mock\"]

[dependencies]
serde = \"1.0\"
";

    #[test]
    fn a_manifest_without_features_of_groups_gets_them_and_keeps_what_it_has() {
        let text = in_step(MANIFEST, &["orders", "pets"]).unwrap();
        insta::assert_snapshot!(text, @r#"
        [package]
        name = "shop" # ours

        [features]
        default = ["rustls", "all-operations"] # as before
        # ours, too
        mock = ["lowcodeapi-runtime/mock"]
        # The operations of each group, with the types that they use.
        all-operations = [
            "orders",
            "pets",
        ]
        orders = []
        pets = []

        [dependencies]
        serde = "1.0"
        "#);
        assert_eq!(in_step(&text, &["orders", "pets"]), None);
    }

    #[test]
    fn a_group_comes_and_one_goes_and_default_stays_as_a_person_has_it() {
        let text = in_step(MANIFEST, &["orders", "pets"]).unwrap();
        let own =
            text.replace(", \"all-operations\"]", ", \"pets\"]").replace("pets = []", "pets = [] # few");
        let text = in_step(&own, &["users", "pets"]).unwrap();
        insta::assert_snapshot!(&text[text.find("default").unwrap()..text.find("[dependencies]").unwrap()], @r#"
        default = ["rustls", "pets"] # as before
        # ours, too
        mock = ["lowcodeapi-runtime/mock"]
        # The operations of each group, with the types that they use.
        all-operations = [
            "users",
            "pets",
        ]
        pets = [] # few
        users = []
        "#);
    }

    #[test]
    fn a_client_that_leaves_features_out_again_has_the_manifest_it_had() {
        let text = in_step(MANIFEST, &["orders", "pets"]).unwrap();
        assert_eq!(in_step(&text, &[]).unwrap(), MANIFEST);
        assert_eq!(in_step(MANIFEST, &[]), None);
        let own = text.replace("orders = []", "orders = [\"dep:csv\"]");
        let text = in_step(&own, &[]).unwrap();
        assert!(text.contains("all-operations = [\n    \"orders\",\n]\norders = [\"dep:csv\"]\n"), "{text}");
        assert_eq!(in_step(&text, &[]), None);
    }

    #[test]
    fn what_a_person_gave_a_feature_is_never_lost() {
        let text = in_step(MANIFEST, &["orders", "pets"]).unwrap();
        let own = text.replace("orders = []", "orders = [\"dep:csv\"]");
        let text = in_step(&own, &["pets"]).unwrap();
        assert!(text.contains("    \"pets\",\n    \"orders\",\n]\norders = [\"dep:csv\"]\n"), "{text}");
        assert_eq!(in_step(&text, &["pets"]), None);
    }
}
