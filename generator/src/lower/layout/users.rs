//! Who uses a type, and the module that it has for that.

use crate::api::{Gate, Group, Operation, WEBHOOKS_FEATURE};

/// The module of types that several groups use.
const SHARED: &str = "shared";

/// The module of types that the service sends by itself.
const WEBHOOKS: &str = "webhooks";

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct User<'a> {
    /// The module of the operations.
    module: &'a str,
    /// The module of their group.
    group: Option<&'a str>,
    /// The feature they are there for; empty where they always are.
    pub(super) feature: &'a str,
}

impl<'a> User<'a> {
    /// What the service sends by itself.
    pub(super) const WEBHOOKS: Self = Self { module: WEBHOOKS, group: None, feature: WEBHOOKS_FEATURE };

    /// The types of headers, which are there for all operations.
    pub(super) const HEADERS: Self = Self { module: SHARED, group: None, feature: "" };

    /// The operations that are in one module with this one.
    pub(super) fn of(operation: &'a Operation, group: Option<&'a Group>) -> Self {
        let feature = group.map_or("", |group| &group.feature);
        let group = group.map(|group| group.module.as_str());
        let module = match (operation.module.as_str(), group) {
            ("", Some(group)) => group,
            (module, _) => module,
        };
        Self { module, group, feature }
    }
}

/// The module of what has these users: where it is there for some features, theirs together; else that of the operations
/// where there is one, else of their group, else of what is shared.
pub(super) fn module(users: &[User<'_>], gate: &Gate) -> String {
    if gate.features().len() > 1 {
        return gate.features().join("_and_").replace('-', "_");
    }
    let Some(first) = users.first().filter(|first| !first.module.is_empty()) else {
        return SHARED.to_owned();
    };
    if users.iter().all(|user| user == first) {
        return first.module.to_owned();
    }
    let group = first.group.filter(|_| users.iter().all(|user| user.group == first.group));
    group.unwrap_or(SHARED).to_owned()
}
