//! What must not slip in with a refresh: lost operations, another host, another provider.

use std::cell::LazyCell;

use lowcodeapi_generator::api::{Api, Operation};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::urls::unnamed;
use lowcodeapi_generator::{Generated, Known, Lowered};
use reqwest::Url;

use crate::companions;
use crate::diff::Before;
use crate::pipeline;
use crate::workspace::Client;

/// What a reviewer must know before anything else.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Operations the committed client has and the new one would lack.
    pub(super) lost: Vec<String>,
    /// One sentence each.
    pub(super) alarms: Vec<String>,
}

/// Compares what was made with what is on disk, and with what the manifest says.
///
/// # Errors
///
/// Where a person gave a name to something that the document on disk hasn't got.
pub(super) fn compare(
    client: &Client,
    made: &Generated,
    known: Known<'_>,
    names: &Names,
    before: &LazyCell<Before, impl FnOnce() -> Before>,
) -> Result<Guard, pipeline::Error> {
    let mut guard = Guard { lost: Vec::new(), alarms: strangers(&made.api, client) };
    if let Some(own) = client.overridden() {
        let provider = &client.settings.provider;
        guard.alarms.push(format!("the client's Cargo.toml names provider `{own}`, this is `{provider}`"));
    }
    let path = client.own_document();
    let kept = std::fs::read_to_string(client.companion()).ok();
    let has_same_companions = kept == made.companions.text;
    match std::fs::read(&path) {
        // Without a document there is nothing an earlier run can have given names to.
        Err(_) => names.check(&made.names)?,
        Ok(document) if document == made.document.as_bytes() && has_same_companions => {
            names.check(&made.names)?;
        }
        Ok(document) => {
            let mut guard_against = |old: &Lowered| {
                guard.lost = lost(&old.api, &made.api);
                names.check(&old.names)
            };
            if let Some(old) = before.on_disk().filter(|_| client.overridden().is_none()) {
                guard_against(old)?;
            } else if let Ok(old) = as_it_was(client, &document, kept.as_deref(), known, names) {
                guard_against(&old)?;
            } else {
                guard.alarms.push(format!(
                    "`{}` can't be read, so nobody knows whether operations were lost",
                    client.show(&path)
                ));
            }
        }
    }
    Ok(guard)
}

/// What the document on disk becomes, with what is kept of companions.
fn as_it_was(
    client: &Client,
    document: &[u8],
    kept: Option<&str>,
    known: Known<'_>,
    names: &Names,
) -> Result<Lowered, pipeline::Error> {
    let companions = kept.map(|text| companions::kept(text, &client.show(&client.companion())));
    let companions = companions.transpose()?.unwrap_or_default();
    let read = pipeline::read(document, &client.show(&client.own_document()))?;
    let known = Known { companions: &companions, ..known };
    Ok(pipeline::prepare(&client.settings, read, known)?.lowered(&client.settings, names)?)
}

/// The operations of one client that another has under none of their paths.
fn lost(before: &Api, after: &Api) -> Vec<String> {
    let gone = before.operations.iter().filter(|old| !after.operations.iter().any(|new| same(old, new)));
    gone.map(|operation| format!("{} {}", operation.method, operation.key)).collect()
}

/// Whether two operations are one: a document in the other URL format is no other API, nor is a parameter renamed.
fn same(old: &Operation, new: &Operation) -> bool {
    let (old_paths, new_paths) = (paths(old), paths(new));
    old.method == new.method && old_paths.iter().any(|path| new_paths.contains(path))
}

fn paths(operation: &Operation) -> Vec<String> {
    let urls = [Some(&operation.key), operation.urls.new.as_ref(), operation.urls.old.as_ref()];
    urls.into_iter()
        .flatten()
        .filter(|path| !path.is_empty())
        .map(|path| unnamed(path.trim_end_matches('/')))
        .collect()
}

/// Servers that are not the host calls go to, or not the provider's.
fn strangers(api: &Api, client: &Client) -> Vec<String> {
    let own = authority(&client.settings.host);
    let of_operations = api.operations.iter().flat_map(|operation| &operation.servers);
    let mut alarms = Vec::new();
    for url in api.servers.iter().chain(of_operations).map(|server| server.url.as_str()) {
        let Some(host) = authority(url) else { continue };
        let alarm = if Some(&host) != own.as_ref() {
            format!("the document names the host `{host}`; calls still go to {}", client.settings.host)
        } else if let Some(provider) =
            provider(url).filter(|name| client.settings.is_lowcodeapi() && *name != client.settings.provider)
        {
            format!("the document is of provider `{provider}`, not `{}`", client.settings.provider)
        } else {
            continue;
        };
        if !alarms.contains(&alarm) {
            alarms.push(alarm);
        }
    }
    alarms
}

/// Host and port, as text: a template's host is no URL.
fn authority(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("//")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!authority.is_empty()).then(|| authority.to_lowercase())
}

/// The first part of a server's path; the service writes `undefined` where it doesn't know its own.
fn provider(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let first = url.path_segments()?.next()?;
    (!first.is_empty() && first != "undefined").then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use lowcodeapi_generator::{Input, Settings, generate};
    use serde_json::{Map, Value, json};

    use super::*;

    /// The client of a document such as LowCodeAPI serves, with a GET at each of these paths.
    fn api(paths: &[&str]) -> Api {
        let responses = json!({"401": {"description": "API token required"}});
        let items = paths.iter().map(|path| ((*path).to_owned(), json!({"get": {"responses": responses}})));
        let document =
            json!({"openapi": "3.0.0", "info": {}, "paths": items.collect::<Map<String, Value>>()});
        let (text, names) = (document.to_string(), Names::default());
        let settings = Settings::lowcodeapi("shop");
        let document = text.as_bytes();
        let input = Input {
            document,
            name: "shop.json",
            known: Known::default(),
            settings: &settings,
            names: &names,
        };
        generate(&input).expect("the document becomes a client").api
    }

    #[test]
    fn a_renamed_parameter_or_another_url_format_is_no_loss() {
        let before = api(&["/pages/{id}", "/users"]);
        assert_eq!(lost(&before, &api(&["/pages/{page_id}/"])), ["GET /users"]);
        assert_eq!(lost(&before, &api(&["/pages/id", "/users"])), [""; 0]);
    }

    #[test]
    fn hosts_are_told_apart_also_in_templates() {
        assert_eq!(authority("https://Api.example.com:8443/x").as_deref(), Some("api.example.com:8443"));
        assert_eq!(authority("https://{region}.example.com").as_deref(), Some("{region}.example.com"));
        assert_eq!(authority("/v1"), None);
    }
}
