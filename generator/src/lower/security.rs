//! How calls are authenticated.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows};

use super::parameters::Key;
use super::types::Types;
use crate::api::{
    DegradationKind, Location, Pointer, SecurityKind, SecurityRequirement, SecurityScheme, Settings,
};
use crate::model::{Located, Scheme};
use crate::source::pointer::child;

/// The schemes of a document.
pub(super) fn schemes(nodes: &IndexMap<String, Located<Scheme>>) -> IndexMap<String, SecurityScheme> {
    let schemes = nodes.iter().map(|(name, located)| {
        let scheme = SecurityScheme { kind: kind(&located.node), origin: Pointer(located.pointer.clone()) };
        (name.clone(), scheme)
    });
    schemes.collect()
}

/// What requirements may ask for.
#[derive(Clone, Copy)]
pub(super) enum Schemes<'a> {
    /// What the document defines.
    Of(&'a IndexMap<String, SecurityScheme>),
    /// Anything: the service has one secret, and every call sends it.
    Any,
}

/// What requirements of a document may ask for.
pub(super) fn known<'a>(settings: &Settings, schemes: &'a IndexMap<String, SecurityScheme>) -> Schemes<'a> {
    if settings.is_lowcodeapi() { Schemes::Any } else { Schemes::Of(schemes) }
}

impl Schemes<'_> {
    fn is_known(self, name: &str) -> bool {
        match self {
            Self::Of(schemes) => schemes.contains_key(name),
            Self::Any => true,
        }
    }
}

/// What must be met, each requirement an alternative. Nobody can meet a scheme that the document doesn't have, so it is
/// put on record and nothing is asked for it: what the service wants there is the caller's to send.
pub(super) fn requirements(
    types: &mut Types<'_>,
    parent: &str,
    nodes: &[openapiv3::SecurityRequirement],
    schemes: Schemes<'_>,
) -> Vec<SecurityRequirement> {
    let mut requirements = Vec::with_capacity(nodes.len());
    for (position, asked) in nodes.iter().enumerate() {
        let mut asked = asked.clone();
        asked.retain(|name, _| {
            let is_known = schemes.is_known(name);
            if !is_known {
                let at = child(&format!("{parent}/security/{position}"), name);
                let detail =
                    format!("the document has no security scheme `{name}`, so nothing is sent for it");
                types.degrade(&at, DegradationKind::UnknownSecurity, detail);
            }
            is_known
        });
        requirements.push(SecurityRequirement { schemes: asked });
    }
    requirements
}

/// What must be met where parameters are keys too: one that is required belongs to every alternative, one that isn't
/// may be given.
pub(super) fn with_keys(
    mut alternatives: Vec<SecurityRequirement>,
    keys: &[Key],
) -> Vec<SecurityRequirement> {
    let mentioned = |alternatives: &[SecurityRequirement], key: &Key| {
        alternatives.iter().any(|alternative| alternative.schemes.contains_key(&key.scheme))
    };
    if alternatives.is_empty() {
        alternatives.push(SecurityRequirement::default());
    }
    for key in keys.iter().filter(|key| key.required) {
        for alternative in &mut alternatives {
            alternative.schemes.entry(key.scheme.clone()).or_default();
        }
    }
    for key in keys.iter().filter(|key| !key.required) {
        if !mentioned(&alternatives, key) {
            let mut with = alternatives[0].clone();
            with.schemes.insert(key.scheme.clone(), Vec::new());
            alternatives.insert(0, with);
        }
    }
    let mut distinct: Vec<SecurityRequirement> = Vec::new();
    for alternative in alternatives {
        let same = |other: &SecurityRequirement| {
            other.schemes.len() == alternative.schemes.len()
                && other.schemes.keys().all(|name| alternative.schemes.contains_key(name))
        };
        if !distinct.iter().any(same) {
            distinct.push(alternative);
        }
    }
    // Nothing but an alternative that asks for nothing is no requirement.
    distinct.retain({
        let alone = distinct.len() == 1;
        move |alternative| !(alone && alternative.schemes.is_empty())
    });
    distinct
}

fn kind(scheme: &Scheme) -> SecurityKind {
    let known = match scheme {
        Scheme::Known(known) => known,
        Scheme::Other(kind) => return SecurityKind::Other(kind.clone()),
    };
    match known {
        openapiv3::SecurityScheme::APIKey { location, name, .. } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            SecurityKind::ApiKey { location, name: name.clone() }
        }
        openapiv3::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            SecurityKind::Basic
        }
        openapiv3::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            SecurityKind::Bearer { urls: Vec::new(), scopes: Vec::new() }
        }
        openapiv3::SecurityScheme::HTTP { scheme, .. } => SecurityKind::Other(format!("http {scheme}")),
        openapiv3::SecurityScheme::OAuth2 { flows, .. } => oauth2(flows),
        openapiv3::SecurityScheme::OpenIDConnect { open_id_connect_url, .. } => {
            SecurityKind::Bearer { urls: vec![open_id_connect_url.clone()], scopes: Vec::new() }
        }
    }
}

fn oauth2(flows: &OAuth2Flows) -> SecurityKind {
    let mut urls = Vec::new();
    let mut scopes = Vec::new();
    let mut flow = |stated: &[Option<&String>], offered: &IndexMap<String, String>| {
        for url in stated.iter().flatten() {
            if !urls.contains(*url) {
                urls.push((*url).clone());
            }
        }
        for scope in offered.keys() {
            if !scopes.contains(scope) {
                scopes.push(scope.clone());
            }
        }
    };
    if let Some(implicit) = &flows.implicit {
        flow(&[Some(&implicit.authorization_url), implicit.refresh_url.as_ref()], &implicit.scopes);
    }
    if let Some(password) = &flows.password {
        flow(&[Some(&password.token_url), password.refresh_url.as_ref()], &password.scopes);
    }
    if let Some(client) = &flows.client_credentials {
        flow(&[Some(&client.token_url), client.refresh_url.as_ref()], &client.scopes);
    }
    if let Some(code) = &flows.authorization_code {
        let stated = [Some(&code.authorization_url), Some(&code.token_url), code.refresh_url.as_ref()];
        flow(&stated, &code.scopes);
    }
    SecurityKind::Bearer { urls, scopes }
}
