//! What the environment has, for what the builder was not given.

use crate::access::{Access, Credential, Keyring};
use crate::dialect::Dialect;
use crate::error::Failure;
use crate::secret::{Scrubber, Token};
use crate::service::{Auth, Service};
use crate::url_format::UrlFormat;

/// What a client can prove, out of what its builder was given and what the environment has.
pub(super) fn access(
    service: &'static Service,
    token: Option<Token>,
    mut given: Vec<(String, Credential)>,
    scrubber: &mut Scrubber,
) -> Result<Access, Failure> {
    let Auth::Schemes(schemes) = service.auth else {
        if let Some((scheme, _)) = given.first() {
            return Err(Failure::config(format!(
                "the service has no security scheme `{scheme}`: it takes a token"
            )));
        }
        let token = match token {
            // A service that asks for no token gets none.
            _ if service.auth == Auth::None => return Access::token(service.auth, &Token::new("")),
            Some(token) => checked(token, &service.token_variable())?,
            None => stated_token(&service.token_variable())?,
        };
        scrubber.hide(token.expose());
        return Access::token(service.auth, &token);
    };
    // Whatever the builder was given counts more than the environment.
    let mut found: Vec<(String, Credential)> = Vec::new();
    for (position, scheme) in schemes.known.iter().enumerate() {
        if given.iter().any(|(name, _)| name == scheme.name) {
            continue;
        }
        let own = variable(&service.credential_variable(scheme.name))?;
        let common = if position == 0 { variable(&service.token_variable())? } else { None };
        let stated = token.clone().filter(|_| position == 0).map(Credential::from);
        let credential = stated.or(own.or(common).map(Credential::from));
        found.extend(credential.map(|credential| (scheme.name.to_owned(), credential)));
    }
    found.append(&mut given);
    Keyring::new(service, schemes, found, scrubber).map(Access::Keyring)
}

/// An environment variable; empty counts as unset.
pub(super) fn variable(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::config(format!("`{name}` is not UTF-8: set it again")))
        }
    }
}

/// The token in an environment variable.
fn stated_token(name: &str) -> Result<Token, Failure> {
    match variable(name)? {
        Some(token) => checked(Token::from(token), name),
        None => Err(Failure::config(format!("no API token: set `{name}` or give it to the builder"))),
    }
}

fn checked(token: Token, variable: &str) -> Result<Token, Failure> {
    let text = token.expose();
    if text.trim().is_empty() {
        return Err(Failure::config(format!(
            "the API token is empty: set `{variable}` to the one that was issued"
        )));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Failure::config(
            "the API token contains a space, a line break or a control character: copy it again, without them",
        ));
    }
    Ok(token)
}

/// The URL format in the environment, where the service has two.
pub(super) fn url_format(dialect: Dialect) -> Result<Option<UrlFormat>, Failure> {
    let Some(name) = dialect.url_format_variable() else { return Ok(None) };
    match variable(name)?.as_deref() {
        None => Ok(None),
        Some("old") => Ok(Some(UrlFormat::Old)),
        Some("new") => Ok(Some(UrlFormat::New)),
        Some(_) => Err(Failure::config(format!(
            "`{name}` is neither `old` nor `new`: set it to one of them or unset it"
        ))),
    }
}
