//! The features for groups of operations, as the manifest and the README of a client have them.

use std::fmt::Write as _;

use super::templates::quoted;
use crate::api::Api;
use crate::surface::Surface;

/// The feature of all operations, which enables each group's.
pub const ALL_OPERATIONS: &str = "all-operations";

/// The entries of `[features]`.
pub(super) fn entries(api: &Api) -> String {
    let features: Vec<&str> = Surface::of(api).features().collect();
    if features.is_empty() {
        return String::new();
    }
    let list: Vec<String> = features.iter().map(|feature| format!("    {},\n", quoted(feature))).collect();
    let mut text = format!(
        "# The operations of each group, with the types that they use. A dependent that wants few of them turns the default\n\
         # features off.\n{ALL_OPERATIONS} = [\n{}]\n",
        list.concat()
    );
    for feature in features {
        let _ = writeln!(text, "{feature} = []");
    }
    text
}

/// Their row in the README's table.
pub(super) fn row(api: &Api) -> String {
    let names: Vec<String> = Surface::of(api).features().map(|feature| format!("`{feature}`")).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "| `{ALL_OPERATIONS}` (default) | All operations. |\n| {} | Those of one group, with the types that they use. |\n",
        names.join(", ")
    )
}
