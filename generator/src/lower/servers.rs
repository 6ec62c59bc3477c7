//! The hosts a document names.

use foldhash::HashSet;
use indexmap::IndexMap;

use crate::api::{Docs, NOWHERE, Operation, Pointer, Server, ServerVariable, Settings};
use crate::model::{self, Located};
use crate::names::{Case, Scope, reserved};

/// The hosts a document or an operation names.
pub(super) fn servers(nodes: &[Located<model::Server>]) -> Vec<Server> {
    let mut names = Scope::new(Case::Camel, reserved::SERVERS);
    let servers = nodes.iter().map(|located| Server {
        name: name(&mut names, &located.node),
        url: located.node.url.clone(),
        variables: variables(&located.node),
        docs: described(located.node.description.as_ref()),
        is_offered: false,
        origin: Pointer(located.pointer.clone()),
    });
    servers.collect()
}

/// The address an operation has for itself; a slash at the end of it says nothing, as `servers.rs` of the client has it. A
/// service with two URL formats has one host for all operations.
pub(super) fn own_address(servers: &[Server], settings: &Settings) -> Option<String> {
    let url = servers.first().filter(|_| !settings.is_lowcodeapi())?.default_url();
    Some(if url.contains("://") { url.trim_end_matches('/').to_owned() } else { url })
}

/// A server is called by its name, or as it is described, where that is a name rather than a text, or else by its address.
fn name(names: &mut Scope, server: &model::Server) -> String {
    let address = server.url.split_once("://").map_or(server.url.as_str(), |(_, rest)| rest);
    let described = server.description.as_deref().map(str::trim).unwrap_or_default();
    let is_name = described.len() <= 40
        && described.split_whitespace().count() <= 4
        && described.chars().all(|c| c.is_alphanumeric() || " -_()".contains(c))
        && described.starts_with(char::is_alphabetic);
    let stated = server.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let wishes: Vec<&str> = match (stated, is_name) {
        (Some(name), _) => vec![name, address],
        (None, true) => vec![described, address],
        (None, false) => vec![address, "Server"],
    };
    names.claim_first(&server.url, &wishes).rust
}

fn described(description: Option<&String>) -> Docs {
    Docs { description: description.cloned().unwrap_or_default(), ..Docs::default() }
}

fn variables(server: &model::Server) -> IndexMap<String, ServerVariable> {
    let mut setters = Scope::new(Case::Snake, &["new", "self"]);
    let variables = server.variables.iter().map(|(name, variable)| {
        let lowered = ServerVariable {
            setter: setters.claim_with_fallback(name, "variable").rust,
            default: variable.default.clone(),
            values: variable.enumeration.clone(),
            docs: described(variable.description.as_ref()),
        };
        (name.clone(), lowered)
    });
    variables.collect()
}

/// The hosts a document names, marked where a caller can choose them.
pub(super) fn of_document(nodes: &[Located<model::Server>], settings: &Settings) -> Vec<Server> {
    let mut servers = servers(nodes);
    for at in offered(&servers, settings) {
        servers[at].is_offered = true;
    }
    servers
}

/// Marks the servers that operations have for themselves, so that nobody has to spell them: one of each address, under names
/// that no other server has.
pub(super) fn of_operations(operations: &mut [Operation], known: &[Server], settings: &Settings) {
    if settings.is_lowcodeapi() {
        return;
    }
    let offered = || known.iter().filter(|server| server.is_offered);
    let known_names = offered().map(|server| server.name.as_str());
    let taken: Vec<&str> = reserved::SERVERS.iter().copied().chain(known_names).collect();
    let mut names = Scope::new(Case::Camel, &taken);
    let mut urls: HashSet<String> = offered().map(|server| server.url.clone()).collect();
    for server in operations.iter_mut().filter_map(|operation| operation.servers.first_mut()) {
        if is_address(server) && urls.insert(server.url.clone()) {
            server.name = names.claim_first(&server.url, &[server.name.as_str(), "Server"]).rust;
            server.is_offered = true;
        }
    }
}

/// The servers a caller can choose from, by position: none where the document names one, without variables, or where the
/// service is the same for all documents.
fn offered(servers: &[Server], settings: &Settings) -> Vec<usize> {
    let mut offered: Vec<usize> = Vec::new();
    for (at, server) in servers.iter().enumerate() {
        let url = server.url.trim_end_matches('/');
        let is_known = offered.iter().any(|known| servers[*known].url.trim_end_matches('/') == url);
        if is_address(server) && !is_known {
            offered.push(at);
        }
    }
    let is_no_choice = offered.len() == 1 && servers[offered[0]].variables.is_empty();
    if settings.is_lowcodeapi() || is_no_choice { Vec::new() } else { offered }
}

/// What paths begin with on whichever host the caller names, where neither the manifest nor the document names one.
pub(super) fn open_host(servers: &[Server], settings: &Settings) -> Option<String> {
    let stated =
        settings.host.strip_prefix(NOWHERE).filter(|path| path.is_empty() || path.starts_with('/'))?;
    let (_, nowhere) = NOWHERE.split_once("://")?;
    let names_one = |server: &Server| server.url.contains("//") || server.url.contains(nowhere);
    if settings.is_lowcodeapi() || servers.iter().any(names_one) {
        return None;
    }
    let is_path = |url: &&str| url.starts_with('/') && !url.contains(['{', '?', '#']);
    let path = match stated.trim_end_matches('/') {
        "" => servers.iter().map(|server| server.url.as_str()).find(is_path).unwrap_or_default(),
        path => path,
    };
    Some(path.trim_end_matches('/').to_owned())
}

/// Whether calls can go there: a whole address, and an encrypted one unless it is of this machine.
fn is_address(server: &Server) -> bool {
    let url = server.default_url();
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let plain = rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c)) && !host.is_empty();
    plain && (scheme == "https" || (scheme == "http" && ["localhost", "127.0.0.1"].contains(&host)))
}
