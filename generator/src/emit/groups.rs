//! Emits groups: the operations of a tag behind an accessor of the client.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::context::ident;
use super::docs::{Page, code};
use super::settings::{Grouping, Settings};
use crate::api::{Api, Group, Operation};

/// An operation, and its position among all.
pub(super) type Placed<'a> = (usize, &'a Operation);

/// The operations that stand on the client itself, which in a flat client are all, and the groups that have some.
pub(super) fn divided<'a>(
    api: &'a Api,
    settings: &Settings,
) -> (Vec<Placed<'a>>, Vec<(&'a Group, Vec<Placed<'a>>)>) {
    let mut ungrouped = Vec::new();
    let mut groups: Vec<_> = api.groups.iter().map(|group| (group, Vec::new())).collect();
    for placed in api.operations.iter().enumerate() {
        match placed.1.group.filter(|_| settings.grouping == Grouping::Tag) {
            Some(group) => groups[group].1.push(placed),
            None => ungrouped.push(placed),
        }
    }
    groups.retain(|(_, operations)| !operations.is_empty());
    (ungrouped, groups)
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
