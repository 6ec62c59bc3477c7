//! The packages of types that a client's manifest chooses for formats.

use std::collections::BTreeSet;

use crate::api::Settings;

/// Packages whose types are written and read as OpenAPI has them, each with its entry of `[dependencies]`.
const KNOWN: [(&str, &str); 6] = [
    ("chrono", r#"{ version = "0.4", default-features = false, features = ["serde", "std"] }"#),
    ("ipnet", r#"{ version = "2", features = ["serde"] }"#),
    ("jiff", r#"{ version = "0.2", default-features = false, features = ["serde", "std"] }"#),
    ("rust_decimal", r#"{ version = "1", default-features = false, features = ["serde", "std"] }"#),
    ("url", r#"{ version = "2", features = ["serde"] }"#),
    ("uuid", r#"{ version = "1", default-features = false, features = ["serde", "std"] }"#),
];

/// The packages that have the types, with their entries, where they are known.
#[must_use]
pub fn packages(settings: &Settings) -> Vec<(&'static str, &'static str)> {
    let named: BTreeSet<&str> = settings.types.values().filter_map(|path| path.split("::").next()).collect();
    KNOWN.into_iter().filter(|(name, _)| named.contains(name)).collect()
}
