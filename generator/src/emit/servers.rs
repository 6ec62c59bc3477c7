//! Emits `servers.rs`: the servers the document names, to choose from.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::derive;
use super::context::ident;
use super::docs::{Page, code};
use super::{made, types};
use crate::api::{Api, Server, ServerVariable};
use crate::files::Module;
use crate::surface::Trait;

/// The module of the servers, where there is anything to choose.
pub(super) fn module(api: &Api) -> Option<Module<'static>> {
    let servers: Vec<_> = api.servers.iter().filter(|server| server.is_offered).map(server).collect();
    (!servers.is_empty()).then(|| Module {
        path: "servers.rs".to_owned(),
        seen_as: "servers".to_owned(),
        continues: false,
        head: types::head(
            &Page::new(
                "The servers the document names, for `base_url` of the builder. Credentials go there.",
            ),
            false,
        ),
        items: made(servers),
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
