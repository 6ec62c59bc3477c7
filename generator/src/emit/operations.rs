//! Emits `operations.rs`, or a file for each group: one method an operation, one type a call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::groups::Placed;
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
    let core = quote!(self.core());
    let methods: Vec<_> =
        ungrouped.iter().map(|(_, operation)| method(&types, operation, Caller::Async, &core)).collect();
    let client = format_ident!("Client");
    let accessors = groups::accessors(groups.iter().map(|(group, _)| *group), &client);
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let calls = calls(emitter, &types, "Client", ungrouped);
    let imports = imports(&types, !ungrouped.is_empty(), &quote!(super));
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
    let core = quote!(self.0.core());
    let methods: Vec<_> =
        operations.iter().map(|(_, operation)| method(&types, operation, Caller::Async, &core)).collect();
    let structure = groups::group(group, &format_ident!("Client"), &methods);
    let calls = calls(emitter, &types, &group.type_name, operations);
    let imports = imports(&types, true, &quote!(super::super));
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

fn imports(types: &Types, calls: bool, generated: &TokenStream) -> TokenStream {
    let runtime = calls.then(|| {
        quote!(
            use lowcodeapi_runtime::{Async, Call, Core, Endpoint, Mode};
        )
    });
    let generated = if types.mentioned() {
        quote!(use #generated::{Client, types};)
    } else {
        quote!(use #generated::Client;)
    };
    quote!(#runtime #generated)
}
