//! Emits enums: closed lists of values, read openly.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive_of};
use super::context::ident;
use super::docs::Page;
use super::facts;
use crate::api::{Enum, EnumRepr, Type, Variant};

pub(super) fn enumeration(page: &Page, ty: &Type, shape: &Enum) -> TokenStream {
    let name = ident(&ty.name.rust);
    let (derive, deprecated) = (derive_of(ty), deprecated(ty.deprecated));
    let head = quote!(#deprecated #derive);
    match shape.repr {
        EnumRepr::String => string_enum(&name, page, &head, shape),
        EnumRepr::Integer => integer_enum(&name, page, &head, shape),
    }
}

/// An enum whose values are strings, with these attributes.
pub(super) fn string_enum(name: &Ident, page: &Page, attributes: &TokenStream, shape: &Enum) -> TokenStream {
    let docs = page.outer();
    let variants = shape.variants.iter().map(variant);
    let values = shape.variants.iter().map(|variant| {
        let name = ident(&variant.name.rust);
        let value = &variant.name.wire;
        quote!(#name = #value)
    });
    quote! {
        #docs
        #attributes
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value this version of the client doesn't know; it is sent back as it came.
            Unknown(String),
        }
        lowcodeapi_runtime::string_enum! {
            #name { #(#values),* }
        }
    }
}

fn integer_enum(name: &Ident, page: &Page, attributes: &TokenStream, shape: &Enum) -> TokenStream {
    let docs = page.outer();
    let variants = shape.variants.iter().map(variant);
    let values = shape.variants.iter().filter_map(|variant| {
        let name = ident(&variant.name.rust);
        // A value beyond 64 bits is read as unknown, like any other that has no variant.
        let value = Literal::i64_unsuffixed(variant.name.wire.parse().ok()?);
        Some(quote!(#name = #value))
    });
    quote! {
        #docs
        #attributes
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value this version of the client doesn't know; it is sent back as it came.
            Unknown(i64),
        }
        lowcodeapi_runtime::integer_enum! {
            #name { #(#values),* }
        }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let docs = Page::of(&variant.docs, || facts::wire_value(&variant.name.wire, &variant.name.rust)).outer();
    let name = ident(&variant.name.rust);
    quote!(#docs #name)
}
