//! Emits unions: one of several types, told apart by a member or by what decodes.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::types::page;
use crate::api::{JsonKind, Type, TypeRef, Union, UnionMember};
use crate::surface::Trait;

pub(super) fn union(types: &Types, ty: &Type, shape: &Union) -> TokenStream {
    let docs = page(ty).note(alike(shape).unwrap_or_default()).outer();
    let deprecated = deprecated(ty.deprecated);
    let derive = derive(Trait::of_shape(&ty.shape));
    let name = ident(&ty.name.rust);
    let variants = shape.members.iter().map(|member| variant(types, member));
    let by = shape.discriminator.as_ref().map(|member| quote!(by #member));
    let alternatives = shape.members.iter().map(|member| alternative(types, member));
    let conversions = conversions(types, ty, shape);
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
    let docs = Page::new(format!("{}.", code(&member.name.wire))).outer();
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

/// `From` for each member whose type stands for it alone.
fn conversions(types: &Types, ty: &Type, shape: &Union) -> Vec<TokenStream> {
    let name = ident(&ty.name.rust);
    let resolved = |member: &UnionMember| match types.resolve(&member.ty) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => types.named(*id).to_string(),
        other => types.kept(other).to_string(),
    };
    let mut uses: HashMap<String, usize> = HashMap::new();
    for member in &shape.members {
        *uses.entry(resolved(member)).or_default() += 1;
    }
    // What is anything can't be told from `Unknown`, and a type converts into itself already.
    let alone = |member: &UnionMember| {
        let resolved = resolved(member);
        member.ty != TypeRef::Json && uses[&resolved] == 1 && name != resolved
    };
    shape
        .members
        .iter()
        .filter(|member| alone(member))
        .map(|member| conversion(types, &name, member))
        .collect()
}

fn conversion(types: &Types, name: &Ident, member: &UnionMember) -> TokenStream {
    let variant = ident(&member.name.rust);
    let (ty, value) = match &member.ty {
        TypeRef::Boxed(id) => (types.named(*id), quote!(Box::new(value))),
        ty => (types.kept(ty), quote!(value)),
    };
    // A literal has no other type.
    let text = (ty.to_string() == "String").then(|| {
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
