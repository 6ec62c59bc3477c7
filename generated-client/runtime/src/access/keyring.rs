//! The credentials a caller gave, and which of them an operation needs.

use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::credential::{Credential, CredentialKind, TokenSource};
use super::secrets::Secrets;
use crate::endpoint::Endpoint;
use crate::error::{Cause, Failure};
use crate::scheme::{Place, Requirements, Scheme, Schemes};
use crate::secret::{Scrubber, Token};
use crate::service::Service;

/// The credentials of a client, by scheme.
pub(crate) struct Keyring {
    service: &'static Service,
    schemes: &'static Schemes,
    credentials: Vec<(&'static Scheme, Credential)>,
}

impl Keyring {
    /// Checks what the caller gave: a name no scheme has would never be sent.
    pub(crate) fn new(
        service: &'static Service,
        schemes: &'static Schemes,
        given: Vec<(String, Credential)>,
        scrubber: &mut Scrubber,
    ) -> Result<Self, Failure> {
        let mut keyring = Self { service, schemes, credentials: Vec::new() };
        for (name, credential) in given {
            let Some(scheme) = schemes.known.iter().find(|scheme| scheme.name == name) else {
                let known: Vec<_> = schemes.known.iter().map(|scheme| format!("`{}`", scheme.name)).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                return Err(Failure::config(format!(
                    "the service has no security scheme `{name}`: it has {known}"
                )));
            };
            check(scheme, &credential)?;
            match &credential.0 {
                CredentialKind::Secret(secret) => {
                    scrubber.hide(secret.expose());
                    if scheme.place == Place::Basic {
                        scrubber.hide(&BASE64_STANDARD.encode(secret.expose()));
                    }
                }
                CredentialKind::Basic { user, password } => {
                    scrubber.hide(password.expose());
                    // Who repeats the header repeats it encoded.
                    scrubber.hide(&BASE64_STANDARD.encode(format!("{user}:{}", password.expose())));
                }
                CredentialKind::Source(_) => {}
            }
            keyring.credentials.retain(|(other, _)| other.name != scheme.name);
            keyring.credentials.push((scheme, credential));
        }
        Ok(keyring)
    }

    /// What a request of this operation carries: the first of its alternatives that can be met as a whole. One that
    /// asks for nothing is met by anybody, so it counts last: who has a credential shows it.
    pub(super) async fn secrets(&self, endpoint: &Endpoint, scrubber: &Scrubber) -> Result<Secrets, Failure> {
        let needs = endpoint.needs.unwrap_or(self.schemes.needs);
        let mut secrets = Secrets::default();
        let mut stated = needs.iter().filter(|alternative| !alternative.is_empty());
        let met = stated.find_map(|alternative| self.met(alternative));
        if met.is_none() && !needs.is_empty() && !needs.iter().any(|alternative| alternative.is_empty()) {
            return Err(self.missing(needs));
        }
        for (scheme, credential) in met.into_iter().flatten() {
            if let Some(credential) = credential {
                let secret = secret(scheme, credential, scrubber, &mut secrets.from_sources).await?;
                secrets.add(scheme, &secret)?;
            }
        }
        Ok(secrets)
    }

    /// The credentials that meet all of an alternative's schemes.
    fn met(&self, names: &[&str]) -> Option<Vec<(&'static Scheme, Option<&Credential>)>> {
        let met = names.iter().map(|name| {
            let scheme = self.schemes.known.iter().find(|scheme| scheme.name == *name)?;
            let given = self.credentials.iter().find(|(known, _)| known.name == *name);
            match given {
                Some((_, credential)) => Some((scheme, Some(credential))),
                None => (scheme.place == Place::Connection).then_some((scheme, None)),
            }
        });
        met.collect()
    }

    fn missing(&self, needs: Requirements) -> Failure {
        let all = |names: &&[&str]| {
            let names: Vec<_> = names
                .iter()
                .map(|name| format!("`{name}` (`{}`)", self.service.credential_variable(name)))
                .collect();
            names.join(" and ")
        };
        let alternatives: Vec<_> = needs.iter().map(all).collect();
        Failure::config(format!(
            "the operation needs a credential: give {} to `credential` of the builder, or set the variable",
            alternatives.join(", or ")
        ))
    }
}

/// The secret as its scheme sends it.
async fn secret(
    scheme: &Scheme,
    credential: &Credential,
    scrubber: &Scrubber,
    from_sources: &mut Vec<(Arc<dyn TokenSource>, Token)>,
) -> Result<String, Failure> {
    match &credential.0 {
        CredentialKind::Secret(secret) => Ok(secret.expose().to_owned()),
        CredentialKind::Basic { user, password } => Ok(format!("{user}:{}", password.expose())),
        CredentialKind::Source(source) => {
            let token = source.token().await.map_err(|error| {
                Failure::config(format!("the source of the token for `{}` has none", scheme.name))
                    .caused_by(Cause::of(error.as_ref(), scrubber))
            })?;
            scrubber.hide_for_now(token.expose());
            if scheme.place == Place::Basic {
                scrubber.hide_for_now(&BASE64_STANDARD.encode(token.expose()));
            }
            let text = token.expose().to_owned();
            from_sources.push((Arc::clone(source), token));
            Ok(text)
        }
    }
}

/// A credential of another kind than its scheme, or an empty one, is a mistake that shows at once.
fn check(scheme: &Scheme, credential: &Credential) -> Result<(), Failure> {
    let basic = scheme.place == Place::Basic;
    let name = scheme.name;
    match &credential.0 {
        CredentialKind::Basic { .. } if !basic => {
            Err(Failure::config(format!("`{name}` takes a secret, not a user and a password")))
        }
        CredentialKind::Basic { user, .. } if user.contains(':') => {
            Err(Failure::config(format!("the user for `{name}` can't contain a colon (RFC 7617)")))
        }
        CredentialKind::Secret(secret) if basic && !secret.expose().contains(':') => Err(Failure::config(
            format!("`{name}` takes a user and a password: give `Credential::basic(user, password)`"),
        )),
        CredentialKind::Secret(secret) if secret.expose().trim().is_empty() => {
            Err(Failure::config(format!("the secret for `{name}` is empty: give the one that was issued")))
        }
        CredentialKind::Secret(secret) if secret.expose().chars().any(char::is_control) => {
            Err(Failure::config(format!(
                "the secret for `{name}` contains a line break or a control character: copy it again, without them"
            )))
        }
        _ => Ok(()),
    }
}
