//! How hosts differ: where a credential goes.

use std::collections::BTreeSet;

use crate::api::Server;
use crate::diff::{
    Finding, Found, Kind, Place, Rust, Side, Wire, items,
    operations::{Matched, OperationPair, is_at_same_url},
};
use crate::surface::Surface;

pub(super) fn compare(found: &mut Found<'_>, old: &[Server], new: &[Server], whose: &str, place: Place<'_>) {
    let is_document = matches!(place, Place::Document);
    let offered = if is_document { offered(found.old, found.new) } else { Offered::default() };
    // The first one is the one that is called.
    let (before, after) = (address(old.first()), address(new.first()));
    if before == after {
        return choices(found, (old, new), whose, place, offered);
    }
    let told = |servers: &[Server]| servers.iter().map(told_server).collect::<Vec<_>>().join(", ");
    let encrypted = |address: &str| !address.to_lowercase().starts_with("http://");
    let is_kept = new.iter().any(|server| address(Some(server)) == before);
    let (kind, consequence) = if is_kept && encrypted(&after) == encrypted(&before) {
        (Kind::ServerOrderChanged, ": it is called there unless the caller says otherwise")
    } else if encrypted(&before) && !encrypted(&after) {
        (Kind::ServerNoLongerEncrypted, ", without encryption")
    } else {
        (Kind::ServerChanged, ": the credential would go to another place")
    };
    // Where a manifest names the host, no document moves the client; the flag for a foreign host says so.
    let stays = is_document && found.new.provenance.host.is_some();
    let consequence =
        if stays { ", which moves no client: its manifest names the host" } else { consequence };
    let unmoved = if offered.breaks { Rust::Breaking } else { Rust::None };
    let (before, after) = (told(old), told(new));
    found.report(Finding {
        old_origin: old.first().map(|server| &server.origin),
        new_origin: new.first().map(|server| &server.origin),
        message: format!("{whose} moved from {} to {}{consequence}", code(&before), code(&after)),
        old: Some(before),
        new: Some(after),
        rust_items: std::iter::once(items::client()).chain(offered.items).collect(),
        wire: stays.then_some(Wire::Compatible),
        rust: if stays { Some(unmoved) } else { offered.breaks.then_some(Rust::Breaking) },
        place,
        ..Finding::of(kind)
    });
}

/// Tells that the border between server and paths moved and every URL stayed; whether it did.
pub(super) fn prefix(found: &mut Found<'_>, matched: &Matched) -> bool {
    let (old, new) = (found.old.api, found.new.api);
    let (before, after) = (address(old.servers.first()), address(new.servers.first()));
    let stays = |(old_at, new_at): &(usize, usize)| {
        is_at_same_url((old, &old.operations[*old_at]), (new, &new.operations[*new_at]))
    };
    if before == after || matched.is_empty() || !matched.iter().all(stays) {
        return false;
    }
    found.report(Finding {
        old_origin: old.servers.first().map(|server| &server.origin),
        new_origin: new.servers.first().map(|server| &server.origin),
        message: format!(
            "paths begin after {} now, no longer after {}: every URL stays, if the client's host follows",
            code(&after),
            code(&before)
        ),
        old: Some(before),
        new: Some(after),
        rust_items: vec![items::client()],
        ..Finding::of(Kind::PrefixMoved)
    });
    true
}

/// Where a server is called unless the caller says otherwise. Without one it is where the document comes from
/// (`servers` in the `OpenAPI` Object). The slash at the end of an address says nothing, nor does the case of its host or
/// the port that its scheme has anyway (RFC 3986, 6.2).
pub(in crate::diff) fn address(server: Option<&Server>) -> String {
    server.map_or_else(String::new, |server| canonical(server.default_url().trim_end_matches('/')))
}

fn canonical(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (scheme, authority) = (scheme.to_ascii_lowercase(), authority.to_ascii_lowercase());
    let usual = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => "",
    };
    let authority = authority.strip_suffix(usual).unwrap_or(&authority);
    format!("{scheme}://{authority}{path}")
}

