//! Any other provider than SES: its routes in both URL formats, and what is answered there.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};
use url::Url;

use crate::calls::{self, Shared, Stand};
use crate::events::Events;
use crate::journal::Request as Noted;
use crate::settings::Settings;
use crate::{body, reply, tokens};

/// An operation of a provider.
#[derive(Debug, Clone)]
pub struct Route {
    /// What the journal calls it.
    pub operation: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// Its paths behind the provider's name: with `{parameters}` in the new URL format, literal in the old one.
    pub paths: Vec<String>,
    /// The status the provider answers with.
    pub status: u16,
    /// What it answers.
    pub body: Value,
    /// What it answers whoever asks for a stream, where it has one.
    pub events: Option<Events>,
}

/// Answers a request to a provider's operation.
pub(crate) async fn call(stand: Stand, request: Request) -> Response {
    let response = answer(&stand, request).await;
    calls::in_time(&stand, response).await
}

async fn answer(stand: &Shared, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = match body::read(&parts, body, stand.settings.read_timeout).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    let settings = &stand.settings;
    let inside = inside(settings, parts.uri.path());
    let route = inside.and_then(|path| find(&settings.routes, parts.method.as_str(), path));
    let (Some(route), Some(path)) = (route, inside) else { return reply::not_found() };
    if !settings.is_direct
        && let Err(response) = tokens::check(&parts, settings)
    {
        return response;
    }
    stand.journal.note(Noted {
        operation: route.operation.clone().into(),
        path: path.to_owned().into(),
        query: query(parts.uri.query().unwrap_or_default()),
        body: body.value,
        bytes: body.bytes,
    });
    if let Some(kind) = stand.faults.next() {
        return calls::fault(kind, settings).await;
    }
    let provider = &settings.provider;
    match StatusCode::from_u16(route.status).unwrap_or(StatusCode::OK) {
        StatusCode::NO_CONTENT => StatusCode::NO_CONTENT.into_response(),
        status if settings.is_direct => match &route.events {
            Some(events) if status.is_success() && events.are_asked_for(&parts.headers) => {
                events.response(status)
            }
            _ => reply::json(status, &route.body),
        },
        status if status.is_success() => reply::result(provider, settings.envelope, &route.body, &Map::new()),
        status => reply::provider_error(provider, status, &route.body, &Map::new()),
    }
}

/// A path as the provider itself has it: behind its name, unless nothing stands between it and its callers.
fn inside<'p>(settings: &Settings, path: &'p str) -> Option<&'p str> {
    if settings.is_direct {
        return Some(path);
    }
    path.strip_prefix('/')?.strip_prefix(settings.provider.as_str())
}

/// The operation at a path: a literal one counts over one with parameters.
fn find<'r>(routes: &'r [Route], method: &str, path: &str) -> Option<&'r Route> {
    let of_method = || routes.iter().filter(|route| route.method == method);
    let is_literal = |route: &&Route| route.paths.iter().any(|own| own == path);
    let fits = |route: &&Route| route.paths.iter().any(|template| fits(template, path));
    of_method().find(is_literal).or_else(|| of_method().find(fits))
}

/// Whether a path is one of a template, whose parameters are each a segment, or a part of one between literal text.
fn fits(template: &str, path: &str) -> bool {
    let (templates, segments) = (template.split('/'), path.split('/'));
    let is_one =
        |(template, segment): (&str, &str)| match (template.split_once('{'), template.rsplit_once('}')) {
            (Some((before, _)), Some((_, after))) => {
                let rest = segment.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                rest.is_some_and(|value| !value.is_empty())
            }
            _ => template == segment,
        };
    templates.clone().count() == segments.clone().count() && templates.zip(segments).all(is_one)
}

/// The parameters of a query but the token, which is nobody's to keep.
fn query(text: &str) -> Vec<(String, String)> {
    let Ok(url) = Url::parse(&format!("http://localhost/?{text}")) else { return Vec::new() };
    let pairs = url.query_pairs().filter(|(name, _)| name != "api_token");
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit_their_templates_and_no_others() {
        assert!(fits("/v1/pages/{id}", "/v1/pages/a%2Fb"));
        assert!(fits("/v4/sheets/{id}:append", "/v4/sheets/a:append"));
        assert!(!fits("/v1/pages/{id}", "/v1/pages/"));
        assert!(!fits("/v1/pages/{id}", "/v1/pages/a/b"));
        assert!(!fits("/v4/sheets/{id}:append", "/v4/sheets/a"));
    }

    #[test]
    fn the_token_is_no_part_of_what_is_kept() {
        assert_eq!(
            query("api_token=at_x&a=1&a=%C3%A4"),
            [("a".to_owned(), "1".to_owned()), ("a".to_owned(), "ä".to_owned())]
        );
    }
}
