//! Emits unions: one of several types, told apart by a member or by what decodes.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::context::{Types, ident};
use super::docs::{Page, code};
use super::types::{deprecated, page};
use crate::api::{Type, TypeRef, Union, UnionMember};

pub(super) fn union(types: &Types, ty: &Type, shape: &Union) -> TokenStream {
    let docs = page(ty).outer();
    let deprecated = deprecated(ty.deprecated);
    let name = ident(&ty.name.rust);
    let variants = shape.members.iter().map(|member| variant(types, member));
    let (derive, tagged) = match &shape.discriminator {
        Some(tag) => {
            (quote!(#[derive(Debug, Clone, PartialEq)]), Some(by_tag(types, ty, tag, &shape.members)))
        }
        None => (
            quote! {
                #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
                #[serde(untagged)]
            },
            None,
        ),
    };
    let conversions = conversions(types, ty, shape);
    quote! {
        #docs
        #deprecated
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Something this version of the client doesn't know; it is sent back as it came.
            Unknown(lowcodeapi_runtime::Value),
        }
        #tagged
        #(#conversions)*
    }
}

fn variant(types: &Types, member: &UnionMember) -> TokenStream {
    let docs = Page::new(format!("{}.", code(&member.name.wire))).outer();
    let name = ident(&member.name.rust);
    let ty = types.kept(&member.ty);
    quote!(#docs #name(#ty))
}

/// Reading and writing by the value of the member `tag`.
fn by_tag(types: &Types, ty: &Type, tag: &str, members: &[UnionMember]) -> TokenStream {
    let name = ident(&ty.name.rust);
    let cases = members.iter().map(|member| {
        let name = ident(&member.name.rust);
        let ty = types.kept(&member.ty);
        let tag = &member.name.wire;
        let others = &member.tags;
        quote!(#name(#ty) = #tag #(| #others)*)
    });
    quote! {
        lowcodeapi_runtime::tagged_union! {
            #name by #tag { #(#cases),* }
        }
    }
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
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }
    }
}
