//! How calls are authenticated.

use indexmap::IndexMap;

use super::parameters::{Key, location};
use super::types::Types;
use crate::api::{DegradationKind, Pointer, SecurityKind, SecurityRequirement, SecurityScheme, Settings};
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

    /// Whether a scheme is met by a token in the header `Authorization`.
    fn is_token(self, name: &str) -> bool {
        match self {
            Self::Of(schemes) => {
                schemes.get(name).is_some_and(|scheme| matches!(scheme.kind, SecurityKind::Bearer { .. }))
            }
            Self::Any => false,
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
        requirements.extend(by_token(asked, schemes).map(|schemes| SecurityRequirement { schemes }));
    }
    requirements
}

/// An alternative for each token that is asked for. A request has one `Authorization` header, hence one token: documents that ask
/// for two at once list the ways to get it.
fn by_token(
    asked: openapiv3::SecurityRequirement,
    schemes: Schemes<'_>,
) -> impl Iterator<Item = openapiv3::SecurityRequirement> {
    let tokens: Vec<String> = asked.keys().filter(|name| schemes.is_token(name)).cloned().collect();
    let kept: Vec<Option<String>> =
        if tokens.len() > 1 { tokens.iter().cloned().map(Some).collect() } else { vec![None] };
    kept.into_iter().map(move |kept| {
        let mut asked = asked.clone();
        if let Some(kept) = kept {
            asked.retain(|name, _| *name == kept || !tokens.contains(name));
        }
        asked
    })
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
    match scheme {
        Scheme::ApiKey { place, name } => {
            SecurityKind::ApiKey { location: location(*place), name: name.clone() }
        }
        Scheme::Http(scheme) if scheme.eq_ignore_ascii_case("basic") => SecurityKind::Basic,
        Scheme::Http(scheme) if scheme.eq_ignore_ascii_case("bearer") => {
            SecurityKind::Bearer { urls: Vec::new(), scopes: Vec::new() }
        }
        Scheme::Http(scheme) => SecurityKind::Other(format!("http {scheme}")),
        Scheme::OAuth2 { urls, scopes } => {
            SecurityKind::Bearer { urls: urls.clone(), scopes: scopes.clone() }
        }
        Scheme::OpenIdConnect(url) => SecurityKind::Bearer { urls: vec![url.clone()], scopes: Vec::new() },
        Scheme::Other(kind) => SecurityKind::Other(kind.clone()),
    }
}