/// The service is called where it was. What else there is to choose from may differ.
fn choices(
    found: &mut Found<'_>,
    (old, new): (&[Server], &[Server]),
    whose: &str,
    place: Place<'_>,
    offered: Offered,
) {
    let lacking = |from: &[Server], server: &Server| {
        let called = address(from.first());
        let known: BTreeSet<String> = from.iter().flat_map(chosen).chain([called]).collect();
        let covered = |choice: &String| {
            let any = choice.split_once('=').map(|(variable, _)| format!("{variable}={ANY}"));
            known.contains(choice) || any.is_some_and(|any| known.contains(&any))
        };
        !chosen(server).iter().all(covered)
    };
    let gone: Vec<&Server> = old.iter().filter(|server| lacking(new, server)).collect();
    let came: Vec<&Server> = new.iter().filter(|server| lacking(old, server)).collect();
    let is_renamed = gone.is_empty() && came.is_empty() && !offered.items.is_empty();
    let told = |servers: &[&Server]| {
        servers.iter().map(|server| format!("`{}`", told_server(server))).collect::<Vec<_>>().join(", ")
    };
    if !gone.is_empty() {
        found.report(Finding {
            old_origin: gone.first().map(|server| &server.origin),
            old: Some(told(&gone)),
            message: format!("{whose} no longer offers everything that {} did", told(&gone)),
            rust_items: offered.items.clone(),
            rust: (!offered.breaks).then_some(Rust::Behaviour),
            place,
            ..Finding::of(Kind::ServerRemoved)
        });
    }
    if !came.is_empty() {
        found.report(Finding {
            new_origin: came.first().map(|server| &server.origin),
            new: Some(told(&came)),
            message: format!("{whose} offers {} to choose from", told(&came)),
            rust_items: offered.items.clone(),
            rust: offered.breaks.then_some(Rust::Breaking),
            place,
            ..Finding::of(Kind::ServerAdded)
        });
    }
    if is_renamed {
        found.report(Finding {
            old_origin: old.first().map(|server| &server.origin),
            new_origin: new.first().map(|server| &server.origin),
            message: format!("{whose} offers the same servers by other names"),
            rust_items: offered.items,
            place,
            ..Finding::of(Kind::TypeRenamed)
        });
    }
}

/// Stands for any value of a variable.
const ANY: &str = "*";

/// What a caller can choose by a server: its address, and each value of its variables.
fn chosen(server: &Server) -> Vec<String> {
    let values = server.variables.iter().flat_map(|(name, variable)| {
        let any = variable.values.is_empty().then(|| ANY.to_owned());
        let values = variable.values.iter().cloned().chain(any);
        values.map(move |value| format!("{} {name}={value}", canonical(server.url.trim_end_matches('/'))))
    });
    values.chain([address(Some(server))]).collect()
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
        Surface::of(side.api).items_of_servers().map(|item| item.path()).collect()
    };
    let (before, after) = (paths(old), paths(new));
    Offered {
        items: before.symmetric_difference(&after).cloned().collect(),
        breaks: !before.is_subset(&after),
    }
}

/// An operation's own servers. Where it has none, the service's count; what becomes of those is told once.
pub(super) fn own(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.servers, &pair.new.servers);
    if old.is_empty() && new.is_empty() {
        return;
    }
    let whose = format!("operation {}", pair.name);
    let old = if old.is_empty() { &found.old.api.servers } else { old };
    let new = if new.is_empty() { &found.new.api.servers } else { new };
    let alike =
        |own: &[Server], whole: &[Server]| own.iter().flat_map(chosen).eq(whole.iter().flat_map(chosen));
    if alike(old, &found.old.api.servers) && alike(new, &found.new.api.servers) {
        return;
    }
    compare(found, old, new, &whose, Place::Operation(pair.name));
}
