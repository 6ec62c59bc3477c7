//! How hosts and authentication differ: where a credential goes, and which one.

use std::collections::BTreeSet;

use super::{Finding, Found, Kind, Place, Rust, Side, operations::Twin};
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
    let told = |servers: &[Server]| servers.iter().map(told_server).collect::<Vec<_>>().join(", ");
    let (before, after) = (told(old), told(new));
    let offered =
        if matches!(place, Place::Document) { offered(found.old, found.new) } else { Offered::default() };
    if before == after {
        if !offered.items.is_empty() {
            found.report(Finding {
                old_origin: old.first().map(|server| &server.origin),
                new_origin: new.first().map(|server| &server.origin),
                message: format!("{whose} offers the same servers by other names"),
                rust_items: offered.items,
                place,
                ..Finding::of(Kind::TypeRenamed)
            });
        }
        return;
    }
    let encrypted =
        |servers: &[Server]| servers.iter().all(|server| !server.url.to_lowercase().starts_with("http://"));
    // The first one is the one that is called.
    let stays = matches!((old.first(), new.first()), (Some(old), Some(new)) if address(old) == address(new));
    let moved = if stays {
        format!("{whose} names the servers {} now, no longer {}", code(&after), code(&before))
    } else {
        format!("{whose} moved from {} to {}", code(&before), code(&after))
    };
    let (kind, message) = if encrypted(old) && !encrypted(new) {
        (Kind::ServerNoLongerEncrypted, format!("{moved}, without encryption"))
    } else if stays {
        (Kind::ServerChanged, moved)
    } else {
        (Kind::ServerChanged, format!("{moved}: the credential would go to another place"))
    };
    found.report(Finding {
        old_origin: old.first().map(|server| &server.origin),
        new_origin: new.first().map(|server| &server.origin),
        old: Some(before),
        new: Some(after),
        message,
        rust_items: std::iter::once("Client".to_owned()).chain(offered.items).collect(),
        rust: offered.breaks.then_some(Rust::Breaking),
        place,
        ..Finding::of(kind)
    });
}

/// How the servers a caller can choose from differ.
#[derive(Default)]
struct Offered {
    items: Vec<String>,
    /// Whether one that was there is gone.
    breaks: bool,
}

fn offered(old: &Side<'_>, new: &Side<'_>) -> Offered {
    let paths = |side: &Side<'_>| -> BTreeSet<String> {
        let lines = side.listing.lines().filter_map(|line| line.split_once(" servers::"));
        lines
            .map(|(_, rest)| {
                format!(
                    "servers::{}",
                    rest.split(['(', ' ']).next().unwrap_or_default().trim_end_matches(':')
                )
            })
            .collect()
    };
    let (before, after) = (paths(old), paths(new));
    Offered {
        items: before.symmetric_difference(&after).cloned().collect(),
        breaks: !before.is_subset(&after),
    }
}

/// Where a server is called unless the caller says otherwise.
fn address(server: &Server) -> String {
    let variables = server.variables.iter();
    variables.fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    })
}

fn told_server(server: &Server) -> String {
    let variables = server.variables.iter().map(|(name, variable)| match variable.values.as_slice() {
        [] => format!("{name}={}", variable.default),
        values => format!("{name}={} of {}", variable.default, values.join("|")),
    });
    let variables: Vec<_> = variables.collect();
    if variables.is_empty() {
        server.url.clone()
    } else {
        format!("{} ({})", server.url, variables.join(", "))
    }
}

fn code(servers: &str) -> String {
    if servers.is_empty() { "nowhere".to_owned() } else { format!("`{servers}`") }
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

/// An operation's own servers. Where it has none, the service's count; what becomes of those is told once.
fn own_servers(found: &mut Found<'_>, twin: Twin<'_>) {
    let (old, new) = (&twin.old.servers, &twin.new.servers);
    if old.is_empty() && new.is_empty() {
        return;
    }
    let whose = format!("operation {}", twin.name);
    let old = if old.is_empty() { &found.old.api.servers } else { old };
    let new = if new.is_empty() { &found.new.api.servers } else { new };
    servers(found, old, new, &whose, Place::Operation(twin.name));
}

/// What an operation needs, and servers of its own.
pub(super) fn operation(found: &mut Found<'_>, twin: Twin<'_>) {
    own_servers(found, twin);
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
