//! Emits `mock.rs`: a mock of the service, inside the process, with typed answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::deprecated;
use super::context::{Types, ident};
use super::docs::{Page, code, text};
use super::{Emitter, client, groups, types};
use crate::api::{Api, Operation};
use crate::files::Module;
use crate::surface::{self, IndexedOperation, Owner};

pub(super) fn module<'a>(emitter: &'a Emitter<'a>) -> Module<'a> {
    let Emitter { api, ungrouped, groups: grouped, .. } = emitter;
    let types = emitter.seen_from(surface::Module::Mock);
    let own = expectations(&types, ungrouped, &quote!(self.0));
    let own = (!own.is_empty()).then(|| quote!(impl Mock { #(#own)* }));
    let accessors = groups::accessors(&types, Owner::Mock);
    let answers = |operation| types.surface.expectation(operation).speaks_of_types();
    let imports = imports(api, api.operations.iter().any(answers));
    let structures = grouped.iter().map(move |(group, operations)| {
        groups::of_mock(group, &expectations(&types, operations, &quote!(self.0.0)))
    });
    let definition = definition(api);
    let items = [imports, definition].into_iter().chain(accessors).chain(own).chain(structures);
    let page = Page::new(
        "A mock of the service, inside the process: it gives the answers a test sets, and keeps the requests it gets.",
    );
    Module {
        path: "mock.rs".to_owned(),
        continues: false,
        head: types::head(&page, emitter.deprecated),
        items: Box::new(items),
    }
}

/// One for each operation; `mock` leads from `self` to the runtime's mock.
fn expectations(types: &Types, operations: &[IndexedOperation<'_>], mock: &TokenStream) -> Vec<TokenStream> {
    operations.iter().map(|(_, operation)| expectation(types, operation, mock)).collect()
}

/// `pub fn send_email(&self) -> Expect<SendEmailResponse>`.
fn expectation(types: &Types, operation: &Operation, mock: &TokenStream) -> TokenStream {
    let endpoint = ident(&operation.endpoint);
    let docs = Page::new(format!("Sets how calls of {} are answered.", code(&operation.name.wire))).outer();
    let deprecated = deprecated(operation.deprecated);
    let signature = types.signature(&types.surface.expectation(operation));
    quote! {
        #docs
        #deprecated
        #[must_use = "it answers nothing until an answer is set"]
        pub fn #signature {
            #mock.on(&operations::#endpoint)
        }
    }
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

fn imports(api: &Api, types: bool) -> TokenStream {
    if api.operations.is_empty() {
        return TokenStream::new();
    }
    let types = types.then(|| quote!(, types));
    quote! {
        use lowcodeapi_runtime::mock::Expect;
        use super::{operations #types};
    }
}
