//! Security schemes and requirements.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, SecurityRequirement, SecurityScheme,
};
use serde_json::{Map, Value};

use super::reader::{Reader, extensions};
use super::{Located, NoteKind, Scheme};
use crate::source::pointer::child;

type Members = Map<String, Value>;

impl<'a> Reader<'a> {
    pub(super) fn security_schemes(
        &mut self,
        components: Option<&'a Members>,
    ) -> IndexMap<String, Located<Scheme>> {
        let schemes = components.and_then(|components| components.get("securitySchemes"));
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
        let kind = self.text(pointer, "type", members.get("type")).unwrap_or_default();
        let description = self.text(pointer, "description", members.get("description"));
        let extensions = extensions(members);
        let known = match kind.as_str() {
            "apiKey" => self.api_key(pointer, members).map(|(location, name)| SecurityScheme::APIKey {
                location,
                name,
                description,
                extensions,
            }),
            "http" => self.wanted(pointer, members, "scheme").map(|scheme| SecurityScheme::HTTP {
                scheme,
                bearer_format: self.text(pointer, "bearerFormat", members.get("bearerFormat")),
                description,
                extensions,
            }),
            "oauth2" => {
                Some(SecurityScheme::OAuth2 { flows: self.flows(pointer, members), description, extensions })
            }
            "openIdConnect" => Some(SecurityScheme::OpenIDConnect {
                open_id_connect_url: self.wanted(pointer, members, "openIdConnectUrl").unwrap_or_default(),
                description,
                extensions,
            }),
            _ => {
                let detail = format!("`{kind}` is no type of security scheme that OpenAPI 3.0 knows");
                self.note(NoteKind::Unknown, pointer, detail);
                None
            }
        };
        known.map_or(Scheme::Other(kind), Scheme::Known)
    }

    fn wanted(&mut self, pointer: &str, members: &'a Members, key: &str) -> Option<String> {
        let text = self.text(pointer, key, members.get(key));
        if text.is_none() {
            self.note(NoteKind::Missing, pointer, format!("`{key}` is missing"));
        }
        text
    }

    fn api_key(&mut self, pointer: &str, members: &'a Members) -> Option<(APIKeyLocation, String)> {
        let name = self.wanted(pointer, members, "name")?;
        let location = match self.wanted(pointer, members, "in")?.as_str() {
            "query" => APIKeyLocation::Query,
            "header" => APIKeyLocation::Header,
            "cookie" => APIKeyLocation::Cookie,
            other => {
                let detail = format!("an API key can't travel in `{other}`");
                self.note(NoteKind::Unknown, child(pointer, "in"), detail);
                return None;
            }
        };
        Some((location, name))
    }

    fn flows(&mut self, pointer: &str, members: &'a Members) -> OAuth2Flows {
        let Some(flows) = self.members(pointer, "flows", members.get("flows")) else {
            return OAuth2Flows::default();
        };
        let pointer = child(pointer, "flows");
        let flow = |reader: &mut Self, key: &str| {
            let members = reader.members(&pointer, key, flows.get(key))?;
            Some(reader.flow(&child(&pointer, key), members))
        };
        let implicit = flow(self, "implicit").map(|flow| ImplicitOAuth2Flow {
            authorization_url: flow.authorization_url,
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        });
        let password = flow(self, "password").map(|flow| PasswordOAuth2Flow {
            refresh_url: flow.refresh_url,
            token_url: flow.token_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        });
        let client_credentials = flow(self, "clientCredentials").map(|flow| ClientCredentialsOAuth2Flow {
            refresh_url: flow.refresh_url,
            token_url: flow.token_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        });
        let authorization_code = flow(self, "authorizationCode").map(|flow| AuthorizationCodeOAuth2Flow {
            authorization_url: flow.authorization_url,
            token_url: flow.token_url,
            refresh_url: flow.refresh_url,
            scopes: flow.scopes,
            extensions: flow.extensions,
        });
        OAuth2Flows {
            implicit,
            password,
            client_credentials,
            authorization_code,
            extensions: extensions(flows),
        }
    }

    fn flow(&mut self, pointer: &str, members: &'a Members) -> Flow {
        let mut url = |key: &str| self.text(pointer, key, members.get(key));
        let refresh_url = url("refreshUrl");
        let authorization_url = url("authorizationUrl").unwrap_or_default();
        let token_url = url("tokenUrl").unwrap_or_default();
        let parent = child(pointer, "scopes");
        let mut scopes = IndexMap::new();
        for (scope, meaning) in self.members(pointer, "scopes", members.get("scopes")).into_iter().flatten() {
            scopes.insert(scope.clone(), self.text(&parent, scope, Some(meaning)).unwrap_or_default());
        }
        Flow { authorization_url, token_url, refresh_url, scopes, extensions: extensions(members) }
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

/// What the flows of OAuth 2 have in common.
struct Flow {
    authorization_url: String,
    token_url: String,
    refresh_url: Option<String>,
    scopes: IndexMap<String, String>,
    extensions: IndexMap<String, Value>,
}
