//! Emits `mock.rs`: a stand-in for the service, inside the process, with typed answers.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::calls::output;
use super::context::{Types, ident};
use super::docs::{Page, code, text};
use super::groups::Owner;
use super::settings::Settings;
use super::{Emitter, client, groups, made, types};
use crate::api::{Api, Operation};
use crate::files::Module;

pub(super) fn module<'a>(emitter: &Emitter<'a>) -> Module<'a> {
    let Emitter { api, settings, ungrouped, groups: grouped, .. } = emitter;
    let types = Types::outside(api);
    let endpoint = |position: usize| ident(&emitter.endpoints[position]);
    let expectations: Vec<_> = ungrouped
        .iter()
        .map(|(position, operation)| expectation(&types, operation, &endpoint(*position), &quote!(self.0)))
        .collect();
    let expectations = (!expectations.is_empty()).then(|| quote!(impl Mock { #(#expectations)* }));
    let accessors = groups::accessors(emitter, Owner::Mock);
    let structures: Vec<_> = grouped
        .iter()
        .map(|(group, operations)| {
            let methods: Vec<_> = operations
                .iter()
                .map(|(position, operation)| {
                    expectation(&types, operation, &endpoint(*position), &quote!(self.0.0))
                })
                .collect();
            groups::of_mock(group, &methods)
        })
        .collect();
    let imports = imports(api, &types);
    let definition = definition(api, settings);
    let items = [imports, definition].into_iter().chain(accessors).chain(expectations).chain(structures);
    let page = Page::new(
        "A stand-in for the service, inside the process: answers as told, and remembers what it was sent.",
    );
    Module {
        path: "mock.rs".to_owned(),
        seen_as: "mock".to_owned(),
        continues: false,
        head: types::head(&page, emitter.deprecated),
        items: made(items.collect()),
    }
}

/// `pub fn send_email(&self) -> Expect<SendEmailResponse>`; `mock` leads from `self` to the runtime's mock.
fn expectation(types: &Types, operation: &Operation, endpoint: &Ident, mock: &TokenStream) -> TokenStream {
    let docs = Page::new(format!("Says what {} is answered.", code(&operation.name.wire))).outer();
    let deprecated = types::deprecated(operation.deprecated);
    let name = ident(&operation.name.rust);
    let output = output(types, operation);
    quote! {
        #docs
        #deprecated
        #[must_use = "it answers nothing until it is told what"]
        pub fn #name(&self) -> Expect<#output> {
            #mock.on(&operations::#endpoint)
        }
    }
}

fn definition(api: &Api, settings: &Settings) -> TokenStream {
    let docs = Page::new(format!("A stand-in for {}.", text(&api.title))).outer();
    let arguments = client::arguments(api, settings);
    quote! {
        lowcodeapi_runtime::mock_client! {
            #docs
            #arguments
        }
    }
}

fn imports(api: &Api, types: &Types) -> TokenStream {
    if api.operations.is_empty() {
        return TokenStream::new();
    }
    let types = types.mentioned().then(|| quote!(, types));
    quote! {
        use lowcodeapi_runtime::mock::Expect;
        use super::{operations #types};
    }
}
