//! Emits `operations.rs`, or a file for each group: one method an operation, one type a call.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use proc_macro2::TokenStream;
use quote::quote;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::methods::methods;
use super::types::head;
use super::{Emitter, choices, endpoints, groups, made};
use crate::api::{Choice, Group};
use crate::files::Module;
use crate::surface::{self, Caller, IndexedOperation, Owner};

/// Where the operations of the client itself are.
const FILE: &str = "operations.rs";

/// Whose methods those are.
const OF_CLIENT: &str = "Client";

/// The methods that stand on the client itself, and the way to those that don't.
pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Option<Module<'a>> {
    let Emitter { api, ungrouped, modules, .. } = emitter;
    if api.operations.is_empty() {
        return None;
    }
    let types = emitter.seen_from(surface::Module::Root);
    let files = modules.iter().map(|module| ident(module)).collect::<Vec<_>>();
    let methods: Vec<_> =
        ungrouped.iter().map(|(_, operation)| methods(&types, operation, Caller::Client)).collect();
    let accessors = groups::accessors(&types, Owner::Client);
    let methods = (!methods.is_empty()).then(|| quote!(impl Client { #(#methods)* }));
    let imports = imports_of_client(speak_of_types(emitter, &types, ungrouped), !ungrouped.is_empty());
    let modules = quote!(#(mod #files;)*);
    let reexports = quote!(#(pub use #files::*;)*);
    let items = [modules, imports, reexports].into_iter().chain(accessors).chain(methods);
    Some(Module {
        path: FILE.to_owned(),
        continues: false,
        head: self::head(
            &Page::new("A method for each operation, and the type of the call it makes."),
            emitter.deprecated,
        ),
        items: made(items.collect()),
    })
}

/// The calls of the operations that stand on the client itself, those of a slice.
pub(super) fn calls_of_client<'a>(emitter: &'a Emitter<'a>, slice: Range<usize>) -> Module<'a> {
    let types = emitter.seen_from(surface::Module::Root);
    Module {
        path: FILE.to_owned(),
        continues: true,
        head: TokenStream::new(),
        items: Box::new(calls(emitter, types, OF_CLIENT, &emitter.ungrouped[slice])),
    }
}

/// The operations of the group at this position.
pub(super) fn of_group<'a>(emitter: &'a Emitter<'a>, at: usize) -> Module<'a> {
    let (group, operations) = &emitter.groups[at];
    let types = emitter.seen_from(surface::Module::Root);
    let methods: Vec<_> =
        operations.iter().map(|(_, operation)| methods(&types, operation, Caller::Group)).collect();
    let structure = groups::of_client(group, &methods);
    let imports = imports_of_group(speak_of_types(emitter, &types, operations));
    let calls = calls(emitter, types, &group.type_name, operations);
    Module {
        path: format!("operations/{}.rs", emitter.modules[at].trim_start_matches("r#")),
        continues: false,
        head: head(&groups::page(group), emitter.deprecated),
        items: Box::new([imports, structure].into_iter().chain(calls)),
    }
}

/// The types of the calls that `owner` makes.
fn calls<'a>(
    emitter: &'a Emitter<'a>,
    types: Types<'a>,
    owner: &'a str,
    operations: &'a [IndexedOperation<'a>],
) -> impl Iterator<Item = TokenStream> + 'a {
    operations.iter().map(move |indexed| one(emitter, &types, owner, *indexed))
}

/// The type of one call, that of what it fails with, and the endpoint it goes to.
fn one(emitter: &Emitter<'_>, types: &Types, owner: &str, indexed: IndexedOperation<'_>) -> TokenStream {
    let (position, operation) = indexed;
    // A link names what is there as it is called, not as it is written.
    let method = format!("{owner}::{}", operation.name.rust).replace("r#", "");
    let endpoint = ident(&emitter.endpoints[position]);
    let call = call(types, operation, &endpoint, &method);
    let failure = failure_beside(emitter, indexed)
        .map(|(failure, is_shared)| choices::failures(types, failure, &method, is_shared));
    let endpoint = endpoints::endpoint(types, operation, &endpoint, emitter.api.settings.is_lowcodeapi());
    quote!(#call #failure #endpoint)
}

/// Whether calls speak of types, which are imported above them: most often the first one tells.
fn speak_of_types(emitter: &Emitter<'_>, types: &Types, operations: &[IndexedOperation<'_>]) -> bool {
    operations.iter().any(|indexed| {
        let failure = failure_beside(emitter, *indexed).map(|(failure, _)| failure);
        types.surface.speaks_of_types(indexed.1, failure)
    })
}

/// What the call fails with, beside the first of the calls that fail so, and whether there are others.
fn failure_beside<'a>(
    emitter: &Emitter<'a>,
    (position, operation): IndexedOperation<'a>,
) -> Option<(&'a Choice, bool)> {
    let failure = operation.failure.as_ref()?;
    let alike = emitter.failures.get(failure.name.as_str())?;
    (alike.first() == Some(&position)).then_some((failure, alike.len() > 1))
}

/// The names of the groups' modules, each a file: only ASCII, as rustc wants it of files, and none `mod`, which would be
/// taken for the folder's own.
pub(super) fn modules(groups: &[(&Group, Vec<IndexedOperation<'_>>)]) -> Vec<String> {
    let names = groups.iter().map(|(group, _)| group.name.rust.as_str());
    let mut taken: HashSet<String> = names.clone().map(str::to_owned).collect();
    let module = |name: &str| {
        if name.is_ascii() && name != "r#mod" {
            return name.to_owned();
        }
        let mut spelt = String::new();
        for letter in name.trim_start_matches("r#").chars() {
            if letter.is_ascii() {
                spelt.push(letter);
            } else {
                let _ = write!(spelt, "u{:04x}", u32::from(letter));
            }
        }
        while !taken.insert(format!("{spelt}_")) {
            spelt.push_str("_2");
        }
        spelt + "_"
    };
    names.map(module).collect()
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
fn imports_of_group(types: bool) -> TokenStream {
    let runtime = runtime();
    let types = types.then(|| {
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
