//! What a README says of credentials.

use std::fmt::Write as _;

use super::token;
use crate::api::{Location, SecurityKind};
use crate::scaffold::Crate;
use crate::scaffold::names::{library, variable};

/// The schemes of the document, and how each is met.
pub(super) fn credentials(written: &Crate) -> String {
    let api = written.api;
    if api.settings.is_lowcodeapi() || api.security_schemes.is_empty() {
        return String::new();
    }
    let mut text = "## Credentials\n\n`Client::from_env()` reads them from the environment, and `Client::builder().credential(scheme, …)` \
                    takes them from you.\n\n| scheme | what it wants | variable |\n|---|---|---|\n"
        .to_owned();
    for (name, scheme) in &api.security_schemes {
        let own = code(&own_variable(written, name));
        let _ = writeln!(text, "| {} | {} | {own} |", code(name), wanted(&scheme.kind));
    }
    let _ = writeln!(text, "\n`{}` meets the scheme that most calls ask for.\n", token(written));
    text
}

/// The variable that has the credential for a scheme.
pub(super) fn own_variable(written: &Crate, scheme: &str) -> String {
    variable(&library(written.package), scheme)
}

fn wanted(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location, name } => {
            let place = match location {
                Location::Query => "query parameter",
                Location::Cookie => "cookie",
                _ => "header",
            };
            // Some services want a signature of each request there, which no document can say.
            let signed = if name.eq_ignore_ascii_case("authorization") {
                ", as it stands; what signs each request is a `signer` of the builder"
            } else {
                ""
            };
            format!("a key, sent as the {place} {}{signed}", code(name))
        }
        SecurityKind::Basic => {
            "user and password: `Credential::basic(user, password)`, or `user:password` in the variable"
                .to_owned()
        }
        SecurityKind::Bearer { urls, .. } if !urls.is_empty() => {
            "an access token; `Credential::source(…)` takes what gets a new one when it runs out".to_owned()
        }
        SecurityKind::Bearer { .. } => "a token".to_owned(),
        SecurityKind::Other(kind) => {
            format!("{}: what stands behind that word in `Authorization`", code(kind))
        }
    }
}

/// A name in backticks; the document's own may hold anything.
fn code(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() || "`|".contains(c) { ' ' } else { c }).collect();
    format!("`{}`", plain.trim())
}
