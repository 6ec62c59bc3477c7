//! Emits how a value becomes the parts of a form.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, ident};
use crate::api::{Content, Encoding, Field, Primitive, Shape, Struct, Type, TypeRef, Union};

/// The positions of the structs and unions that some operation sends as a form.
pub(super) fn forms(types: &Types) -> HashSet<usize> {
    let bodies = types.api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.flat_map(|body| {
        let sent = |(at, content): &(usize, &Content)| *at == 0 || content.chosen_by.is_some();
        body.contents.iter().enumerate().filter(sent).map(|(_, content)| content)
    });
    let sent = bodies.filter(|content| content.encoding == Encoding::Multipart);
    let mut stack: Vec<&TypeRef> = sent.map(|content| &content.ty).collect();
    let mut forms = HashSet::new();
    while let Some(ty) = stack.pop() {
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = types.resolve(ty) else { continue };
        let shape = &types.api.types[id.0].shape;
        if is_converted(shape)
            && forms.insert(id.0)
            && let Shape::Union(union) = shape
        {
            stack.extend(union.members.iter().map(|member| &member.ty));
        }
    }
    forms
}

fn is_converted(shape: &Shape) -> bool {
    matches!(shape, Shape::Struct(_) | Shape::Union(_))
}

/// The form a value becomes.
pub(super) fn form(types: &Types, ty: &TypeRef, value: &TokenStream) -> TokenStream {
    let form = quote!(lowcodeapi_runtime::Form);
    match types.resolve(ty) {
        // The caller's own.
        TypeRef::Primitive(Primitive::Binary) => quote!(#value),
        TypeRef::Named(id) if is_converted(&types.api.types[id.0].shape) => quote!(#form::from(#value)),
        TypeRef::Boxed(id) if is_converted(&types.api.types[id.0].shape) => quote!(#form::from(*#value)),
        TypeRef::Map(item) => added(types, &quote!(#form::new()), item, value),
        _ => quote!(#form::of(&#value)),
    }
}

/// A form with a part for each value of a map.
fn added(types: &Types, form: &TokenStream, item: &TypeRef, map: &TokenStream) -> TokenStream {
    let item = match types.resolve(item) {
        TypeRef::Nullable(inner) => types.resolve(inner),
        item => item,
    };
    let step = match item {
        item if is_file(types, item) => quote!(upload(name, value)),
        TypeRef::Array(item) if is_file(types, item) => quote!(uploads(&name, value)),
        item if is_base64(types, item) => quote!(base64(&name, &value)),
        _ => return quote!(#form.fields(&#map)),
    };
    quote!(#map.into_iter().fold(#form, |form, (name, value)| form.#step))
}

/// A member a part; bytes are files.
pub(super) fn of_struct(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
    let name = ident(&ty.name.rust);
    let parts: Vec<_> = shape.fields.iter().map(|field| part(types, field)).collect();
    let body = if parts.is_empty() && shape.additional.is_none() { quote!(_) } else { quote!(body) };
    let form = quote!(Self::new() #(#parts)*);
    let form = match &shape.additional {
        Some((name, item)) => {
            let name = ident(name);
            added(types, &form, item, &quote!(body.#name))
        }
        None => form,
    };
    quote! {
        impl From<#name> for lowcodeapi_runtime::Form {
            fn from(#body: #name) -> Self {
                #form
            }
        }
    }
}

/// An alternative is the form it becomes by itself, and the member that tells it where it has none.
pub(super) fn of_union(types: &Types, ty: &Type, shape: &Union) -> TokenStream {
    let name = ident(&ty.name.rust);
    let arms = shape.members.iter().map(|member| {
        let variant = ident(&member.name.rust);
        let form = form(types, &member.ty, &quote!(value));
        let tag = shape.discriminator.as_ref().zip(member.written.as_ref());
        let tag = tag.map(|(name, written)| quote!(.field(#name, &#written)));
        quote!(#name::#variant(value) => #form #tag)
    });
    quote! {
        impl From<#name> for lowcodeapi_runtime::Form {
            fn from(body: #name) -> Self {
                match body {
                    #(#arms,)*
                    #name::Unknown(value) => Self::of(&value),
                }
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
        ty if is_base64(types, ty) => quote!(.base64(#wire, &body.#name)),
        TypeRef::Array(item) if is_base64(types, item) => quote!(.base64(#wire, &body.#name)),
        _ => quote!(.field(#wire, &body.#name)),
    }
}

fn is_file(types: &Types, ty: &TypeRef) -> bool {
    *types.resolve(ty) == TypeRef::Primitive(Primitive::Binary)
}

fn is_base64(types: &Types, ty: &TypeRef) -> bool {
    *types.resolve(ty) == TypeRef::Primitive(Primitive::Base64)
}
