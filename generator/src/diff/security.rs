//! How hosts and authentication differ: where a credential goes, and which one.

mod servers;

use super::{Finding, Found, Kind, Place, operations::Twin};
use crate::api::{Api, SecurityKind, SecurityRequirement, SecurityScheme};

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old.api, found.new.api);
    servers::compare(found, &old.servers, &new.servers, "the service", Place::Document);
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

fn schemes(found: &mut Found<'_>, name: &str, old: &SecurityScheme, new: &SecurityScheme) {
    let (before, after) = (told(&old.kind), told(&new.kind));
    if before == after {
        return;
    }
    let (kind, what) = match (&old.kind, &new.kind) {
        (SecurityKind::ApiKey { .. }, SecurityKind::ApiKey { .. }) => {
            let moved = format!("moved from {before} to {after}: every call would answer 401");
            (Kind::TokenMoved, moved)
        }
        (SecurityKind::Bearer { urls: before, .. }, SecurityKind::Bearer { urls: after, .. })
            if sorted(before) != sorted(after) =>
        {
            (Kind::AuthorizationUrlChanged, "names other URLs".to_owned())
        }
        (SecurityKind::Bearer { .. }, SecurityKind::Bearer { .. }) => {
            (Kind::ScopesChanged, "offers other scopes".to_owned())
        }
        _ => (Kind::SecuritySchemeChanged, format!("is {after} now, no longer {before}")),
    };
    found.report(Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        old: Some(before),
        new: Some(after),
        message: format!("security scheme `{name}` {what}"),
        rust_items: vec!["Client".to_owned()],
        ..Finding::of(kind)
    });
}

fn told(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location, name } => {
            format!("{} `{name}`", format!("{location:?}").to_lowercase())
        }
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer { urls, scopes } => {
            let mut parts = vec!["bearer"];
            parts.extend(sorted(urls));
            parts.extend(sorted(scopes));
            parts.join(" ")
        }
        SecurityKind::Other(name) => name.clone(),
    }
}

/// URLs and scopes have no order.
fn sorted(texts: &[String]) -> Vec<&str> {
    let mut sorted: Vec<&str> = texts.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

/// What an operation needs, and servers of its own.
pub(super) fn operation(found: &mut Found<'_>, twin: Twin<'_>) {
    servers::own(found, twin);
    let needed = |api: &Api, own: &Option<Vec<SecurityRequirement>>| {
        let mut needed = own.clone().unwrap_or_else(|| api.security.clone());
        // Alternatives, of which the order says nothing.
        needed.sort_by_cached_key(|requirement| requirement.schemes.keys().cloned().collect::<Vec<_>>());
        needed
    };
    let (old, new) = (needed(found.old.api, &twin.old.security), needed(found.new.api, &twin.new.security));
    if old == new {
        return;
    }
    let open = |requirements: &[SecurityRequirement]| {
        requirements.is_empty() || requirements.iter().any(|requirement| requirement.schemes.is_empty())
    };
    let scopes = |scopes: &[String]| match scopes {
        [] => String::new(),
        scopes => format!(" ({})", sorted(scopes).join(", ")),
    };
    let names = |requirements: &[SecurityRequirement], with_scopes: bool| {
        let each = requirements.iter().map(|requirement| {
            let scheme = |(name, needed): (&String, &Vec<String>)| {
                if with_scopes { format!("`{name}`{}", scopes(needed)) } else { format!("`{name}`") }
            };
            let schemes: Vec<_> = requirement.schemes.iter().map(scheme).collect();
            if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }
        });
        each.collect::<Vec<_>>().join(" or ")
    };
    let same_names = names(&old, false) == names(&new, false);
    let (before, after) = (names(&old, same_names), names(&new, same_names));
    let kind = match (open(&old), open(&new)) {
        (true, false) => Kind::AuthenticationNeeded,
        (false, true) => Kind::AuthenticationNotNeeded,
        _ if same_names && before == after => return,
        _ if same_names => Kind::ScopesChanged,
        // Whoever calls it goes on as before.
        _ if old.iter().all(|requirement| new.contains(requirement)) => Kind::AuthenticationWidened,
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
