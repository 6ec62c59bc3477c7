//! Emits `blocking.rs`: the client whose calls block the calling thread.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::gate;
use super::context::ident;
use super::docs::Page;
use super::{Emitter, client, made, types};
use crate::api::Api;
use crate::files::Module;
use crate::surface::Surface;

pub(super) fn module(emitter: &Emitter<'_>) -> Module<'static> {
    let accessors = accessors(Surface::of(emitter.api));
    // Its own methods stand beside those of the client whose calls are awaited.
    let page = Page::new("The client whose calls block the calling thread, with the same methods.");
    Module {
        path: "blocking.rs".to_owned(),
        continues: false,
        head: types::head(&page, false),
        items: made([definition(emitter.api)].into_iter().chain(accessors).collect()),
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
