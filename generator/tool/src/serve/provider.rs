//! A client's provider, as the stand-in plays it: the routes of its document, and given or drawn answers.
//! Behind LowCodeAPI where the client calls it there, else by itself.

use std::collections::BTreeMap;
use std::path::Path;

use lowcodeapi_generator::api::{Api, Operation, Status, Streaming, TypeRef};
use serde::Deserialize;
use serde_json::{Value, json};
use stand_in::{Events, Route};

use super::{Error, answers};
use crate::committed;
use crate::exit::Failure;
use crate::workspace::Client;

/// An answer that somebody gives.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default = "ok")]
    status: u16,
    body: Value,
}

fn ok() -> u16 {
    200
}

/// How the stand-in plays it, and its document.
pub(super) fn provider(
    manifest: &Path,
    answers: Option<&Path>,
    settings: stand_in::Settings,
) -> Result<(stand_in::Settings, Vec<u8>), Failure> {
    let client = Client::find(Path::new("."), Some(manifest), None)?;
    let provider = client.settings.provider.clone();
    let is_direct = !client.settings.is_lowcodeapi();
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |source| Error::Unreadable { path, source }
    };
    let (document, made) = committed::made(&client)?;
    let mut given: BTreeMap<String, Given> = match answers {
        None => BTreeMap::new(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(unreadable(path))?;
            serde_json::from_str(&text).map_err(|error| Error::Answers {
                path: path.display().to_string(),
                line: error.line(),
                column: error.column(),
                source: error,
            })?
        }
    };
    let routes = made.api.operations.iter().map(|operation| {
        let given = given.remove(method(operation));
        route(&made.api, operation, given)
    });
    let routes = routes.collect();
    match given.into_keys().next() {
        Some(operation) => Err(Error::NoOperation { operation }.into()),
        None => Ok((stand_in::Settings { provider, routes, is_direct, ..settings }, document)),
    }
}

/// The status the document has for success, where it has one.
fn success(operation: &Operation) -> u16 {
    match operation.responses.iter().find(|response| response.success).map(|response| response.status) {
        Some(Status::Exact(status)) => status,
        _ => ok(),
    }
}

/// What a call yields; the first of them, where that differs by status.
fn answered(operation: &Operation) -> Option<&TypeRef> {
    let of_choice = || operation.output.choice.as_ref()?.answers.first()?.ty.as_ref();
    operation.output.ty.as_ref().or_else(of_choice)
}

/// What the client calls it.
fn method(operation: &Operation) -> &str {
    operation.name.rust.trim_start_matches("r#")
}

fn route(api: &Api, operation: &Operation, given: Option<Given>) -> Route {
    let drawn = || Given {
        status: success(operation),
        body: answered(operation).map_or_else(|| json!({}), |ty| answers::drawn(api, ty)),
    };
    let events = events(api, operation, given.as_ref());
    let Given { status, body } = given.unwrap_or_else(drawn);
    let urls = &operation.urls;
    Route {
        operation: method(operation).to_owned(),
        method: operation.method.clone(),
        paths: urls.new.iter().chain(&urls.old).cloned().collect(),
        status,
        body,
        events,
    }
}

/// What is answered where the client reads the answer as a stream: an event of each kind, or what somebody gave.
fn events(api: &Api, operation: &Operation, given: Option<&Given>) -> Option<Events> {
    let Some(Streaming::Events { media_type, .. }) = &operation.output.streaming else { return None };
    let items = match given.map(|given| &given.body) {
        Some(Value::Array(items)) => items.clone(),
        Some(item) => vec![item.clone()],
        None => operation.event().map_or_else(|| vec![json!("text")], |ty| answers::each(api, ty)),
    };
    Some(Events { media_type: media_type.clone(), items, are_whole: operation.has_whole_events() })
}
