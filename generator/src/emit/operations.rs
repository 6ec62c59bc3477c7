//! Emits `operations.rs`, or a file for each group: one method an operation, one type a call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::groups::{Owner, Placed};
use super::methods::{Caller, method};
use super::types::{head, mentions_deprecated};
use super::{Emitter, groups};
use crate::api::{Api, Group};
use crate::files::Module;

/// The operations that stand on the client itself, and the way to those that don't.
pub(super) fn module(emitter: &Emitter<'_>) -> Option<Module> {
    let Emitter { api, ungrouped, groups, .. } = emitter;
    if api.operations.is_empty() {
        return None;
    }
    let types = Types::beside_calls(api);
    let files = groups.iter().map(|(group, _)| file(group)).collect::<Vec<_>>();
    let methods: Vec<_> =
        ungrouped.iter().map(|(_, operation)| method(&types, operation, Caller::Async)).collect();
    let accessors = groups::accessors(emitter, Owner::Client);
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let calls = calls(emitter, &types, "Client", ungrouped);
    let imports = imports_of_client(&types, !ungrouped.is_empty());
    let modules = quote!(#(mod #files;)*);
    let reexports = quote!(#(pub use #files::*;)*);
    let items = [modules, imports, reexports].into_iter().chain(accessors).chain(methods).chain(calls);
    Some(Module {
        path: "operations.rs".to_owned(),
        seen_as: String::new(),
        continues: false,
        head: self::head(&Page::new("One method an operation, one type a call."), deprecation(api)),
        items: items.collect(),
    })
}

/// The operations of the group at this position.
pub(super) fn of_group(emitter: &Emitter<'_>, at: usize) -> Module {
    let (group, operations) = &emitter.groups[at];
    let types = Types::beside_calls(emitter.api);
    let methods: Vec<_> =
        operations.iter().map(|(_, operation)| method(&types, operation, Caller::Group)).collect();
    let structure = groups::of_client(group, &methods);
    let calls = calls(emitter, &types, &group.type_name, operations);
    let imports = imports_of_group(&types);
    let file = file(group).to_string();
    Module {
        path: format!("operations/{}.rs", file.trim_start_matches("r#")),
        seen_as: String::new(),
        continues: false,
        head: head(&groups::page(group), deprecation(emitter.api)),
        items: [imports, structure].into_iter().chain(calls).collect(),
    }
}

/// The types of the calls that `owner` makes.
fn calls(emitter: &Emitter<'_>, types: &Types, owner: &str, operations: &[Placed<'_>]) -> Vec<TokenStream> {
    let call = |(position, operation): &Placed<'_>| {
        let method = format!("{owner}::{}", operation.name.rust);
        call(types, operation, &ident(&emitter.endpoints[*position]), &method)
    };
    operations.iter().map(call).collect()
}

/// Whether the modules of operations meet anything deprecated.
pub(super) fn deprecation(api: &Api) -> bool {
    mentions_deprecated(api) || api.operations.iter().any(|operation| operation.deprecated)
}

/// The module of a group. One called `mod` would be taken for the folder's own.
fn file(group: &Group) -> Ident {
    if group.name.rust == "r#mod" { format_ident!("mod_") } else { ident(&group.name.rust) }
}

/// What the module of operations of the client uses.
fn imports_of_client(types: &Types, calls: bool) -> TokenStream {
    let runtime = calls.then(runtime);
    let types = types.mentioned().then(|| quote!(, types));
    quote! {
        #runtime
        use super::{Client #types};
    }
}

/// What the module of operations of a group uses.
fn imports_of_group(types: &Types) -> TokenStream {
    let runtime = runtime();
    let types = types.mentioned().then(|| {
        quote!(
            use super::super::types;
        )
    });
    quote!(#runtime #types)
}

fn runtime() -> TokenStream {
    quote!(
        use lowcodeapi_runtime::{Async, Call, Core, Endpoint, Mode};
    )
}
