//! Emits how calls are authenticated: the document's schemes, and which of them an operation needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Page, code};
use crate::api::{Api, Location, SecurityKind, SecurityRequirement, SecurityScheme};

/// `schemes(&Schemes::new(…))`: the schemes, the one most calls need first, and what is needed by default.
pub(super) fn schemes(api: &Api) -> TokenStream {
    let known = in_order(api).into_iter().map(|(name, scheme)| self::scheme(name, scheme));
    let needs = requirements(&api.security);
    quote! {
        schemes(&lowcodeapi_runtime::Schemes::new(&[#(#known),*], #needs))
    }
}

/// What is needed, each list an alternative.
pub(super) fn requirements(requirements: &[SecurityRequirement]) -> TokenStream {
    let alternatives = requirements.iter().map(|requirement| {
        let names = requirement.schemes.keys();
        quote!(&[#(#names),*])
    });
    quote!(&[#(#alternatives),*])
}

/// Says which credentials there are.
pub(super) fn explain(api: &Api, page: Page) -> Page {
    let schemes = in_order(api);
    if schemes.is_empty() {
        return page;
    }
    let entries =
        schemes.into_iter().map(|(name, scheme)| format!("- {}: {}.", code(name), place(&scheme.kind)));
    page.note("Credentials are given to `credential` of the builder, by the name of their scheme:".to_owned())
        .list(entries.collect())
}

/// The schemes operations ask for, the first one that is asked for first; then the others.
fn in_order(api: &Api) -> Vec<(&str, &SecurityScheme)> {
    let own = api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
    let asked = api.security.iter().chain(own).flat_map(|requirement| requirement.schemes.keys());
    let first = asked.filter(|name| is_secret(api, name)).take(1);
    let mut names: indexmap::IndexSet<&String> = first.collect();
    names.extend(api.security_schemes.keys());
    names.into_iter().filter_map(|name| Some((name.as_str(), api.security_schemes.get(name)?))).collect()
}

fn is_secret(api: &Api, name: &str) -> bool {
    api.security_schemes.get(name).is_some_and(|scheme| authorization(&scheme.kind) != Some(""))
}

fn scheme(name: &str, scheme: &SecurityScheme) -> TokenStream {
    let made = match &scheme.kind {
        SecurityKind::ApiKey { location: Location::Query, name: key } => quote!(query(#name, #key)),
        SecurityKind::ApiKey { location: Location::Cookie, name: key } => quote!(cookie(#name, #key)),
        SecurityKind::ApiKey { name: key, .. } => quote!(header(#name, #key)),
        SecurityKind::Basic => quote!(basic(#name)),
        SecurityKind::Bearer { .. } => quote!(bearer(#name)),
        kind @ SecurityKind::Other(_) => match authorization(kind) {
            Some(word) if !word.is_empty() => quote!(authorization(#name, #word)),
            _ => quote!(connection(#name)),
        },
    };
    quote!(lowcodeapi_runtime::Scheme::#made)
}

/// The first word of `Authorization` for an HTTP scheme the specification leaves to others; empty for what is no part
/// of a request at all, such as a certificate.
fn authorization(kind: &SecurityKind) -> Option<&str> {
    match kind {
        SecurityKind::Other(kind) => Some(kind.strip_prefix("http ").unwrap_or_default()),
        _ => None,
    }
}

fn place(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location: Location::Query, name } => {
            format!("a secret, sent in the query as {}", code(name))
        }
        SecurityKind::ApiKey { location: Location::Cookie, name } => {
            format!("a secret, sent in the cookie {}", code(name))
        }
        SecurityKind::ApiKey { name, .. } => format!("a secret, sent in the header {}", code(name)),
        SecurityKind::Basic => "user and password, as `Credential::basic`".to_owned(),
        SecurityKind::Bearer { urls, .. } if urls.is_empty() => {
            "a bearer token, or a source of tokens".to_owned()
        }
        SecurityKind::Bearer { .. } => "a source of access tokens, or one that lasts".to_owned(),
        kind @ SecurityKind::Other(_) => match authorization(kind) {
            Some(word) if !word.is_empty() => {
                format!("what follows {} in the header `Authorization`", code(word))
            }
            _ => "nothing here: whoever makes the connection proves it".to_owned(),
        },
    }
}
