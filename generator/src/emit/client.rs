//! Emits `mod.rs`: the modules and the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{gate, unused_imports};
use super::docs::Page;
use super::{Emitter, failures, made, runtime, sample, security};
use crate::api::{Api, Flavour, Gate, Settings, WEBHOOKS_FEATURE};
use crate::files::Module;
use crate::surface::{self, Surface};

/// The query parameter that LowCodeAPI takes its token in.
const TOKEN: &str = "api_token";

pub(super) fn module(emitter: &Emitter<'_>) -> Module<'static> {
    let api = emitter.api;
    let docs = Page::new("The generated half of the client.").inner();
    let (allows, unused) = (allows(), unused_imports(&api.settings));
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
    let (failures, shared_failures) = failures::is_there(emitter)
        .then(|| {
            (
                quote!(
                    mod failures;
                ),
                quote!(
                    pub use failures::*;
                ),
            )
        })
        .unzip();
    let client = client(emitter);
    let runtime = runtime::stated(&api.settings);
    let servers = Surface::of(api).servers().next().is_some().then(|| {
        quote!(
            pub mod servers;
        )
    });
    let headers = Surface::of(api).header_sets().next().is_some().then(|| {
        quote!(
            pub mod headers;
        )
    });
    let xml = (!api.xml.is_empty()).then(|| {
        quote!(
            mod xml;
        )
    });
    let webhooks = Surface::of(api).has_webhooks().then(|| {
        let gate = api.settings.features.then(|| gate(&Gate::of([WEBHOOKS_FEATURE])));
        quote!(
            #gate
            pub mod webhooks;
        )
    });
    Module {
        path: "mod.rs".to_owned(),
        continues: false,
        head: quote!(#docs #allows #unused),
        items: made(vec![
            quote! {
                #failures
                #headers
                #operations
                #servers
                pub mod types;
                #webhooks
                #xml
            },
            quote! {
                #[cfg(feature = "blocking")]
                pub mod blocking;
            },
            quote! {
                #[cfg(feature = "mock")]
                pub mod mock;
            },
            quote!(#shared_failures #reexport),
            runtime,
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
        #![allow(missing_docs, reason = "what the document says nothing about has nothing but its name")]
        #![allow(clippy::option_option, reason = "absent, null and a value are three things to some members")]
    }
}

fn client(emitter: &Emitter<'_>) -> TokenStream {
    let api = emitter.api;
    let docs = Page::new(format!("{}.", introduction(api))).prose(&api.description);
    let docs = match api.settings.flavour {
        Flavour::LowCodeApi => docs,
        Flavour::OpenApi => {
            let choice = "Calls go to the host of this package unless `base_url` of the builder is given another, such as \
                          one of [`servers`].";
            let docs = security::explain(api, docs).note(if offers_servers(api) { choice } else { "" });
            docs.note(api.open_host.as_deref().map_or_else(String::new, where_it_is))
        }
    };
    let types = emitter.seen_from(surface::Module::Root);
    let docs = docs.example(sample::lines(&types, &api.operations)).outer();
    let arguments = arguments(api);
    quote! {
        lowcodeapi_runtime::client! {
            #docs
            #arguments
        }
    }
}

/// What a client is for, as the beginning of a sentence.
pub(super) fn introduction(api: &Api) -> String {
    let subject = super::docs::text(&api.subject());
    match api.settings.flavour {
        Flavour::LowCodeApi => format!("A client that calls {subject} through LowCodeAPI"),
        Flavour::OpenApi => format!("A client for {subject}"),
    }
}

/// Whether there are servers to choose from.
fn offers_servers(api: &Api) -> bool {
    api.servers.iter().any(|server| server.is_offered)
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
pub(super) fn arguments(api: &Api) -> TokenStream {
    let Settings { provider, host, flavour, .. } = &api.settings;
    let (provider, auth, dialect) = match flavour {
        Flavour::LowCodeApi => (provider.as_str(), quote!(query(#TOKEN)), Some(quote!(dialect: lowcodeapi,))),
        // Only LowCodeAPI's paths begin with the provider.
        Flavour::OpenApi => ("", security::schemes(api), None),
    };
    let error = if api.error_codes.is_empty() {
        quote!(lowcodeapi_runtime::ErrorCode)
    } else {
        quote!(crate::types::ErrorCode)
    };
    let path = api.open_host.iter().map(|path| quote!(path: #path,));
    quote! {
        provider: #provider,
        host: #host,
        #(#path)*
        auth: #auth,
        error: #error,
        #dialect
    }
}
