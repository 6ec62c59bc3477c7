//! Emits `operations.rs`, or a file for each group: one method an operation, one type a call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::methods::{Caller, method};
use super::settings::Settings;
use super::types::{head, mentions_deprecated};
use super::{endpoints, groups};
use crate::api::{Api, Group, Operation};
use crate::files::Module;

pub(super) fn modules(api: &Api, settings: &Settings) -> Vec<Module> {
    if api.operations.is_empty() {
        return Vec::new();
    }
    let endpoints = endpoints::names(api);
    let grouped = groups::grouped(api, settings);
    let mut modules = vec![on_client(api, settings, &endpoints)];
    modules.extend(grouped.iter().map(|(group, operations)| of_group(api, group, operations, &endpoints)));
    modules
}

/// The operations that stand on the client itself, and the way to those that don't.
fn on_client(api: &Api, settings: &Settings, endpoints: &[Ident]) -> Module {
    let types = Types::beside_calls(api);
    let operations = groups::ungrouped(api, settings);
    let grouped = groups::grouped(api, settings);
    let files = grouped.iter().map(|(group, _)| file(group)).collect::<Vec<_>>();
    let core = quote!(self.core());
    let methods: Vec<_> =
        operations.iter().map(|(_, operation)| method(&types, operation, Caller::Async, &core)).collect();
    let client = format_ident!("Client");
    let accessors = groups::accessors(grouped.iter().map(|(group, _)| *group), &client);
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let calls: Vec<_> = operations
        .iter()
        .map(|(position, operation)| {
            let method = format!("Client::{}", operation.name.rust);
            call(&types, operation, &endpoints[*position], &method)
        })
        .collect();
    let imports = imports(&types, !operations.is_empty(), &quote!(super));
    let modules = quote!(#(mod #files;)*);
    let reexports = quote!(#(pub use #files::*;)*);
    let items = [modules, imports, reexports].into_iter().chain(accessors).chain(methods).chain(calls);
    Module {
        path: "operations.rs".to_owned(),
        seen_as: String::new(),
        continues: false,
        head: self::head(&Page::new("One method an operation, one type a call."), deprecation(api)),
        items: items.collect(),
    }
}

fn of_group(api: &Api, group: &Group, operations: &[(usize, &Operation)], endpoints: &[Ident]) -> Module {
    let types = Types::beside_calls(api);
    let core = quote!(self.0.core());
    let methods: Vec<_> =
        operations.iter().map(|(_, operation)| method(&types, operation, Caller::Async, &core)).collect();
    let structure = groups::group(group, &format_ident!("Client"), &methods);
    let calls: Vec<_> = operations
        .iter()
        .map(|(position, operation)| {
            let method = format!("{}::{}", group.type_name, operation.name.rust);
            call(&types, operation, &endpoints[*position], &method)
        })
        .collect();
    let imports = imports(&types, true, &quote!(super::super));
    let file = file(group).to_string();
    Module {
        path: format!("operations/{}.rs", file.trim_start_matches("r#")),
        seen_as: String::new(),
        continues: false,
        head: head(&groups::page(group), deprecation(api)),
        items: [imports, structure].into_iter().chain(calls).collect(),
    }
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
