//! Emits the static description of an operation's endpoint.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use super::context::{Types, ident};
use super::security;
use crate::api::{AnsweredFailure, Encoding, Location, Operation};

/// `static SEND_EMAIL: Endpoint = …`; in an envelope an answer is recognised by its members.
pub(super) fn endpoint(types: &Types, operation: &Operation) -> TokenStream {
    let name = ident(&operation.endpoint);
    let id = &operation.name.wire;
    let at = |path: &str| {
        let method = &operation.method;
        constructor(method).map_or_else(
            || quote!(Endpoint::other(#method, #id, #path)),
            |named| quote!(Endpoint::#named(#id, #path)),
        )
    };
    let urls = match (&operation.urls.new, &operation.urls.old) {
        (Some(new), Some(old)) if new != old => {
            let first = operation.urls.old_first.then(|| quote!(.old_first()));
            let at = at(new);
            quote!(#at.old(#old) #first)
        }
        (Some(path), _) => at(path),
        (None, old) => {
            let (at, old) = (at(""), old.as_deref().unwrap_or_default());
            quote!(#at.old_only(#old))
        }
    };
    let in_envelope = types.api().settings.is_lowcodeapi();
    let declares = if in_envelope { declares(types, operation) } else { None };
    let needs = operation.security.as_ref().map(|needs| {
        let needs = security::requirements(needs);
        quote!(.needs(#needs))
    });
    let server = operation.urls.server.iter().map(|url| quote!(.server(#url)));
    let idempotency = idempotency(operation);
    let failure = operation.output.answered_failure.as_ref().map(failure);
    let redirects = redirects(operation);
    let alternatives = alternatives(operation);
    quote!(pub(crate) static #name: Endpoint = #urls #(#server)* #needs #declares #idempotency #failure #redirects #alternatives;)
}

/// The constructor that the runtime has for endpoints of a method; others are told by name.
fn constructor(method: &str) -> Option<Ident> {
    let has_one = matches!(
        method,
        "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE" | "QUERY"
    );
    has_one.then(|| format_ident!("{}", method.to_ascii_lowercase()))
}

/// Where it takes a key by which the service knows a call again.
fn idempotency(operation: &Operation) -> Option<TokenStream> {
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find_map(|parameter| Some((parameter, parameter.idempotency?)));
    let (place, name, known) = match (parameter, &operation.key_member) {
        (Some((parameter, known)), _) if parameter.location == Location::Query => {
            ("query", &parameter.name.wire, known)
        }
        (Some((parameter, known)), _) => ("header", &parameter.name.wire, known),
        (None, Some(member)) => ("member", &member.name, member.known),
        (None, None) => return None,
    };
    let place = ident(place);
    let bound = known.max_length.map(|length| {
        let length = Literal::usize_unsuffixed(length);
        quote!(.at_most(#length))
    });
    let unproven = (!known.is_honoured).then(|| quote!(.unproven()));
    Some(quote!(.idempotency(lowcodeapi_runtime::IdempotencyKey::#place(#name) #bound #unproven)))
}

/// What tells a failure that is answered with a status of success.
fn failure(told: &AnsweredFailure) -> TokenStream {
    let AnsweredFailure { member, is, code, message } = told;
    let is = &is.0;
    let (code, message) = (code.iter(), message.iter());
    quote!(.failure(lowcodeapi_runtime::AnsweredFailure::new(#member, #is) #(.code(#code))* #(.message(#message))*))
}

/// The redirects that answer the call.
fn redirects(operation: &Operation) -> Option<TokenStream> {
    let statuses = operation.output.redirects.iter().map(|status| Literal::u16_unsuffixed(*status));
    (statuses.len() > 0).then(|| quote!(.redirects(&[#(#statuses),*])))
}

/// The media types of answers that hold something else than the call yields, with the methods that ask for them.
fn alternatives(operation: &Operation) -> Option<TokenStream> {
    let answers = operation.responses.iter().filter(|response| response.success);
    let alternatives: Vec<_> = answers
        .flat_map(|response| response.contents.iter().skip(1).map(move |content| (response, content)))
        .filter_map(|(response, content)| {
            let method = match &content.chosen_by {
                Some(chosen) => chosen.call.as_str(),
                None if content.encoding == Encoding::EventStream => "events",
                None => return None,
            };
            let (from, to) = response.status.range().unwrap_or((200, 299));
            let (from, to) = (Literal::u16_unsuffixed(from), Literal::u16_unsuffixed(to));
            let media_type = &content.media_type;
            let new = ident(if content.encoding == Encoding::Json { "json" } else { "new" });
            Some(quote!(lowcodeapi_runtime::Alternative::#new(#media_type, (#from, #to), #method)))
        })
        .collect();
    (!alternatives.is_empty()).then(|| quote!(.alternatives(&[#(#alternatives),*])))
}

/// The members that a JSON object must have one of to be the answer; a struct that takes any member has no say.
fn declares(types: &Types, operation: &Operation) -> Option<TokenStream> {
    let output = operation.output.ty.as_ref().filter(|_| operation.output.encoding == Encoding::Json)?;
    let shape = types.structure(output)?;
    if shape.fields.is_empty() || shape.additional.is_some() {
        return None;
    }
    let members =
        shape.fields.iter().flat_map(|field| std::iter::once(&field.name.wire).chain(&field.aliases));
    Some(quote!(.declares(&[#(#members),*])))
}
