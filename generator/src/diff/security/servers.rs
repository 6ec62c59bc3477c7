//! How hosts differ: where a credential goes.

use std::collections::BTreeSet;

use crate::api::Server;
use crate::diff::{Finding, Found, Kind, Place, Rust, Side, operations::Twin};

pub(super) fn compare(found: &mut Found<'_>, old: &[Server], new: &[Server], whose: &str, place: Place<'_>) {
    let told = |servers: &[Server]| servers.iter().map(told_server).collect::<Vec<_>>().join(", ");
    let (before, after) = (told(old), told(new));
    let is_document = matches!(place, Place::Document);
    let offered = if is_document { offered(found.old, found.new) } else { Offered::default() };
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

/// How the servers a caller can choose from differ.
#[derive(Default)]
struct Offered {
    items: Vec<String>,
    /// Whether one that was there is gone.
    breaks: bool,
}

fn offered(old: &Side<'_>, new: &Side<'_>) -> Offered {
    let paths = |side: &Side<'_>| -> BTreeSet<String> {
        let rests = side.listing.lines().filter_map(|line| Some(line.split_once(" servers::")?.1));
        let names = rests.map(|rest| rest.split(['(', ' ']).next().unwrap_or_default().trim_end_matches(':'));
        names.map(|name| format!("servers::{name}")).collect()
    };
    let (before, after) = (paths(old), paths(new));
    Offered {
        items: before.symmetric_difference(&after).cloned().collect(),
        breaks: !before.is_subset(&after),
    }
}

/// An operation's own servers. Where it has none, the service's count; what becomes of those is told once.
pub(super) fn own(found: &mut Found<'_>, twin: Twin<'_>) {
    let (old, new) = (&twin.old.servers, &twin.new.servers);
    if old.is_empty() && new.is_empty() {
        return;
    }
    let whose = format!("operation {}", twin.name);
    let old = if old.is_empty() { &found.old.api.servers } else { old };
    let new = if new.is_empty() { &found.new.api.servers } else { new };
    compare(found, old, new, &whose, Place::Operation(twin.name));
}
