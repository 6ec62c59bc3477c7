//! Emits `servers.rs`: the servers the document names, to choose from.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::derive;
use super::context::ident;
use super::docs::{Page, code};
use super::settings::{Auth, Settings};
use super::{made, types};
use crate::api::{Api, Server, ServerVariable};
use crate::files::Module;
use crate::surface::Trait;

/// Stands for the host of a service whose document names none.
pub const NOWHERE: &str = "https://api.example.com";

/// What paths begin with on whichever host the caller names, where neither the manifest nor the document names one.
#[must_use]
pub fn open_host(api: &Api, settings: &Settings) -> Option<String> {
    let stated =
        settings.host.strip_prefix(NOWHERE).filter(|path| path.is_empty() || path.starts_with('/'))?;
    let (_, nowhere) = NOWHERE.split_once("://")?;
    let names_one = |server: &Server| server.url.contains("//") || server.url.contains(nowhere);
    if matches!(settings.auth, Auth::Query(_)) || api.servers.iter().any(names_one) {
        return None;
    }
    let is_path = |url: &&str| url.starts_with('/') && !url.contains(['{', '?', '#']);
    let path = match stated.trim_end_matches('/') {
        "" => api.servers.iter().map(|server| server.url.as_str()).find(is_path).unwrap_or_default(),
        path => path,
    };
    Some(path.trim_end_matches('/').to_owned())
}

/// The servers a caller can choose from: none where the document names one, without variables, or where the service
/// is the same for all documents.
pub(super) fn offered<'a>(api: &'a Api, settings: &Settings) -> Vec<&'a Server> {
    if matches!(settings.auth, Auth::Query(_)) {
        return Vec::new();
    }
    let mut offered: Vec<&Server> = Vec::new();
    for server in api.servers.iter().filter(|server| is_address(server)) {
        if !offered.iter().any(|known| known.url.trim_end_matches('/') == server.url.trim_end_matches('/')) {
            offered.push(server);
        }
    }
    if offered.len() == 1 && offered[0].variables.is_empty() {
        offered.clear();
    }
    offered
}

/// Whether calls can go there: a whole address, and an encrypted one unless it is of this machine.
fn is_address(server: &Server) -> bool {
    let url = server.variables.iter().fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    });
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let plain = rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c)) && !host.is_empty();
    plain && (scheme == "https" || (scheme == "http" && ["localhost", "127.0.0.1"].contains(&host)))
}

/// The module of the servers, where there is anything to choose.
pub(super) fn module(api: &Api, settings: &Settings) -> Option<Module<'static>> {
    let servers = offered(api, settings);
    if servers.is_empty() {
        return None;
    }
    Some(Module {
        path: "servers.rs".to_owned(),
        seen_as: "servers".to_owned(),
        continues: false,
        head: types::head(
            &Page::new(
                "The servers the document names, for `base_url` of the builder. Credentials go there.",
            ),
            false,
        ),
        items: made(servers.into_iter().map(server).collect()),
    })
}

fn server(server: &Server) -> TokenStream {
    let docs = Page::of(&server.docs, || format!("{}.", code(&server.url)));
    let named = !server.docs.description.is_empty();
    let docs = docs.note(if named { format!("{}.", code(&server.url)) } else { String::new() }).outer();
    let derive = derive(Trait::SERVER);
    let name = ident(&server.name);
    let url = server.url.trim_end_matches('/');
    let defaults = server.variables.iter().map(|(name, variable)| {
        let default = &variable.default;
        quote!((#name, #default))
    });
    let setters: Vec<_> = server.variables.iter().map(|(name, variable)| setter(name, variable)).collect();
    let setters = (!setters.is_empty()).then(|| quote!(impl #name { #(#setters)* }));
    quote! {
        #docs
        #derive
        pub struct #name(lowcodeapi_runtime::ServerUrl);

        #setters

        lowcodeapi_runtime::server!(#name, #url, [#(#defaults),*]);
    }
}

fn setter(wire: &str, variable: &ServerVariable) -> TokenStream {
    let mut facts = String::new();
    if !variable.values.is_empty() {
        let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
        facts = format!("One of {}. ", values.join(", "));
    }
    let facts = format!("{facts}Default: {}.", code(&variable.default));
    let docs = Page::of(&variable.docs, || format!("Sets {}.", code(wire))).note(facts).outer();
    let setter = ident(&variable.setter);
    quote! {
        #docs
        #[must_use]
        pub fn #setter(self, #setter: impl Into<String>) -> Self {
            Self(self.0.with(#wire, #setter))
        }
    }
}
