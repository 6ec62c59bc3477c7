//! Emits `blocking.rs`: the client whose calls block the calling thread.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Types;
use super::docs::{Page, text};
use super::groups::Owner;
use super::methods::{Caller, method};
use super::{Emitter, client, groups, made, types};
use crate::api::Api;
use crate::files::Module;

pub(super) fn module<'a>(emitter: &Emitter<'a>) -> Module<'a> {
    let Emitter { api, ungrouped, .. } = emitter;
    let types = Types::outside(api);
    let methods: Vec<_> =
        ungrouped.iter().map(|(_, operation)| method(&types, operation, Caller::Blocking)).collect();
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let accessors = groups::accessors(emitter, Owner::Blocking);
    let imports = imports(api, &types);
    let definition = definition(api);
    let items = [imports, definition].into_iter().chain(accessors).chain(methods);
    let page = Page::new("The client whose calls block the calling thread, with the same methods.");
    Module {
        path: "blocking.rs".to_owned(),
        seen_as: "blocking".to_owned(),
        continues: false,
        head: types::head(&page, emitter.deprecated),
        items: made(items.collect()),
    }
}

fn definition(api: &Api) -> TokenStream {
    let docs =
        Page::new(format!("A client for {} whose calls block the calling thread.", text(&api.title))).outer();
    let arguments = client::arguments(api);
    quote! {
        lowcodeapi_runtime::blocking_client! {
            #docs
            #arguments
        }
    }
}

fn imports(api: &Api, types: &Types) -> TokenStream {
    if api.operations.is_empty() {
        return TokenStream::new();
    }
    let types = types.mentioned().then(|| quote!(, types));
    quote! {
        use lowcodeapi_runtime::Blocking;
        use super::{operations #types};
    }
}
