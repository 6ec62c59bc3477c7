//! Emits unions: one of several types, told apart by a member or by what decodes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive_of};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::facts;
use crate::api::{JsonKind, Type, TypeRef, Union, UnionMember};

pub(super) fn union(types: &Types, page: Page, ty: &Type, shape: &Union) -> TokenStream {
    let docs = page.note(alike(shape).unwrap_or_default()).outer();
    let deprecated = deprecated(ty.deprecated);
    let derive = derive_of(ty);
    let name = ident(&ty.name.rust);
    let variants = shape.members.iter().map(|member| variant(types, member));
    let by = shape.discriminator.as_ref().map(|member| {
        let default = shape.members.iter().find(|member| member.is_default);
        let default = default.map(|member| ident(&member.name.rust)).map(|name| quote!(else #name));
        quote!(by #member #default)
    });
    let alternatives = shape.members.iter().map(|member| alternative(types, member));
    let conversions = types.surface.conversions(ty, shape).map(|member| conversion(types, &name, member));
    quote! {
        #docs
        #deprecated
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// What is none of these, or fits none of them whole; it is sent back as it came.
            Unknown(lowcodeapi_runtime::Value),
        }
        lowcodeapi_runtime::union! {
            #name #by { #(#alternatives),* }
        }
        #(#conversions)*
    }
}

/// Says which alternatives can't be told apart.
fn alike(shape: &Union) -> Option<String> {
    let name = |at: usize| code(&shape.members[at].name.rust);
    let pairs = shape.alike.iter().map(|(one, other)| format!("{} and {}", name(*one), name(*other)));
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| {
        format!("Nothing tells {} apart: such a value is read as the first of the two.", pairs.join(", nor "))
    })
}

fn variant(types: &Types, member: &UnionMember) -> TokenStream {
    let docs = Page::default().note(facts::wire_value(&member.name.wire, &member.name.rust)).outer();
    let name = ident(&member.name.rust);
    let ty = types.kept(&member.ty);
    quote!(#docs #name(#ty))
}

/// How an alternative is told: by kind of JSON, and by the values of the discriminator that mean it.
fn alternative(types: &Types, member: &UnionMember) -> TokenStream {
    let name = ident(&member.name.rust);
    let ty = types.kept(&member.ty);
    let kinds = member.kinds.iter().map(|kind| kind_name(*kind, member.closed));
    let tags = &member.tags;
    let tags = (!tags.is_empty()).then(|| quote!(= #(#tags)|*));
    let written = member.written.as_ref().map(|written| quote!(=> #written));
    let integers = types.has_integers(&member.ty).then(|| quote!(as integers));
    quote!(#name(#ty #integers): #(#kinds)* #tags #written)
}

/// As the runtime's macro has it.
fn kind_name(kind: JsonKind, closed: bool) -> Ident {
    ident(match kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "boolean",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object if closed => "closed",
        JsonKind::Object => "object",
    })
}

/// `From`, of what an alternative holds.
fn conversion(types: &Types, name: &Ident, member: &UnionMember) -> TokenStream {
    let variant = ident(&member.name.rust);
    let is_boxed = matches!(member.ty, TypeRef::Boxed(_));
    let value = if is_boxed { quote!(Box::new(value)) } else { quote!(value) };
    let from = types.surface.unboxed(&member.ty);
    let ty = types.written(&from);
    // A literal has no other type.
    let text = from.is_string().then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::#variant(value.to_owned())
                }
            }
        }
    });
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }
        #text
    }
}
