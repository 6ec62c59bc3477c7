//! How hosts and authentication differ: where a credential goes, and which one.

mod servers;

use foldhash::HashMap;

use super::{
    Finding, Found, Kind, Place, Wire, items,
    operations::{Matched, OperationPair},
};
pub(super) use servers::address;

use crate::api::{Api, Location, SecurityKind, SecurityRequirement, SecurityScheme};

pub(super) fn compare(found: &mut Found<'_>, matched: &Matched) {
    let (old, new) = (found.old.api, found.new.api);
    if !servers::prefix(found, matched) {
        servers::compare(found, &old.servers, &new.servers, "the service", Place::Document);
    }
    let renamed = renamed(old, new);
    for (name, scheme) in &old.security_schemes {
        let other = renamed.get(name.as_str()).copied().unwrap_or(name);
        match new.security_schemes.get(other) {
            Some(counterpart) if other == name => schemes(found, name, scheme, counterpart),
            Some(counterpart) => found.report(Finding {
                old_origin: Some(&scheme.origin),
                new_origin: Some(&counterpart.origin),
                old: Some(name.clone()),
                new: Some(other.to_owned()),
                message: format!(
                    "security scheme `{name}` is called `{other}` now, and so is the credential for it"
                ),
                ..Finding::of(Kind::SecuritySchemeRenamed)
            }),
            None => {
                let (kind, whose) = if is_needed(old, name) {
                    (Kind::SecuritySchemeRemoved, "")
                } else {
                    (Kind::UnusedSecuritySchemeRemoved, ", which no operation needs,")
                };
                found.report(Finding {
                    old_origin: Some(&scheme.origin),
                    old: Some(name.clone()),
                    message: format!("security scheme `{name}`{whose} was removed"),
                    ..Finding::of(kind)
                });
            }
        }
    }
    let came = new.security_schemes.iter().filter(|(name, _)| {
        !old.security_schemes.contains_key(*name) && !renamed.values().any(|other| other == name)
    });
    for (name, scheme) in came {
        found.report(Finding {
            new_origin: Some(&scheme.origin),
            new: Some(name.clone()),
            message: format!("security scheme `{name}` was added"),
            ..Finding::of(Kind::SecuritySchemeAdded)
        });
    }
}

/// The names of schemes that are the same under another name.
fn renamed<'a>(old: &'a Api, new: &'a Api) -> HashMap<&'a str, &'a str> {
    let mut renamed = HashMap::default();
    let mut came: Vec<_> =
        new.security_schemes.iter().filter(|(name, _)| !old.security_schemes.contains_key(*name)).collect();
    for (name, scheme) in &old.security_schemes {
        let is_twin = |(_, other): &(&String, &SecurityScheme)| is_alike(&other.kind, &scheme.kind);
        if !new.security_schemes.contains_key(name)
            && let Some(at) = came.iter().position(is_twin)
        {
            renamed.insert(name.as_str(), came.remove(at).0.as_str());
        }
    }
    renamed
}

/// Whether an operation asks for a scheme. Nothing is sent for the others.
fn is_needed(api: &Api, name: &str) -> bool {
    let own = api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
    api.security.iter().chain(own).any(|requirement| requirement.schemes.contains_key(name))
}

fn schemes(found: &mut Found<'_>, name: &str, old: &SecurityScheme, new: &SecurityScheme) {
    if is_alike(&old.kind, &new.kind) {
        return;
    }
    let (before, after) = (told(&old.kind), told(&new.kind));
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
    let is_needed = is_needed(found.old.api, name) || is_needed(found.new.api, name);
    let (kind, what) = if is_needed {
        (kind, what)
    } else {
        let what = format!("is {after} now, no longer {before}; no operation needs it");
        (Kind::UnusedSecuritySchemeChanged, what)
    };
    found.report(Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        old: Some(before),
        new: Some(after),
        message: format!("security scheme `{name}` {what}"),
        rust_items: vec![items::client()],
        ..Finding::of(kind)
    });
}

/// Whether the same is sent for two schemes, in the same place. The case of a header's name says nothing.
fn is_alike(old: &SecurityKind, new: &SecurityKind) -> bool {
    match (old, new) {
        (
            SecurityKind::ApiKey { location: Location::Header, name: old },
            SecurityKind::ApiKey { location: Location::Header, name: new },
        ) => old.eq_ignore_ascii_case(new),
        _ => told(old) == told(new),
    }
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
pub(super) fn operation(found: &mut Found<'_>, pair: OperationPair<'_>) {
    servers::own(found, pair);
    let renamed = renamed(found.old.api, found.new.api);
    let needed = |api: &Api, own: &Option<Vec<SecurityRequirement>>, is_old: bool| {
        let mut needed = own.clone().unwrap_or_else(|| api.security.clone());
        for requirement in &mut needed {
            let schemes = std::mem::take(&mut requirement.schemes).into_iter();
            let called = |name: String| match renamed.get(name.as_str()) {
                Some(other) if is_old => (*other).to_owned(),
                _ => name,
            };
            requirement.schemes = schemes.map(|(name, scopes)| (called(name), scopes)).collect();
            requirement.schemes.sort_unstable_keys();
        }
        // Alternatives, of which the order says nothing.
        needed.sort_by_cached_key(|requirement| requirement.schemes.keys().cloned().collect::<Vec<_>>());
        needed
    };
    let old = needed(found.old.api, &pair.old.security, true);
    let new = needed(found.new.api, &pair.new.security, false);
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
    // Who had all that are asked for has them still.
    let is_met = old.iter().all(|known| new.iter().any(|asked| meets(known, asked)));
    let kind = match (open(&old), open(&new)) {
        (true, false) => Kind::AuthenticationNeeded,
        (false, true) => Kind::AuthenticationNotNeeded,
        _ if same_names && before == after => return,
        _ if same_names => Kind::ScopesChanged,
        // Whoever calls it goes on as before.
        _ if open(&new) || is_met => Kind::AuthenticationWidened,
        _ => Kind::AuthenticationChanged,
    };
    let told = |names: String| if names.is_empty() { "nothing".to_owned() } else { names };
    let (before, after) = (told(before), told(after));
    found.report(Finding {
        message: format!("{} needs {after} now, no longer {before}", pair.name),
        old: Some(before),
        new: Some(after),
        wire: (kind == Kind::ScopesChanged && is_met).then_some(Wire::Compatible),
        ..pair.finding(kind)
    });
}

/// Whether who meets one requirement meets another.
fn meets(known: &SecurityRequirement, asked: &SecurityRequirement) -> bool {
    asked.schemes.iter().all(|(name, scopes)| {
        known.schemes.get(name).is_some_and(|had| scopes.iter().all(|scope| had.contains(scope)))
    })
}
