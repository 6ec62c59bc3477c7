//! Emits `servers.rs`: the servers the document names, to choose from.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::derive;
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{made, types};
use crate::api::{Server, ServerVariable};
use crate::files::Module;
use crate::surface::{self, Surface, Trait};

/// The module of the servers, where there is anything to choose.
pub(super) fn module(surface: Surface<'_>) -> Option<Module<'static>> {
    let types = Types::seen_from(surface::Module::Servers, surface);
    let servers: Vec<_> = surface.servers().map(|server| self::server(&types, server)).collect();
    (!servers.is_empty()).then(|| Module {
        path: "servers.rs".to_owned(),
        continues: false,
        head: types::head(
            &Page::new(
                "The servers the document names, for `base_url` of the builder or, where an operation has one for itself, for `server`. Credentials go there.",
            ),
            false,
        ),
        items: made(servers),
    })
}

fn server(types: &Types, server: &Server) -> TokenStream {
    let docs = Page::of(&server.docs, || format!("{}.", code(&server.url)));
    let named = !server.docs.description.is_empty();
    let docs = docs.note(if named { format!("{}.", code(&server.url)) } else { String::new() });
    let docs = docs.note(own(types, server)).outer();
    let derive = derive(Trait::SERVER);
    let name = ident(&server.name);
    let url = server.url.trim_end_matches('/');
    let defaults = server.variables.iter().map(|(name, variable)| {
        let default = &variable.default;
        quote!((#name, #default))
    });
    let setters: Vec<_> =
        server.variables.iter().map(|(name, variable)| setter(types, name, variable)).collect();
    let setters = (!setters.is_empty()).then(|| quote!(impl #name { #(#setters)* }));
    quote! {
        #docs
        #derive
        pub struct #name(lowcodeapi_runtime::ServerUrl);

        #setters

        lowcodeapi_runtime::server!(#name, #url, [#(#defaults),*]);
    }
}

/// Whose server it is, where it isn't the whole document's; empty where it is.
fn own(types: &Types, server: &Server) -> String {
    let operations = types.api().operations.iter();
    let whose =
        operations.filter(|operation| operation.servers.first().is_some_and(|own| own.url == server.url));
    let whose: Vec<_> = whose.map(|operation| code(&operation.name.wire)).collect();
    if whose.is_empty() {
        return String::new();
    }
    let name = &server.name;
    format!(
        "The server of {}: `.server({name}::new(), {name}::new())` of the builder has their calls go there.",
        whose.join(", ")
    )
}

fn setter(types: &Types, wire: &str, variable: &ServerVariable) -> TokenStream {
    let mut facts = String::new();
    if !variable.values.is_empty() {
        let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
        facts = format!("One of {}. ", values.join(", "));
    }
    let facts = format!("{facts}Default: {}.", code(&variable.default));
    let docs = Page::of(&variable.docs, String::new).note(facts).outer();
    let signature = types.signature(&types.surface.variable(variable));
    let setter = ident(&variable.setter);
    quote! {
        #docs
        #[must_use]
        pub fn #signature {
            Self(self.0.with(#wire, #setter))
        }
    }
}
