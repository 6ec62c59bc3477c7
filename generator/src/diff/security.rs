//! How hosts and authentication differ: where a credential goes, and which one.

use super::{Finding, Found, Kind, Place, operations::Twin};
use crate::api::{Api, SecurityKind, SecurityRequirement, SecurityScheme, Server};

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old.api, found.new.api);
    servers(found, &old.servers, &new.servers, "the service", Place::Document);
    for (name, scheme) in &old.security_schemes {
        match new.security_schemes.get(name) {
            Some(other) => schemes(found, name, scheme, other),
            None => found.report(Finding {
                old_origin: Some(&scheme.origin),
                old: Some(name.clone()),
                message: format!("security scheme `{name}` was removed"),
                ..Finding::of(Kind::SecuritySchemeRemoved)
            }),
        }
    }
    for (name, scheme) in
        new.security_schemes.iter().filter(|(name, _)| !old.security_schemes.contains_key(*name))
    {
        found.report(Finding {
            new_origin: Some(&scheme.origin),
            new: Some(name.clone()),
            message: format!("security scheme `{name}` was added"),
            ..Finding::of(Kind::SecuritySchemeAdded)
        });
    }
}

fn servers(found: &mut Found<'_>, old: &[Server], new: &[Server], whose: &str, place: Place<'_>) {
    let told = |servers: &[Server]| {
        let each = servers.iter().map(|server| {
            let variables: Vec<_> = server
                .variables
                .iter()
                .map(|(name, variable)| match variable.values.as_slice() {
                    [] => format!("{name}={}", variable.default),
                    values => format!("{name}={} of {}", variable.default, values.join("|")),
                })
                .collect();
            if variables.is_empty() {
                server.url.clone()
            } else {
                format!("{} ({})", server.url, variables.join(", "))
            }
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (told(old), told(new));
    if before == after {
        return;
    }
    let encrypted =
        |servers: &[Server]| servers.iter().all(|server| !server.url.to_lowercase().starts_with("http://"));
    let (kind, message) = if encrypted(old) && !encrypted(new) {
        (Kind::ServerNoLongerEncrypted, format!("{whose} moved from {before} to {after}, without encryption"))
    } else {
        let none = |told: &str| if told.is_empty() { "nowhere".to_owned() } else { told.to_owned() };
        let (before, after) = (none(&before), none(&after));
        (
            Kind::ServerChanged,
            format!("{whose} moved from {before} to {after}: the credential would go to another place"),
        )
    };
    found.report(Finding {
        old_origin: old.first().map(|server| &server.origin),
        new_origin: new.first().map(|server| &server.origin),
        old: Some(before),
        new: Some(after),
        message,
        rust_items: vec!["Client".to_owned()],
        place,
        ..Finding::of(kind)
    });
}

fn schemes(found: &mut Found<'_>, name: &str, old: &SecurityScheme, new: &SecurityScheme) {
    if old.kind == new.kind {
        return;
    }
    let (kind, what) = match (&old.kind, &new.kind) {
        (SecurityKind::ApiKey { .. }, SecurityKind::ApiKey { .. }) => {
            (Kind::TokenMoved, "travels in another place: every call would answer 401")
        }
        (SecurityKind::Bearer { urls: before, .. }, SecurityKind::Bearer { urls: after, .. })
            if before != after =>
        {
            (Kind::AuthorizationUrlChanged, "names other URLs")
        }
        (SecurityKind::Bearer { .. }, SecurityKind::Bearer { .. }) => {
            (Kind::ScopesChanged, "offers other scopes")
        }
        _ => (Kind::SecuritySchemeChanged, "is of another type"),
    };
    found.report(Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        old: Some(told(&old.kind)),
        new: Some(told(&new.kind)),
        message: format!("security scheme `{name}` {what}"),
        rust_items: vec!["Client".to_owned()],
        ..Finding::of(kind)
    });
}

fn told(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location, name } => format!("{location:?} {name}").to_lowercase(),
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer { urls, scopes } => {
            let parts: Vec<&str> =
                std::iter::once("bearer").chain(urls.iter().chain(scopes).map(String::as_str)).collect();
            parts.join(" ")
        }
        SecurityKind::Other(name) => name.clone(),
    }
}

/// What an operation needs, and servers of its own.
pub(super) fn operation(found: &mut Found<'_>, twin: Twin<'_>) {
    let whose = format!("operation {}", twin.name);
    servers(found, &twin.old.servers, &twin.new.servers, &whose, Place::Operation(twin.name));
    let needed = |api: &Api, own: &Option<Vec<SecurityRequirement>>| {
        own.clone().unwrap_or_else(|| api.security.clone())
    };
    let (old, new) = (needed(found.old.api, &twin.old.security), needed(found.new.api, &twin.new.security));
    if old == new {
        return;
    }
    let open = |requirements: &[SecurityRequirement]| {
        requirements.is_empty() || requirements.iter().any(|requirement| requirement.schemes.is_empty())
    };
    let names = |requirements: &[SecurityRequirement]| {
        let each = requirements.iter().map(|requirement| {
            let schemes: Vec<_> = requirement.schemes.keys().cloned().collect();
            if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }
        });
        each.collect::<Vec<_>>().join(" or ")
    };
    let (before, after) = (names(&old), names(&new));
    let kind = match (open(&old), open(&new)) {
        (true, false) => Kind::AuthenticationNeeded,
        (false, true) => Kind::AuthenticationNotNeeded,
        _ if before == after => Kind::ScopesChanged,
        _ => Kind::AuthenticationChanged,
    };
    let told = |names: String| if names.is_empty() { "nothing".to_owned() } else { names };
    let (before, after) = (told(before), told(after));
    found.report(Finding {
        message: format!("{} needs {after} now, no longer {before}", twin.name),
        old: Some(before),
        new: Some(after),
        ..twin.finding(kind)
    });
}
