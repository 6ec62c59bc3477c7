//! Emits `failures.rs`: what several calls fail with.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Page;
use super::types::head_of_parts;
use super::{Emitter, choices, made};
use crate::api::{Choice, Operation};
use crate::files::Module;
use crate::surface;

/// The failures that calls share, each where it first occurs.
pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Option<Module<'a>> {
    if !is_there(emitter) {
        return None;
    }
    let types = emitter.seen_from(surface::Module::Root);
    let shared = emitter.api.operations.iter().enumerate().filter_map(|(at, operation)| {
        let failure = operation.failure.as_ref()?;
        let alike = &emitter.failures[failure.name.as_str()];
        (alike.len() > 1 && alike[0] == at).then_some((operation, failure, alike))
    });
    let shared: Vec<_> = shared.collect();
    let speak_of_types = shared.iter().any(|(_, failure, _)| types.surface.is_of_types(failure));
    let imports = speak_of_types.then(|| {
        quote!(
            use super::types;
        )
    });
    let definitions = shared.iter().map(|(operation, failure, alike)| {
        let owner = types.surface.group(operation).map_or("Client", |group| &group.type_name);
        let method = format!("{owner}::{}", operation.name.rust).replace("r#", "");
        choices::shared_failures(&types, failure, &method, alike)
    });
    let items: Vec<TokenStream> = imports.into_iter().chain(definitions).collect();
    Some(Module {
        path: "failures.rs".to_owned(),
        continues: false,
        head: head_of_parts(emitter, &Page::new("What the service answers when one of several calls fails.")),
        items: made(items),
    })
}

/// Whether any calls fail alike.
pub(super) fn is_there(emitter: &Emitter<'_>) -> bool {
    emitter.failures.values().any(|alike| alike.len() > 1)
}

/// What an operation fails with, where no other one does.
pub(super) fn own<'a>(emitter: &Emitter<'_>, operation: &'a Operation) -> Option<&'a Choice> {
    let failure = operation.failure.as_ref()?;
    (emitter.failures.get(failure.name.as_str())?.len() == 1).then_some(failure)
}
