//! Emits the method of an operation: on a client that is awaited, or on one that blocks.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, too_many};
use super::context::{Types, ident};
use super::docs::{Page, code, link};
use super::facts;
use crate::api::Operation;
use crate::surface::{Caller, Method};

/// `pub fn send_email(&self, body: impl Into<…>) -> SendEmail`, and what sends the body in another media type.
pub(super) fn methods(types: &Types, operation: &Operation, caller: Caller) -> TokenStream {
    types.surface.methods(operation, caller).map(|method| one(types, operation, caller, &method)).collect()
}

/// The method and the constructor it calls.
fn one(types: &Types, operation: &Operation, caller: Caller, method: &Method<'_>) -> TokenStream {
    let page = match method.content {
        None => page(operation),
        Some(content) => Page::new(format!(
            "The same as [`Self::{}`], with a body of {}.",
            operation.name.rust,
            code(&content.media_type)
        )),
    };
    let docs = page.outer();
    let deprecated = deprecated(operation.deprecated);
    let (call, new) = (ident(&operation.call), ident(method.constructor));
    let (call, core) = match caller {
        Caller::Client => (quote!(#call), quote!(self.core())),
        Caller::Group => (quote!(#call), quote!(self.0)),
        Caller::Blocking => (quote!(operations::#call), quote!(self.core())),
    };
    let names = method.signature.arguments.iter().map(|argument| ident(argument.name));
    let allow = too_many(method.signature.arguments.len() + 1);
    let signature = types.signature(&method.signature);
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #signature {
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
    Page::of(&operation.docs, String::new)
        .list(arguments.chain(body).collect())
        .note(facts::unfilled(operation))
        .note(route(operation))
}

/// What is to be said about an argument, if anything is.
fn entry(argument: &str, said: &str) -> Option<String> {
    (!said.is_empty()).then(|| format!("- `{}`: {said}", argument.trim_start_matches("r#")))
}

/// `POST /v2/email/outbound-emails` and a link to the provider's page.
fn route(operation: &Operation) -> String {
    let route = facts::route(operation);
    match operation.docs.link.as_deref().and_then(link) {
        Some(link) => format!("{route} · {link}"),
        None => route,
    }
}
