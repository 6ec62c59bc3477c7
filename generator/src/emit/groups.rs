//! Emits groups: the operations of a tag behind an accessor of the client.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::context::ident;
use super::docs::{Page, code};
use super::settings::{Grouping, Settings};
use crate::api::{Api, Group, Operation};

/// The operations that stand on the client itself, with their positions.
pub(super) fn ungrouped<'a>(api: &'a Api, settings: &Settings) -> Vec<(usize, &'a Operation)> {
    let flat = settings.grouping == Grouping::Flat;
    let operations = api.operations.iter().enumerate();
    operations.filter(|(_, operation)| flat || operation.group.is_none()).collect()
}

/// The groups that have operations, each with them and their positions; none where the client is flat.
pub(super) fn grouped<'a>(
    api: &'a Api,
    settings: &Settings,
) -> Vec<(&'a Group, Vec<(usize, &'a Operation)>)> {
    let mut groups: Vec<_> = api.groups.iter().map(|group| (group, Vec::new())).collect();
    if settings.grouping == Grouping::Tag {
        for (position, operation) in api.operations.iter().enumerate() {
            if let Some(group) = operation.group {
                groups[group].1.push((position, operation));
            }
        }
    }
    groups.retain(|(_, operations)| !operations.is_empty());
    groups
}

/// The methods of `owner` that lead to its groups.
pub(super) fn accessors<'a>(
    groups: impl IntoIterator<Item = &'a Group>,
    owner: &Ident,
) -> Option<TokenStream> {
    let accessors: Vec<_> = groups.into_iter().map(accessor).collect();
    (!accessors.is_empty()).then(|| {
        quote! {
            impl #owner {
                #(#accessors)*
            }
        }
    })
}

fn accessor(group: &Group) -> TokenStream {
    let docs = page(group).outer();
    let name = ident(&group.name.rust);
    let ty = ident(&group.type_name);
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> #ty<'_> {
            #ty(self)
        }
    }
}

/// The type of a group, with its methods.
pub(super) fn group(group: &Group, owner: &Ident, methods: &[TokenStream]) -> TokenStream {
    let docs = page(group).outer();
    let name = ident(&group.type_name);
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #name<'a>(pub(crate) &'a #owner);

        impl #name<'_> {
            #(#methods)*
        }
    }
}

/// What the document says about a group.
pub(super) fn page(group: &Group) -> Page {
    Page::of(&group.docs, || format!("The operations of {}.", code(&group.name.wire))).link(&group.docs)
}
