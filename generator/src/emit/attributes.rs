//! Emits attributes of items.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::ident;
use crate::api::{Gate, Settings, Shape, Type};
use crate::surface::Trait;

/// `#[derive(…)]`, in the order given; how values are written and read is for the runtime's macros to say.
pub(super) fn derive(traits: &[Trait]) -> TokenStream {
    let names = traits.iter().filter(|one| !one.is_of_serde()).map(|one| ident(one.name()));
    quote!(#[derive(#(#names),*)])
}

/// The same of a named type, with what the client's manifest has it derive.
pub(super) fn derive_of(ty: &Type) -> TokenStream {
    let is_struct = matches!(ty.shape, Shape::Struct(_));
    let is_added = |one: &&Trait| one.is_of_serde() || is_struct && one.is_by_table();
    let own = Trait::of_type(ty).iter().filter(|one| !is_added(one)).map(|one| ident(one.name()));
    let chosen = ty.derives.iter().map(|path| {
        let segments = path.split("::").map(ident);
        quote!(#(#segments)::*)
    });
    quote!(#[derive(#(#own,)* #(#chosen),*)])
}

/// `#[cfg(…)]`: what has to be there for an item to be.
pub(super) fn gate(gate: &Gate) -> Option<TokenStream> {
    match gate.features() {
        [] => None,
        [feature] => Some(quote!(#[cfg(feature = #feature)])),
        features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
    }
}

/// Says of a module that not all it imports is used, where that depends on features.
pub(super) fn unused_imports(settings: &Settings) -> Option<TokenStream> {
    settings.features.then(
        || quote!(#![allow(unused_imports, reason = "which of them are used depends on the features that are on")]),
    )
}

/// Says that an item is deprecated.
pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// Excuses a function with as many arguments.
pub(super) fn too_many(arguments: usize) -> Option<TokenStream> {
    (arguments > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the document requires as many parameters")]),
    )
}

/// More arguments than clippy takes for readable.
pub(super) const MANY: usize = 7;
