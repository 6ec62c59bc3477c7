//! What callers of a raw definition's routes don't have to give: the service fills it in.

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// What the service fills in by itself, by where it travels: the account's credentials and settings.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) path: Vec<String>,
    pub(super) query: Vec<String>,
    pub(super) body: Vec<String>,
}

impl Filled {
    /// What a definition's `config` or one of its routes says.
    pub(super) fn of(owner: &Object) -> Self {
        let auth = |key: &str| named(owner.get("auth").and_then(|auth| auth.get(key)));
        let domain = named(owner.get("domain_params"));
        let path = [auth("path"), domain].concat();
        Self { path, query: [auth("query"), auth("queryMap")].concat(), body: auth("body") }
    }

    /// The same with what one route says of itself, the parameters of its path that are none of the caller's included.
    pub(super) fn with(&self, route: &Value) -> Self {
        let own = route.as_object().map(Self::of).unwrap_or_default();
        let disabled = route.get("path").and_then(Value::as_object).into_iter().flatten();
        let disabled = disabled.filter(|(_, raw)| is_disabled(raw)).map(|(name, _)| name.clone());
        Self {
            path: [self.path.clone(), own.path, disabled.collect()].concat(),
            query: [self.query.clone(), own.query].concat(),
            body: [self.body.clone(), own.body].concat(),
        }
    }

    /// Whether a path has a place for one of them, in whatever spelling.
    pub(super) fn has_a_place_in(&self, path: &str) -> bool {
        self.path.iter().any(|name| {
            let spellings = [("{", "}"), ("<", ">"), ("[", "]")];
            spellings.iter().any(|(open, close)| path.contains(&format!("{open}{name}{close}")))
                || path.split('/').any(|segment| segment.ends_with(&format!(":{name}")))
        })
    }
}

/// The names that a part of a definition states: as keys, in a list, or as the only one.
fn named(stated: Option<&Value>) -> Vec<String> {
    match stated {
        Some(Value::Object(named)) => named.keys().cloned().collect(),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(name)) => vec![name.clone()],
        _ => Vec::new(),
    }
}

/// Whether a parameter or member is none of the caller's.
pub(super) fn is_disabled(raw: &Value) -> bool {
    match raw.get("disabled") {
        Some(Value::Bool(disabled)) => *disabled,
        Some(Value::String(text)) => text.trim().eq_ignore_ascii_case("true"),
        _ => false,
    }
}
