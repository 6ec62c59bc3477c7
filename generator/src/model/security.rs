//! Security schemes and requirements.

use indexmap::{IndexMap, IndexSet};
use openapiv3::SecurityRequirement;
use serde_json::{Map, Value};

use super::reader::Reader;
use super::{Located, NoteKind, ParameterPlace, Scheme};
use crate::document::Members as _;
use crate::source::pointer::child;

type Members = Map<String, Value>;

impl<'a> Reader<'a> {
    pub(super) fn security_schemes(
        &mut self,
        components: Option<&'a Members>,
    ) -> IndexMap<String, Located<Scheme>> {
        let schemes = components.and_then(|components| components.member("securitySchemes"));
        let schemes = self.members("/components", "securitySchemes", schemes);
        let mut read = IndexMap::new();
        for (name, scheme) in schemes.into_iter().flatten().filter(|(name, _)| !name.starts_with("x-")) {
            let pointer = child("/components/securitySchemes", name);
            let Some((pointer, members)) = self.object("a security scheme", pointer, scheme) else {
                continue;
            };
            let node = self.security_scheme(&pointer, members);
            read.insert(name.clone(), Located { pointer, node });
        }
        read
    }

    fn security_scheme(&mut self, pointer: &str, members: &'a Members) -> Scheme {
        let kind = self.text(pointer, "type", members.member("type")).unwrap_or_default();
        let known = match kind.as_str() {
            "apiKey" => self.api_key(pointer, members),
            "http" => self.wanted(pointer, members, "scheme").map(Scheme::Http),
            "oauth2" => Some(self.oauth2(pointer, members)),
            "openIdConnect" => {
                let url = self.wanted(pointer, members, "openIdConnectUrl");
                Some(Scheme::OpenIdConnect(url.unwrap_or_default()))
            }
            _ => {
                let detail = format!("`{kind}` is no type of security scheme that OpenAPI knows");
                self.note(NoteKind::Unknown, pointer, detail);
                None
            }
        };
        known.unwrap_or(Scheme::Other(kind))
    }

    fn wanted(&mut self, pointer: &str, members: &'a Members, key: &str) -> Option<String> {
        let text = self.text(pointer, key, members.get(key));
        if text.is_none() {
            self.note(NoteKind::Missing, pointer, format!("`{key}` is missing"));
        }
        text
    }

    fn api_key(&mut self, pointer: &str, members: &'a Members) -> Option<Scheme> {
        let name = self.wanted(pointer, members, "name")?;
        let place = match self.wanted(pointer, members, "in")?.as_str() {
            "query" => ParameterPlace::Query,
            "header" => ParameterPlace::Header,
            "cookie" => ParameterPlace::Cookie,
            other => {
                let detail = format!("an API key can't travel in `{other}`");
                self.note(NoteKind::Unknown, child(pointer, "in"), detail);
                return None;
            }
        };
        Some(Scheme::ApiKey { place, name })
    }

    /// All that a client has to know: whoever uses it gets the tokens.
    fn oauth2(&mut self, pointer: &str, members: &'a Members) -> Scheme {
        let (mut urls, mut scopes) = (IndexSet::new(), IndexSet::new());
        let flows = self.members(pointer, "flows", members.member("flows"));
        let parent = child(pointer, "flows");
        for (flow, stated) in FLOWS.iter().filter_map(|flow| Some((flow, flows?.get(*flow)?))) {
            let Some(members) = self.members(&parent, flow, Some(stated)) else { continue };
            let at = child(&parent, flow);
            urls.extend(URLS.iter().filter_map(|key| self.text(&at, key, members.get(*key))));
            let offered = self.members(&at, "scopes", members.member("scopes")).into_iter().flatten();
            scopes.extend(offered.map(|(scope, _)| scope.clone()));
        }
        urls.extend(self.text(pointer, METADATA, members.member(METADATA)));
        Scheme::OAuth2 { urls: urls.into_iter().collect(), scopes: scopes.into_iter().collect() }
    }

    /// The alternatives of what is needed; `None` where nothing is said.
    pub(super) fn security(
        &mut self,
        parent: &str,
        value: Option<&'a Value>,
    ) -> Option<Vec<SecurityRequirement>> {
        let value = value.filter(|value| !value.is_null())?;
        let parent_pointer = child(parent, "security");
        let mut requirements = Vec::new();
        for (position, requirement) in self.items(parent, "security", Some(value)).iter().enumerate() {
            let pointer = format!("{parent_pointer}/{position}");
            let Value::Object(schemes) = requirement else {
                self.wrong_type(pointer, "an object", requirement);
                continue;
            };
            let mut read = SecurityRequirement::new();
            for (name, scopes) in schemes {
                read.insert(name.clone(), self.texts(&pointer, name, Some(scopes)));
            }
            requirements.push(read);
        }
        Some(requirements)
    }
}

/// The flows of OAuth 2.
const FLOWS: [&str; 5] =
    ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"];

/// Where a flow leads.
const URLS: [&str; 4] = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"];

/// Where the server of OAuth 2 says all that itself (RFC 8414).
const METADATA: &str = "oauth2MetadataUrl";
