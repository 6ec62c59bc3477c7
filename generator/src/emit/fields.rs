//! Emits members of structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::deprecated;
use super::context::{Types, ident};
use super::docs::{Page, repeats};
use super::facts;
use crate::api::{Field, TypeRef};

/// A member, with documentation and attributes.
pub(super) fn field(types: &Types, field: &Field) -> TokenStream {
    let docs = page(field).outer();
    let deprecated = deprecated(field.deprecated);
    let name = ident(&field.name.rust);
    let ty = types.written(&types.surface.field(field));
    quote! {
        #docs
        #deprecated
        pub #name: #ty
    }
}

/// The map that keeps members the document doesn't name.
pub(super) fn additional(types: &Types, name: &str, value: &TypeRef) -> TokenStream {
    let name = ident(name);
    let ty = types.written(&types.surface.additional(value));
    quote! {
        /// Members the document doesn't name.
        pub #name: #ty
    }
}

fn page(field: &Field) -> Page {
    let mut docs = field.docs.clone();
    if repeats(&field.name, &docs.summary) {
        docs.summary.clear();
    }
    Page::of(&docs, String::new).note(facts::of_field(field)).link(&field.docs)
}
