//! Emits `types/required.rs`: the members that a type can't be made without, where they are too many for arguments.
//!
//! A struct whose fields are all named is checked by the compiler, which names whatever is missing. It costs a tenth of
//! what a builder does that keeps track in its type, and nothing when the program runs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive, gate};
use super::context::{Types, ident};
use super::docs::{Page, first_sentence};
use super::types::head;
use super::{Emitter, made};
use crate::api::{Field, Struct, Type};
use crate::files::Module;
use crate::surface::{self, Trait};

/// All such structs.
pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Option<Module<'a>> {
    let types = emitter.seen_from(surface::Module::Required);
    let structs: Vec<_> =
        types.surface.made_by_name().map(|(_, ty, shape)| structure(&types, ty, shape)).collect();
    if structs.is_empty() {
        return None;
    }
    let page =
        Page::new("What types can't be made without, where that is too much to be told apart by its order.");
    Some(Module {
        path: "types/required.rs".to_owned(),
        continues: false,
        head: head(&page, emitter.deprecated_types),
        items: made(structs),
    })
}

fn structure(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
    let name = ident(&ty.name.rust);
    let bare = name.to_string().replace("r#", "");
    let docs = Page::new(format!("What a [`{bare}`](super::{bare}) can't be made without.")).outer();
    let derive = derive(Trait::REQUIRED);
    let gate = gate(&ty.gate);
    let fields = shape.asked_for().map(|field| member(types, field));
    quote! {
        #gate
        #docs
        #derive
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn member(types: &Types, field: &Field) -> TokenStream {
    let name = ident(&field.name.rust);
    let docs = Page::default().note(first_sentence(&field.docs).unwrap_or_default()).outer();
    let deprecated = deprecated(field.deprecated);
    let ty = types.written(&types.surface.field(field));
    quote!(#docs #deprecated pub #name: #ty)
}

/// A type is made of what it can't be made without.
pub(super) fn conversion(name: &Ident) -> TokenStream {
    quote! {
        impl From<required::#name> for #name {
            fn from(required: required::#name) -> Self {
                Self::new(required)
            }
        }
    }
}
