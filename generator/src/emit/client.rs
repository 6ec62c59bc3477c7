//! Emits `mod.rs`: the modules and the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Page;
use super::security;
use super::settings::{Auth, Settings};
use super::{made, servers};
use crate::api::Api;
use crate::files::Module;

pub(super) fn module(api: &Api, settings: &Settings) -> Module<'static> {
    let docs = Page::new("The generated half of the client.").inner();
    let allows = allows();
    let operations = (!api.operations.is_empty()).then(|| {
        quote!(
            mod operations;
        )
    });
    let reexport = (!api.operations.is_empty()).then(|| {
        quote!(
            pub use operations::*;
        )
    });
    let client = client(api, settings);
    let offered = servers::offered(api, settings);
    let servers = (!offered.is_empty()).then(|| {
        quote!(
            pub mod servers;
        )
    });
    Module {
        path: "mod.rs".to_owned(),
        seen_as: String::new(),
        continues: false,
        head: quote!(#docs #allows),
        items: made(vec![
            quote! {
                #operations
                #servers
                pub mod types;
            },
            quote! {
                #[cfg(feature = "blocking")]
                pub mod blocking;
            },
            quote! {
                #[cfg(feature = "mock")]
                pub mod mock;
            },
            quote!(#reexport),
            client,
        ]),
    }
}

/// What clippy would change in names, words and shapes that are not ours to change.
fn allows() -> TokenStream {
    quote! {
        #![allow(
            clippy::disallowed_names,
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::fn_params_excessive_bools,
            clippy::large_enum_variant,
            clippy::many_single_char_names,
            clippy::module_inception,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_many_lines,
            clippy::type_complexity,
            clippy::unreadable_literal,
            clippy::wrong_self_convention,
            reason = "words, names and shapes are the provider's"
        )]
        #![allow(clippy::option_option, reason = "absent, null and a value are three things to some members")]
    }
}

fn client(api: &Api, settings: &Settings) -> TokenStream {
    let docs = Page::new(format!("A client for {}.", super::docs::text(&api.title))).prose(&api.description);
    let docs = match settings.auth {
        Auth::Query(_) => docs,
        Auth::Schemes => {
            let choice = "Calls go to the host of this package unless `base_url` of the builder is given another, such as \
                          one of [`servers`].";
            let offered = servers::offered(api, settings);
            let docs = security::explain(api, docs).note(if offered.is_empty() { "" } else { choice });
            docs.note(servers::open_host(api, settings).map_or_else(String::new, |path| where_it_is(&path)))
        }
    };
    let docs = docs.outer();
    let arguments = arguments(api, settings);
    quote! {
        lowcodeapi_runtime::client! {
            #docs
            #arguments
        }
    }
}

/// Says what a caller has to say about the host.
fn where_it_is(path: &str) -> String {
    let whole =
        "The document doesn't say where the service is: give its address to `base_url` of the builder.";
    if path.is_empty() {
        return whole.to_owned();
    }
    format!(
        "{whole} A host alone, such as `https://host`, is completed by the document's path, {}; an address with a path of \
         its own stands as it is.",
        super::docs::code(path)
    )
}

/// What the macros that define a client are told.
pub(super) fn arguments(api: &Api, settings: &Settings) -> TokenStream {
    let provider = &settings.provider;
    let host = &settings.host;
    let auth = match &settings.auth {
        Auth::Query(name) => quote!(query(#name)),
        Auth::Schemes => security::schemes(api),
    };
    let error = if api.error_codes.is_empty() {
        quote!(lowcodeapi_runtime::ErrorCode)
    } else {
        quote!(crate::types::ErrorCode)
    };
    let envelope = (!settings.envelope).then(|| quote!(envelope: none,));
    let path = servers::open_host(api, settings).map(|path| quote!(path: #path,));
    quote! {
        provider: #provider,
        host: #host,
        #path
        auth: #auth,
        error: #error,
        #envelope
    }
}
