//! Emits the methods of operations: those of the client, and those of its groups.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, too_many};
use super::context::{Types, ident};
use super::docs::{Page, code, link};
use super::facts;
use crate::api::Operation;
use crate::surface::{Caller, Method};

/// The methods of the client, an entry each of the runtime's macro, for the one whose calls block has them too; and what
/// sends the body of an operation in another media type. `outside` leads from the module to that of the client.
pub(super) fn of_client<'a>(
    types: &Types,
    operations: impl IntoIterator<Item = &'a Operation>,
    outside: &TokenStream,
) -> Option<TokenStream> {
    let entries = operations.into_iter().flat_map(|operation| {
        types.surface.methods(operation, Caller::Client).map(move |method| entry(types, operation, &method))
    });
    let entries: Vec<_> = entries.collect();
    (!entries.is_empty()).then(|| {
        quote! {
            lowcodeapi_runtime::client_methods! {
                client: Client,
                blocking: #outside::blocking::Client,
                #(#entries,)*
            }
        }
    })
}

/// `send_email(body: impl Into<…>) -> SendEmail::new`
fn entry(types: &Types, operation: &Operation, method: &Method<'_>) -> TokenStream {
    let attributes = attributes(operation, method);
    let (name, call) = (ident(method.signature.name), ident(&operation.call));
    let arguments = method.signature.arguments.iter().map(|argument| types.argument(argument));
    let new = ident(method.constructor);
    quote!(#attributes #name(#(#arguments),*) -> #call::#new)
}

/// The methods of an operation in a group: `pub fn send_email(&self, body: impl Into<…>) -> SendEmail<M>`, and what sends
/// the body in another media type.
pub(super) fn of_group(types: &Types, operation: &Operation) -> TokenStream {
    let methods = types.surface.methods(operation, Caller::Group);
    methods.map(|method| in_group(types, operation, &method)).collect()
}

fn in_group(types: &Types, operation: &Operation, method: &Method<'_>) -> TokenStream {
    let attributes = attributes(operation, method);
    let (call, new) = (ident(&operation.call), ident(method.constructor));
    let names = method.signature.arguments.iter().map(|argument| ident(argument.name));
    let signature = types.signature(&method.signature);
    quote! {
        #attributes
        pub fn #signature {
            #call::#new(self.0 #(, #names)*)
        }
    }
}

/// Documentation and attributes of a method.
fn attributes(operation: &Operation, method: &Method<'_>) -> TokenStream {
    let page = match method.content {
        None => page(operation),
        Some(content) => Page::new(format!(
            "The same as [`Self::{}`], with a body of {}.",
            operation.name.rust.trim_start_matches("r#"),
            code(&content.media_type)
        )),
    };
    let docs = page.outer();
    let deprecated = deprecated(operation.deprecated);
    let allow = too_many(method.signature.arguments.len() + 1);
    quote!(#docs #deprecated #allow)
}

/// What the document says about the operation and its arguments, and where it goes.
pub(super) fn page(operation: &Operation) -> Page {
    let required = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let arguments = required.filter_map(|parameter| {
        let fact = facts::of_parameter(parameter);
        let text = super::docs::first_sentence(&parameter.docs).unwrap_or_default();
        let said = [text, fact].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        said_of(&parameter.name.rust, &said)
    });
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.filter_map(|body| said_of(&body.argument, &super::docs::first_sentence(&body.docs)?));
    Page::of(&operation.docs, String::new)
        .list(arguments.chain(body).collect())
        .note(facts::unfilled(operation))
        .note(route(operation))
}

/// What is to be said about an argument, if anything is.
fn said_of(argument: &str, said: &str) -> Option<String> {
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
