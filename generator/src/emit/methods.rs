//! Emits the method of an operation: on a client that is awaited, or on one that blocks.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, too_many};
use super::context::{Types, ident};
use super::docs::{Page, code, link};
use super::{facts, request};
use crate::api::{Content, Operation};

/// Whose method it is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Caller {
    /// The client whose calls are awaited, in the module of the calls.
    Async,
    /// A group of either client, in the module of the calls.
    Group,
    /// The client whose calls block, in a module beside it.
    Blocking,
}

/// `pub fn send_email(&self, body: impl Into<…>) -> SendEmail`.
pub(super) fn method(types: &Types, operation: &Operation, caller: Caller) -> TokenStream {
    let page = page(operation);
    let own = (ident(&operation.name.rust), ident("new"));
    let first = one(types, operation, caller, own, &page, None);
    let others = request::alternatives(operation).map(|(content, chosen_by)| {
        let names = (ident(&chosen_by.method), ident(&chosen_by.call));
        let page = Page::new(format!(
            "The same as [`Self::{}`], with a body of {}.",
            operation.name.rust,
            code(&content.media_type)
        ));
        one(types, operation, caller, names, &page, Some(content))
    });
    std::iter::once(first).chain(others).collect()
}

/// The method and the constructor it calls.
fn one(
    types: &Types,
    operation: &Operation,
    caller: Caller,
    (name, new): (Ident, Ident),
    page: &Page,
    content: Option<&Content>,
) -> TokenStream {
    let docs = page.outer();
    let deprecated = deprecated(operation.deprecated);
    let call = ident(&operation.call);
    let (result, call, core) = match caller {
        Caller::Async => (quote!(#call), quote!(#call), quote!(self.core())),
        Caller::Group => (quote!(#call<M>), quote!(#call), quote!(self.0)),
        Caller::Blocking => {
            (quote!(operations::#call<Blocking>), quote!(operations::#call), quote!(self.core()))
        }
    };
    let inputs = request::required(types, operation, content);
    let names = inputs.iter().map(|input| &input.name);
    let arguments = inputs.iter().map(|input| {
        let (name, ty) = (&input.name, &input.ty);
        quote!(#name: #ty)
    });
    let allow = too_many(inputs.len() + 1);
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name(&self #(, #arguments)*) -> #result {
            #call::#new(#core #(, #names)*)
        }
    }
}

/// What the document says about the operation and its arguments, and where it goes.
pub(super) fn page(operation: &Operation) -> Page {
    let required = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let arguments = required.filter_map(|parameter| {
        let fact = facts::of_parameter(parameter);
        let text = super::docs::first_sentence(&parameter.docs).unwrap_or_default();
        let said = [text, fact].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        entry(&parameter.name.rust, &said)
    });
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.filter_map(|body| entry(&body.argument, &super::docs::first_sentence(&body.docs)?));
    Page::of(&operation.docs, || format!("Calls {}.", code(&operation.name.wire)))
        .list(arguments.chain(body).collect())
        .note(route(operation))
}

/// What is to be said about an argument, if anything is.
fn entry(argument: &str, said: &str) -> Option<String> {
    (!said.is_empty()).then(|| format!("- `{}`: {said}", argument.trim_start_matches("r#")))
}

/// `POST /v2/email/outbound-emails` and a link to the provider's page.
fn route(operation: &Operation) -> String {
    let path = operation.urls.new.as_ref().or(operation.urls.old.as_ref()).unwrap_or(&operation.key);
    let route = code(&format!("{} {path}", operation.method));
    match operation.docs.link.as_deref().and_then(link) {
        Some(link) => format!("{route} · {link}"),
        None => route,
    }
}
