//! Emits `operations.rs`, or a file for each group: one method an operation, one type a call.

use std::ops::Range;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::groups::{Owner, Placed};
use super::methods::{Caller, method};
use super::types::{head, mentions_deprecated};
use super::{Emitter, choices, groups};
use crate::api::{Api, Group};
use crate::files::Module;

/// Where the operations of the client itself are.
const FILE: &str = "operations.rs";

/// Whose methods those are.
const OF_CLIENT: &str = "Client";

/// The methods that stand on the client itself, and the way to those that don't.
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
    // The calls follow in other parts; the import of what they mention stands here.
    let mention = |placed: &Placed<'_>| {
        calls(emitter, &types, OF_CLIENT, std::slice::from_ref(placed));
        types.mentioned()
    };
    let mentioned = types.mentioned() || ungrouped.iter().any(mention);
    let imports = imports_of_client(mentioned, !ungrouped.is_empty());
    let modules = quote!(#(mod #files;)*);
    let reexports = quote!(#(pub use #files::*;)*);
    let items = [modules, imports, reexports].into_iter().chain(accessors).chain(methods);
    Some(Module {
        path: FILE.to_owned(),
        seen_as: String::new(),
        continues: false,
        head: self::head(&Page::new("One method an operation, one type a call."), deprecation(api)),
        items: items.collect(),
    })
}

/// The calls of the operations that stand on the client itself, those of a slice.
pub(super) fn calls_of_client(emitter: &Emitter<'_>, slice: Range<usize>) -> Module {
    let types = Types::beside_calls(emitter.api);
    Module {
        path: FILE.to_owned(),
        seen_as: String::new(),
        continues: true,
        head: TokenStream::new(),
        items: calls(emitter, &types, OF_CLIENT, &emitter.ungrouped[slice]),
    }
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
        // A link names what is there as it is called, not as it is written.
        let method = format!("{owner}::{}", operation.name.rust).replace("r#", "");
        let call = call(types, operation, &ident(&emitter.endpoints[*position]), &method);
        let failure = failure(emitter, types, (*position, operation), &method);
        quote!(#call #failure)
    };
    operations.iter().map(call).collect()
}

/// What the call fails with, beside the first of the calls that fail so.
fn failure(
    emitter: &Emitter<'_>,
    types: &Types,
    (position, operation): Placed<'_>,
    method: &str,
) -> Option<TokenStream> {
    let failure = operation.failure.as_ref()?;
    let alike = emitter.failures.get(failure.name.as_str())?;
    (alike.first() == Some(&position)).then(|| choices::failures(types, failure, method, alike.len() > 1))
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
fn imports_of_client(types: bool, calls: bool) -> TokenStream {
    let runtime = calls.then(runtime);
    let types = types.then(|| quote!(, types));
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
