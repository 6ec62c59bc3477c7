//! Emits how a value becomes the parts of a form.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, ident};
use crate::api::{Field, Primitive, Shape, Struct, Type, TypeRef, Union};
use crate::surface::Forms;

fn is_converted(shape: &Shape) -> bool {
    matches!(shape, Shape::Struct(_) | Shape::Union(_))
}

/// The form a value becomes.
pub(super) fn form(types: &Types, ty: &TypeRef, value: &TokenStream) -> TokenStream {
    let form = quote!(lowcodeapi_runtime::Form);
    match types.api().resolve(ty) {
        TypeRef::Primitive(Primitive::Binary) | TypeRef::JsonObject => quote!(#form::from(#value)),
        TypeRef::Named(id) if is_converted(&types.api().types[id.0].shape) => quote!(#form::from(#value)),
        TypeRef::Boxed(id) if is_converted(&types.api().types[id.0].shape) => quote!(#form::from(*#value)),
        TypeRef::Map(item) => added(types, &quote!(#form::new()), item, value),
        _ => quote!(#form::of(&#value)),
    }
}

/// Parts that go by their position.
pub(super) fn by_position(types: &Types, ty: &TypeRef, value: &TokenStream) -> TokenStream {
    let form = quote!(lowcodeapi_runtime::Form::by_position());
    match types.api().resolve(ty) {
        TypeRef::Tuple(items) => {
            let steps = items.iter().enumerate().map(|(at, item)| {
                let (position, name) = (syn::Index::from(at), at.to_string());
                let place = Position { at: quote!(#position), owned: quote!(#name), lent: quote!(#name) };
                let step = item_step(types, item, &place, &quote!(#value.#position));
                quote!(.#step)
            });
            quote!(#form #(#steps)*)
        }
        TypeRef::Array(item) => {
            let owned = quote!(at.to_string());
            let place = Position { at: quote!(at), lent: quote!(&#owned), owned };
            let step = item_step(types, item, &place, &quote!(value));
            quote!(#value.into_iter().enumerate().fold(#form, |form, (at, value)| form.#step))
        }
        _ => quote!(#form),
    }
}

/// The position of an item, which is its name too.
struct Position {
    at: TokenStream,
    owned: TokenStream,
    lent: TokenStream,
}

/// What adds an item at a position.
fn item_step(types: &Types, item: &TypeRef, place: &Position, value: &TokenStream) -> TokenStream {
    let Position { at, owned, lent } = place;
    match types.api().resolve(item) {
        item if is_file(types, item) => quote!(upload(#owned, #value)),
        item if types.surface.holds_files(item) => quote!(parts(#lent, #value)),
        item if is_base64(types, item) => quote!(base64(#lent, &#value)),
        _ => quote!(item(#at, &#value)),
    }
}

/// A form with a part for each value of a map.
fn added(types: &Types, form: &TokenStream, item: &TypeRef, map: &TokenStream) -> TokenStream {
    let item = match types.api().resolve(item) {
        TypeRef::Nullable(inner) => types.api().resolve(inner),
        item => item,
    };
    match item {
        item if is_file(types, item) => quote!(#form.uploads_of(#map)),
        item if types.surface.holds_files(item) => quote!(#form.parts_of(#map)),
        item if is_base64(types, item) => quote!(#form.base64_of(#map)),
        _ => quote!(#form.fields(&#map)),
    }
}

/// What a type becomes where it is a form, or a part of one.
pub(super) fn conversions(types: &Types, forms: &Forms, at: usize) -> TokenStream {
    let ty = &types.api().types[at];
    let whole = forms.whole.contains(&at).then(|| match &ty.shape {
        Shape::Struct(shape) => of_struct(types, ty, shape),
        Shape::Union(shape) => of_union(types, ty, shape),
        Shape::Enum(_) | Shape::Alias(_) => TokenStream::new(),
    });
    let part = match &ty.shape {
        Shape::Union(shape) if forms.parts.contains(&at) => Some(parts_of_union(types, ty, shape)),
        _ => None,
    };
    quote!(#whole #part)
}

/// A member a part; bytes are files.
fn of_struct(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
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
fn of_union(types: &Types, ty: &Type, shape: &Union) -> TokenStream {
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

/// An alternative that is a file, or several, is no field.
fn parts_of_union(types: &Types, ty: &Type, shape: &Union) -> TokenStream {
    let union = ident(&ty.name.rust);
    let arms = shape.members.iter().map(|member| {
        let variant = ident(&member.name.rust);
        let boxed = matches!(member.ty, TypeRef::Boxed(_)).then(|| quote!(*));
        if types.surface.holds_files(&member.ty) {
            quote!(Self::#variant(value) => form.parts(name, #boxed value))
        } else {
            quote!(Self::#variant(value) => form.field(name, &value))
        }
    });
    quote! {
        impl lowcodeapi_runtime::Parts for #union {
            fn add_to(self, form: lowcodeapi_runtime::Form, name: &str) -> lowcodeapi_runtime::Form {
                match self {
                    #(#arms,)*
                    Self::Unknown(value) => form.field(name, &value),
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
    match types.api().resolve(&field.ty) {
        ty if is_file(types, ty) => quote!(.upload(#wire, #value)),
        TypeRef::Array(item) if is_file(types, item) && field.required && !field.nullable => {
            quote!(.uploads(#wire, #value))
        }
        TypeRef::Array(item) if is_file(types, item) => quote!(.uploads(#wire, #value.into_iter().flatten())),
        ty if types.surface.holds_files(ty) => quote!(.parts(#wire, body.#name)),
        ty if is_base64(types, ty) => quote!(.base64(#wire, &body.#name)),
        TypeRef::Array(item) if is_base64(types, item) => quote!(.base64(#wire, &body.#name)),
        _ => quote!(.field(#wire, &body.#name)),
    }
}

fn is_file(types: &Types, ty: &TypeRef) -> bool {
    *types.api().resolve(ty) == TypeRef::Primitive(Primitive::Binary)
}

fn is_base64(types: &Types, ty: &TypeRef) -> bool {
    *types.api().resolve(ty) == TypeRef::Primitive(Primitive::Base64)
}
