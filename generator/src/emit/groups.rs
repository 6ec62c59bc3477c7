//! Emits groups: the operations of a tag behind an accessor of the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::attributes::derive;
use super::context::ident;
use super::docs::{Page, code};
use crate::api::{Api, Group, Operation};
use crate::surface::Trait;

/// An operation, and its position among all.
pub(super) type IndexedOperation<'a> = (usize, &'a Operation);

/// The operations that stand on the client itself, which in a flat client are all, and the groups that have some.
pub(super) fn divided(api: &Api) -> (Vec<IndexedOperation<'_>>, Vec<(&Group, Vec<IndexedOperation<'_>>)>) {
    let mut ungrouped = Vec::new();
    let mut groups: Vec<_> = api.groups.iter().map(|group| (group, Vec::new())).collect();
    for indexed in api.operations.iter().enumerate() {
        match indexed.1.group.filter(|_| api.settings.is_grouped()) {
            Some(group) => groups[group].1.push(indexed),
            None => ungrouped.push(indexed),
        }
    }
    groups.retain(|(_, operations)| !operations.is_empty());
    (ungrouped, groups)
}

/// Who has groups.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// The client whose calls are awaited.
    Client,
    /// The client whose calls block. Its groups are those of the other one, in another mode.
    Blocking,
    /// The stand-in, whose groups say what is answered.
    Mock,
}

/// The methods of `owner` that lead to its groups.
pub(super) fn accessors(emitter: &Emitter<'_>, owner: Owner) -> Option<TokenStream> {
    let accessors: Vec<_> = emitter.groups.iter().map(|(group, _)| accessor(group, owner)).collect();
    let name = match owner {
        Owner::Client | Owner::Blocking => ident("Client"),
        Owner::Mock => ident("Mock"),
    };
    (!accessors.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#accessors)*
            }
        }
    })
}

fn accessor(group: &Group, owner: Owner) -> TokenStream {
    let docs = page(group).outer();
    let name = ident(&group.name.rust);
    let ty = ident(&group.type_name);
    let (result, made) = match owner {
        Owner::Client => (quote!(#ty<'_>), quote!(#ty(self.core()))),
        Owner::Blocking => (quote!(operations::#ty<'_, Blocking>), quote!(operations::#ty(self.core()))),
        Owner::Mock => (quote!(#ty<'_>), quote!(#ty(self))),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> #result {
            #made
        }
    }
}

/// The type of a client's group, with its methods, whichever way they are waited for.
pub(super) fn of_client(group: &Group, methods: &[TokenStream]) -> TokenStream {
    let docs = page(group).outer();
    let derive = derive(Trait::GROUP);
    let name = ident(&group.type_name);
    quote! {
        #docs
        #derive
        pub struct #name<'a, M: Mode = Async>(pub(crate) &'a Core<M>);

        impl<M: Mode> #name<'_, M> {
            #(#methods)*
        }
    }
}

/// The type of a stand-in's group, with its methods.
pub(super) fn of_mock(group: &Group, methods: &[TokenStream]) -> TokenStream {
    let docs = page(group).outer();
    let derive = derive(Trait::GROUP);
    let name = ident(&group.type_name);
    quote! {
        #docs
        #derive
        pub struct #name<'a>(pub(crate) &'a Mock);

        impl #name<'_> {
            #(#methods)*
        }
    }
}

/// What the document says about a group.
pub(super) fn page(group: &Group) -> Page {
    Page::of(&group.docs, || format!("The operations of {}.", code(&group.name.wire))).link(&group.docs)
}
