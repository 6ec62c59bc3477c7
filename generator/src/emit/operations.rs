//! Emits `operations.rs` and the files below: one method an operation, one type a call.

use std::ops::Range;

use proc_macro2::TokenStream;
use quote::quote;

use super::calls::call;
use super::context::{Types, ident};
use super::docs::Page;
use super::files::{self, OperationsFile};
use super::types::{head, head_of_parts};
use super::{Emitter, choices, endpoints, failures, groups, made, methods};
use crate::files::Module;
use crate::surface::{self, IndexedOperation};

/// Where the operations of the client itself are, unless they are too many.
const FILE: &str = "operations.rs";

/// Whose methods those are.
const OF_CLIENT: &str = "Client";

/// The methods that stand on the client itself, and the way to those that don't.
pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Option<Module<'a>> {
    let Emitter { api, together, operations_files, .. } = emitter;
    if api.operations.is_empty() {
        return None;
    }
    let types = emitter.seen_from(surface::Module::Root);
    let files = operations_files.iter().map(|file| (file.gate(), ident(file.module)));
    let (gates, files): (Vec<_>, Vec<_>) = files.unzip();
    let accessors = groups::accessors(emitter, &types);
    let methods = methods_of_client(&types, together, &quote!(super));
    let has_outer_groups = types.surface.groups().any(|group| group.parent.is_some());
    let runtime = match (together.is_empty(), has_outer_groups) {
        (false, _) => Some(runtime()),
        (true, true) => Some(runtime_of_group()),
        (true, false) => None,
    };
    let types = speak_of_types(emitter, &types, together).then(|| quote!(, types));
    let client = (accessors.is_some() || methods.is_some()).then(|| {
        quote!(
            use super::{Client #types};
        )
    });
    let imports = quote!(#client #runtime);
    let modules = quote!(#(#gates mod #files;)*);
    let reexports = quote!(#(#gates pub use #files::*;)*);
    let page = Page::new("A method for each operation, and the type of the call it makes.");
    let items = [modules, imports, reexports].into_iter().chain(accessors).chain(methods);
    Some(Module {
        path: FILE.to_owned(),
        continues: false,
        // Groups that others stand in are there for some features only.
        head: if has_outer_groups { head_of_parts(emitter, &page) } else { head(&page, emitter.deprecated) },
        items: made(items.collect()),
    })
}

/// The calls that stand beside the methods of the client itself, those of a slice.
pub(super) fn calls_of_client<'a>(emitter: &'a Emitter<'a>, slice: Range<usize>) -> Module<'a> {
    let types = emitter.seen_from(surface::Module::Root);
    Module {
        path: FILE.to_owned(),
        continues: true,
        head: TokenStream::new(),
        items: Box::new(calls(emitter, types, OF_CLIENT, &emitter.together[slice])),
    }
}

/// The file below `operations` at this position: the methods that a group, or the client, has there, and their calls.
pub(super) fn file<'a>(emitter: &'a Emitter<'a>, at: usize) -> Module<'a> {
    let file = &emitter.operations_files[at];
    let OperationsFile { module, group, operations, .. } = file;
    let types = emitter.seen_from(surface::Module::Root);
    let methods = match group {
        Some(group) if file.defines_group() => {
            Some(groups::of_client(emitter, &types, group, &methods_of_group(&types, operations)))
        }
        Some(group) => Some(groups::more_of_client(group, &methods_of_group(&types, operations))),
        None => methods_of_client(&types, operations, &quote!(super::super)),
    };
    let page = match group {
        Some(group) if file.is_of_whole_group() => groups::page(group),
        _ => groups::page_of_part(operations),
    };
    let owner = group.map_or(OF_CLIENT, |group| &group.type_name);
    let imports = imports(emitter, &types, file, owner);
    let calls = calls(emitter, types, owner, operations);
    Module {
        path: format!("operations/{}", files::path(module)),
        continues: false,
        head: head(&page, emitter.deprecated),
        items: Box::new([imports].into_iter().chain(methods).chain(calls)),
    }
}

/// The methods of the client itself.
fn methods_of_client(
    types: &Types,
    operations: &[IndexedOperation<'_>],
    outside: &TokenStream,
) -> Option<TokenStream> {
    methods::of_client(types, operations.iter().map(|(_, operation)| *operation), outside)
}

fn methods_of_group(types: &Types, operations: &[IndexedOperation<'_>]) -> Vec<TokenStream> {
    operations.iter().map(|(_, operation)| methods::of_group(types, operation)).collect()
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

/// The type of one call, that of what it alone fails with, and the endpoint it goes to.
fn one(emitter: &Emitter<'_>, types: &Types, owner: &str, indexed: IndexedOperation<'_>) -> TokenStream {
    let (_, operation) = indexed;
    // A link names what is there as it is called, not as it is written.
    let method = format!("{owner}::{}", operation.name.rust).replace("r#", "");
    let call = call(types, operation, &method);
    let failure = failures::own(emitter, operation).map(|failure| choices::failures(types, failure, &method));
    let endpoint = endpoints::endpoint(types, operation);
    quote!(#call #failure #endpoint)
}

/// Whether calls speak of types, which are imported above them: most often the first one tells.
fn speak_of_types(emitter: &Emitter<'_>, types: &Types, operations: &[IndexedOperation<'_>]) -> bool {
    operations
        .iter()
        .any(|(_, operation)| types.surface.speaks_of_types(operation, failures::own(emitter, operation)))
}

/// What a file below `operations` uses.
fn imports(emitter: &Emitter<'_>, types: &Types, file: &OperationsFile<'_>, owner: &str) -> TokenStream {
    let runtime = if file.operations.is_empty() { runtime_of_group() } else { runtime() };
    let owner = match file.group {
        None => Some(quote!(
            use super::super::Client;
        )),
        Some(_) if file.defines_group() => None,
        Some(_) => {
            let owner = ident(owner);
            Some(quote!(
                use super::#owner;
            ))
        }
    };
    let types = speak_of_types(emitter, types, &file.operations).then(|| {
        quote!(
            use super::super::types;
        )
    });
    quote!(#owner #types #runtime)
}

/// What the definition of a group uses.
fn runtime_of_group() -> TokenStream {
    quote!(
        use lowcodeapi_runtime::{Async, Core, Mode};
    )
}

fn runtime() -> TokenStream {
    quote!(
        use lowcodeapi_runtime::{Async, Call, Core, Endpoint, Mode};
    )
}
