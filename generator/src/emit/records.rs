//! Emits how structs are read and written: a table of their members, an entry each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use super::context::{Types, ident};
use crate::api::{Field, Struct, TypeRef};

/// The table of a struct, as the runtime's macro takes it.
pub(super) fn record(types: &Types, name: &Ident, shape: &Struct) -> TokenStream {
    // Names that are only read stand behind those of all members.
    let mut aliases = shape.fields.len()..;
    let entries = shape.fields.iter().enumerate().map(|(at, field)| {
        let positions = [at].into_iter().chain(aliases.by_ref().take(field.aliases.len()));
        entry(types, field, positions.map(Literal::usize_unsuffixed))
    });
    let entries: Vec<_> = entries.collect();
    let others = shape.additional.as_ref().map(|(name, value)| {
        let name = ident(name);
        let integers = integers(types, value);
        quote!(_ => #name: others #integers,)
    });
    quote! {
        lowcodeapi_runtime::record! {
            #name { #(#entries,)* #others }
        }
    }
}

fn entry(types: &Types, field: &Field, positions: impl Iterator<Item = Literal>) -> TokenStream {
    let names = [&field.name.wire].into_iter().chain(&field.aliases);
    let name = ident(&field.name.rust);
    let presence = presence(types, field);
    let integers = integers(types, &field.ty);
    quote!(#(#positions)|* = #(#names)|* => #name: #presence #integers)
}

/// What it means that a member is absent, or `null`.
fn presence(types: &Types, field: &Field) -> Ident {
    // Where anything goes, `null` is a value like any other.
    let anything = *types.api().resolve(&field.ty) == TypeRef::Json;
    ident(match (field.required, field.nullable) {
        (true, false) => "required",
        (true, true) => "nullable",
        (false, nullable) if nullable || anything => "present",
        (false, _) => "optional",
    })
}

/// Says of a type with integers in it that they are to be read with care.
fn integers(types: &Types, ty: &TypeRef) -> Option<Ident> {
    types.has_integers(ty).then(|| ident("integers"))
}
