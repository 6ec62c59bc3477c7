//! Emits `mock.rs`: a mock of the service, inside the process, with typed answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, gate};
use super::context::{Types, ident};
use super::docs::{Page, text};
use super::{Emitter, client, types};
use crate::api::{Api, Operation};
use crate::files::Module;
use crate::surface::{self, IndexedOperation};

pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Module<'a> {
    let Emitter { api, ungrouped, groups, .. } = emitter;
    let types = emitter.seen_from(surface::Module::Mock);
    let speaks = |operation| types.surface.expectation(operation).speaks_of_types();
    let imports = api.operations.iter().any(speaks).then(|| {
        quote!(
            use super::types;
        )
    });
    // What answers are by status stands beside the calls.
    let choices = api.operations.iter().any(|operation| operation.output.choice.is_some()).then(|| {
        quote!(
            use super::operations;
        )
    });
    let own = (!ungrouped.is_empty()).then(|| {
        let calls = calls(&types, ungrouped, None);
        quote! {
            lowcodeapi_runtime::mock_calls! { #(#calls),* }
        }
    });
    let grouped = groups.iter().map(move |(group, operations)| {
        let (accessor, name) = (ident(&group.name.rust), ident(&group.type_name));
        let whole = types.surface.gate_of_group(group);
        // A group that others stand in is there for each of them, but not all that it has itself.
        let own = gate(&group.gate()).filter(|_| group.gate() != whole);
        let calls = calls(&types, operations, own.as_ref());
        let outer = groups.iter().find(|(outer, _)| group.is_in(outer));
        let outer = outer.map(|(outer, _)| ident(&outer.type_name)).map(|outer| quote!(in #outer));
        let gate = gate(&whole);
        quote! {
            #gate
            lowcodeapi_runtime::mock_group! {
                #accessor -> #name #outer { #(#calls),* }
            }
        }
    });
    let definition = definition(api);
    let imports = quote!(#choices #imports);
    let page = Page::new(
        "A mock of the service, inside the process: it gives the answers a test sets, and keeps the requests it gets.",
    );
    Module {
        path: "mock.rs".to_owned(),
        continues: false,
        head: types::head_of_parts(emitter, &page),
        items: Box::new([imports, definition].into_iter().chain(own).chain(grouped)),
    }
}

/// An entry for each operation: `send_email -> types::SendEmailResponse = SEND_EMAIL`.
fn calls(types: &Types, operations: &[IndexedOperation<'_>], gate: Option<&TokenStream>) -> Vec<TokenStream> {
    let entry = |operation| {
        let call = call(types, operation);
        quote!(#gate #call)
    };
    operations.iter().map(|(_, operation)| entry(operation)).collect()
}

fn call(types: &Types, operation: &Operation) -> TokenStream {
    let deprecated = deprecated(operation.deprecated);
    let (method, endpoint) = (ident(&operation.name.rust), ident(&operation.endpoint));
    let answer = types.written(&types.surface.answer(operation));
    quote!(#deprecated #method -> #answer = #endpoint)
}

fn definition(api: &Api) -> TokenStream {
    let docs = Page::new(format!("A mock of {}.", text(&api.title))).outer();
    let arguments = client::arguments(api);
    quote! {
        lowcodeapi_runtime::mock_client! {
            #docs
            #arguments
        }
    }
}
