//! Emits how a struct becomes the parts of a form.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, ident};
use crate::api::{Content, Encoding, Field, Primitive, Shape, Struct, Type, TypeRef};

/// The positions of the structs that some operation sends as a form.
pub(super) fn forms(types: &Types) -> HashSet<usize> {
    let bodies = types.api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.flat_map(|body| {
        let sent = |(at, content): &(usize, &Content)| *at == 0 || content.chosen_by.is_some();
        body.contents.iter().enumerate().filter(sent).map(|(_, content)| content)
    });
    let sent = bodies.filter(|content| content.encoding == Encoding::Multipart);
    sent.filter_map(|content| match types.resolve(&content.ty) {
        TypeRef::Named(id) if matches!(types.api.types[id.0].shape, Shape::Struct(_)) => Some(id.0),
        _ => None,
    })
    .collect()
}

/// A member a part; bytes are files.
pub(super) fn conversion(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
    let name = ident(&ty.name.rust);
    let parts = shape.fields.iter().map(|field| part(types, field));
    let additional = shape.additional.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(.fields(&body.#name))
    });
    let parts: Vec<_> = parts.chain(additional).collect();
    let body = if parts.is_empty() { quote!(_) } else { quote!(body) };
    quote! {
        impl From<#name> for lowcodeapi_runtime::Form {
            fn from(#body: #name) -> Self {
                Self::new() #(#parts)*
            }
        }
    }
}

fn part(types: &Types, field: &Field) -> TokenStream {
    let name = ident(&field.name.rust);
    let wire = &field.name.wire;
    let twice_optional = field.nullable && !field.required;
    let value = if twice_optional { quote!(body.#name.flatten()) } else { quote!(body.#name) };
    match types.resolve(&field.ty) {
        ty if is_file(types, ty) => quote!(.upload(#wire, #value)),
        TypeRef::Array(item) if is_file(types, item) && field.required && !field.nullable => {
            quote!(.uploads(#wire, #value))
        }
        TypeRef::Array(item) if is_file(types, item) => quote!(.uploads(#wire, #value.into_iter().flatten())),
        _ => quote!(.field(#wire, &body.#name)),
    }
}

fn is_file(types: &Types, ty: &TypeRef) -> bool {
    *types.resolve(ty) == TypeRef::Primitive(Primitive::Binary)
}
