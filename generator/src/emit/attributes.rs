//! Emits attributes of items.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::ident;
use crate::surface::Trait;

/// `#[derive(…)]`, in the order given; how values are written and read is for the runtime's macros to say.
pub(super) fn derive(traits: &[Trait]) -> TokenStream {
    let names = traits.iter().filter(|one| !one.is_of_serde()).map(|one| ident(one.name()));
    quote!(#[derive(#(#names),*)])
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
