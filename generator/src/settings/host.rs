//! Where calls go, as far as a document says.

use std::net::IpAddr;

use serde_json::{Map, Value};

use crate::api::NOWHERE;
use crate::document::Document;
use crate::urls;

/// What had to be assumed about where the service of a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssumedHost {
    /// What the manifest is told: scheme, host, and what every path begins with.
    pub url: String,
    /// Where the document speaks of it: a JSON pointer.
    pub pointer: String,
    /// What the document says and what was made of it, as a sentence without full stop.
    pub detail: String,
}

/// Where calls go.
pub(super) struct Host {
    pub(super) url: String,
    pub(super) assumed: Option<AssumedHost>,
}

/// How much a server of a document says; the first of the best is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// An address of the service.
    Address,
    /// An address on whoever's machine reads the document.
    ThisMachine,
    /// What paths begin with on a host that it leaves open.
    Path,
    /// Nothing that a call could use.
    Nothing,
}

impl Host {
    /// The host of a document as it was read.
    pub(super) fn of(document: &Document) -> Self {
        let servers = super::suggest::servers(&document.value).enumerate();
        let best = servers
            .filter_map(|(at, server)| Some((at, Server::read(server)?)))
            .min_by_key(|(_, read)| read.says);
        let Some((at, read)) = best else {
            let detail = format!("the document names no server, so `{NOWHERE}` stands for its host");
            let assumed = AssumedHost { url: NOWHERE.to_owned(), pointer: String::new(), detail };
            return Self { url: NOWHERE.to_owned(), assumed: Some(assumed) };
        };
        let assumed = read.doubt.map(|detail| AssumedHost {
            url: read.url.clone(),
            pointer: format!("/servers/{at}/url"),
            detail,
        });
        Self { url: read.url, assumed }
    }
}

/// A server of a document, its variables at their defaults.
struct Server {
    says: Says,
    url: String,
    doubt: Option<String>,
}

impl Server {
    fn read(server: &Map<String, Value>) -> Option<Self> {
        let stated = server.get("url")?.as_str()?.trim();
        let url = at_defaults(stated, server);
        let (address, query) = match url.find(['?', '#']) {
            Some(end) => (&url[..end], &url[end..]),
            None => (url.as_str(), ""),
        };
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => match address.strip_prefix("//") {
                Some(rest) => (None, rest),
                None if begins_with_a_host(address) => (None, address),
                None => {
                    return Some(Self::on_an_open_host(
                        stated,
                        address,
                        "is relative to where the document is",
                    ));
                }
            },
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (path, path_is_whole) = path_of(path);
        let scheme = scheme.as_deref();
        if !is_host(host) || !matches!(scheme, None | Some("http" | "https")) {
            let why = if host.contains('{') {
                "has a variable without a default in its host"
            } else {
                "is no address that HTTP calls can go to"
            };
            return Some(Self::on_an_open_host(stated, &path, why));
        }
        let here = is_this_machine(host);
        let plain = scheme == Some("http");
        let url =
            format!("{}://{host}{path}", if here && scheme != Some("https") { "http" } else { "https" });
        let doubt = match scheme {
            None => Some("names no scheme"),
            // A credential is not sent in the clear.
            Some(_) if plain && !here => Some("is plain `http`, which would expose credentials"),
            Some(_) if !query.is_empty() => Some("ends in what is no part of a path"),
            Some(_) if !path_is_whole => Some("has a variable without a default in its path"),
            Some(_) if here => Some("is on whatever machine the client runs on"),
            Some(_) => None,
        };
        let doubt = doubt.map(|why| format!("the server `{stated}` {why}, so `{url}` is taken"));
        Some(Self { says: if here { Says::ThisMachine } else { Says::Address }, url, doubt })
    }

    /// A server that names no host, or none that can be used.
    fn on_an_open_host(stated: &str, path: &str, why: &str) -> Self {
        let (path, _) = path_of(path);
        let url = format!("{NOWHERE}{path}");
        let doubt = Some(format!("the server `{stated}` {why}, so `{NOWHERE}` stands for its host: `{url}`"));
        Self { says: if path.is_empty() { Says::Nothing } else { Says::Path }, url, doubt }
    }
}

/// An address with its variables at their defaults, those that have one.
fn at_defaults(stated: &str, server: &Map<String, Value>) -> String {
    let variables = server.get("variables").and_then(Value::as_object);
    variables.into_iter().flatten().fold(stated.to_owned(), |url, (name, variable)| {
        let value = variable.get("default").or_else(|| variable.pointer("/enum/0"));
        match value {
            Some(Value::String(text)) => url.replace(&format!("{{{name}}}"), text),
            Some(other @ (Value::Number(_) | Value::Bool(_))) => {
                url.replace(&format!("{{{name}}}"), &other.to_string())
            }
            _ => url,
        }
    })
}

/// A path as every call's path can begin with it, and whether that is all of it: up to a variable nothing is known of,
/// without `.` and `..`.
fn path_of(path: &str) -> (String, bool) {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ if segment.contains(['{', '}']) => return (joined(&segments), false),
            _ => segments.push(segment),
        }
    }
    (joined(&segments), true)
}

fn joined(segments: &[&str]) -> String {
    segments.iter().flat_map(|segment| ["/".to_owned(), urls::encode(segment)]).collect()
}

/// Whether an address without a scheme begins with a host rather than a path: `api.shop.example/v1`, `localhost:8080`.
fn begins_with_a_host(address: &str) -> bool {
    let first = address.split('/').next().unwrap_or_default();
    let (name, port) = first.split_once(':').unwrap_or((first, ""));
    let is_port = !port.is_empty() && port.chars().all(|digit| digit.is_ascii_digit());
    let domain = name.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && last.len() > 1 && last.chars().all(|letter| letter.is_ascii_alphabetic())
    });
    is_host(first) && (is_port || domain || name == "localhost" || name.parse::<IpAddr>().is_ok())
}

/// Whether a text is host and port, nothing else: no user, no variable.
fn is_host(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "-._~:[]".contains(one))
}

/// Whether a host is the machine the client runs on.
fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    };
    name.parse::<IpAddr>().map_or(name.eq_ignore_ascii_case("localhost"), |address| address.is_loopback())
}
