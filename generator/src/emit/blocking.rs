//! Emits `blocking.rs`: the client whose calls block the calling thread.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::gate;
use super::context::ident;
use super::docs::Page;
use super::methods::methods;
use super::{Emitter, client, made, types};
use crate::api::{Api, Operation};
use crate::files::Module;
use crate::surface::{self, Caller, IndexedOperation, Surface};

pub(super) fn module<'a>(emitter: &Emitter<'a>) -> Module<'a> {
    let Emitter { api, ungrouped, .. } = emitter;
    let types = emitter.seen_from(surface::Module::Blocking);
    let methods: Vec<_> =
        ungrouped.iter().map(|(_, operation)| methods(&types, operation, Caller::Blocking)).collect();
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let accessors = accessors(types.surface);
    let imports =
        imports(ungrouped, ungrouped.iter().any(|(_, operation)| takes_types(types.surface, operation)));
    let definition = definition(api);
    let items = [imports, definition].into_iter().chain(accessors).chain(methods);
    let page = Page::new("The client whose calls block the calling thread, with the same methods.");
    Module {
        path: "blocking.rs".to_owned(),
        continues: false,
        head: types::head_of_parts(emitter, &page),
        items: made(items.collect()),
    }
}

fn definition(api: &Api) -> TokenStream {
    let docs =
        Page::new(format!("{}, whose calls block the calling thread.", client::introduction(api))).outer();
    let arguments = client::arguments(api);
    quote! {
        lowcodeapi_runtime::blocking_client! {
            #docs
            #arguments
        }
    }
}

/// Whether a method takes types of the document.
fn takes_types(surface: Surface<'_>, operation: &Operation) -> bool {
    surface.methods(operation, Caller::Blocking).any(|method| method.signature.speaks_of_types())
}

/// The groups, which are those of the client whose calls are awaited.
fn accessors(surface: Surface<'_>) -> Option<TokenStream> {
    let outermost = surface.groups().filter(|group| group.parent.is_none());
    let groups = outermost.map(|group| {
        let (accessor, name) = (ident(&group.name.rust), ident(&group.type_name));
        let gate = gate(&surface.gate_of_group(group));
        quote!(#gate #accessor -> #name)
    });
    let groups: Vec<_> = groups.collect();
    (!groups.is_empty()).then(|| {
        quote! {
            lowcodeapi_runtime::blocking_groups! { #(#groups),* }
        }
    })
}

fn imports(operations: &[IndexedOperation<'_>], types: bool) -> TokenStream {
    if operations.is_empty() {
        return TokenStream::new();
    }
    let types = types.then(|| quote!(, types));
    quote! {
        use super::{operations #types};
        use lowcodeapi_runtime::Blocking;
    }
}
