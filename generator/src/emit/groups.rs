//! Emits groups: the operations of a tag behind an accessor of the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{derive, gate};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{Emitter, sample};
use crate::api::{Group, Operation};
use crate::surface::{IndexedOperation, Owner, Surface, Trait};

/// The methods of the client that lead to its groups, and the groups that others stand in: those are there for each of them.
pub(super) fn accessors(emitter: &Emitter<'_>, types: &Types) -> Option<TokenStream> {
    let outermost = types.surface.groups().filter(|group| group.parent.is_none());
    let accessors: Vec<_> = outermost.map(|group| accessor(types, group, &quote!(self.core()))).collect();
    let outer = types.surface.groups().filter_map(|group| {
        let inner: Vec<_> =
            types.surface.groups_in(group).map(|inner| accessor(types, inner, &quote!(self.0))).collect();
        (!inner.is_empty()).then(|| outer_group(emitter, types, group, &inner))
    });
    let outer: Vec<_> = outer.collect();
    (!accessors.is_empty()).then(|| {
        quote! {
            impl Client {
                #(#accessors)*
            }
            #(#outer)*
        }
    })
}

fn accessor(types: &Types, group: &Group, core: &TokenStream) -> TokenStream {
    let docs = page(group).outer();
    let signature = types.signature(&types.surface.accessor(group, Owner::Client));
    let ty = ident(&group.type_name);
    let gate = gate(&types.surface.gate_of_group(group));
    quote! {
        #gate
        #docs
        #[must_use]
        pub fn #signature {
            #ty(#core)
        }
    }
}

/// The type of a group that others stand in, and the methods that lead to them.
fn outer_group(
    emitter: &Emitter<'_>,
    types: &Types,
    group: &Group,
    accessors: &[TokenStream],
) -> TokenStream {
    let gate = gate(&types.surface.gate_of_group(group));
    let definition = definition(emitter, types, group);
    let name = ident(&group.type_name);
    quote! {
        #gate
        #definition

        #gate
        impl<'a, M: Mode> #name<'a, M> {
            #(#accessors)*
        }
    }
}

/// The type of a client's group, with its methods, whichever way they are waited for.
pub(super) fn of_client(
    emitter: &Emitter<'_>,
    types: &Types,
    group: &Group,
    methods: &[TokenStream],
) -> TokenStream {
    let definition = definition(emitter, types, group);
    let methods = (!methods.is_empty()).then(|| more_of_client(group, methods));
    quote! {
        #definition

        #methods
    }
}

fn definition(emitter: &Emitter<'_>, types: &Types, group: &Group) -> TokenStream {
    let docs = page(group).example(sample::lines(types, operations(emitter, group))).outer();
    let derive = derive(Trait::GROUP);
    let name = ident(&group.type_name);
    quote! {
        #docs
        #derive
        pub struct #name<'a, M: Mode = Async>(pub(crate) &'a Core<M>);
    }
}

/// The operations of a group, and behind them those of the groups that stand in it.
fn operations<'a>(emitter: &Emitter<'a>, group: &Group) -> Vec<&'a Operation> {
    let own = emitter.groups.iter().find(|(other, _)| std::ptr::eq(*other, group));
    let mut all: Vec<_> = own.iter().flat_map(|(_, own)| own).map(|(_, operation)| *operation).collect();
    for inner in Surface::of(emitter.api).groups_in(group) {
        all.extend(operations(emitter, inner));
    }
    all
}

/// More methods of a client's group, in another file.
pub(super) fn more_of_client(group: &Group, methods: &[TokenStream]) -> TokenStream {
    let name = ident(&group.type_name);
    quote! {
        impl<M: Mode> #name<'_, M> {
            #(#methods)*
        }
    }
}

/// What the document says about a group.
pub(super) fn page(group: &Group) -> Page {
    Page::of(&group.docs, || format!("The operations of {}.", code(&group.name.wire))).link(&group.docs)
}

/// What a file says that holds some of the operations of the client or of a group.
pub(super) fn page_of_part(operations: &[IndexedOperation<'_>]) -> Page {
    let first = operations.first().map(|(_, operation)| operation.key.as_str()).unwrap_or_default();
    let common = operations.iter().fold(first, |common, (_, operation)| common_path(common, &operation.key));
    Page::new(match common.trim_end_matches('/') {
        "" => "Some of the operations.".to_owned(),
        common => format!("The operations below {}.", code(common)),
    })
}

/// The segments that two paths begin with.
fn common_path<'a>(one: &'a str, other: &str) -> &'a str {
    let common = one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other);
    let length: usize = common.map(|(segment, _)| segment.len() + 1).sum();
    &one[..length.saturating_sub(1).min(one.len())]
}
