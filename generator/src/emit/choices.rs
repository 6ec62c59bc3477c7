//! Emits answers that differ by status: an enum, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{derive, gate};
use super::context::{Types, ident};
use super::docs::{Page, code};
use crate::api::{Answer, Choice, Encoding};
use crate::surface::Trait;

/// What a successful call yields, by status.
pub(super) fn answers(types: &Types, choice: &Choice, method: &str) -> TokenStream {
    let page = Page::new(format!("What [`{method}`] is answered with, by status."));
    let definition = definition(types, choice, &page);
    let name = ident(&choice.name);
    let cases = choice.answers.iter().map(|answer| {
        let variant = ident(&answer.variant);
        let status = status(answer);
        let Some(ty) = held(types, answer) else { return quote!(#variant = #status => nothing) };
        let how = how(types, answer);
        quote!(#variant(#ty) = #status => #how)
    });
    quote! {
        #definition
        lowcodeapi_runtime::answers! {
            #name { #(#cases),* }
        }
    }
}

/// What a failed call is answered with, by status.
pub(super) fn failures(types: &Types, choice: &Choice, method: &str) -> TokenStream {
    let page = Page::new(format!("What the service answers when [`{method}`] fails, by status."));
    failing(types, choice, &page, None)
}

/// What several failed calls are answered with, by status: that of this method and of the others alike, by their positions.
pub(super) fn shared_failures(types: &Types, choice: &Choice, method: &str, alike: &[usize]) -> TokenStream {
    let others = alike.len() - 1;
    let others = if others == 1 { "one other call".to_owned() } else { format!("{others} other calls") };
    let line = format!(
        "What the service answers when [`{method}`](super::{method}), or one of {others}, fails, by status."
    );
    let gate = gate(&types.surface.gate_of_operations(alike));
    failing(types, choice, &Page::new(line), gate.as_ref())
}

fn failing(types: &Types, choice: &Choice, page: &Page, gate: Option<&TokenStream>) -> TokenStream {
    let definition = definition(types, choice, page);
    let name = ident(&choice.name);
    let cases = choice.by_status().flat_map(|same| cases(types, same));
    quote! {
        #gate
        #definition
        #gate
        lowcodeapi_runtime::failures! {
            #name { #(#cases),* }
        }
    }
}

/// How answers of one status are read: by the media type where it tells them apart, a range last, else as the first.
fn cases(types: &Types, same: &[Answer]) -> Vec<TokenStream> {
    let told = same.iter().flat_map(|answer| {
        answer.media_types.iter().map(move |(media_type, encoding)| (answer, Some(media_type), encoding))
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|(_, media_type, _)| media_type.is_some_and(|media_type| media_type.contains('*')));
    told.extend(same.first().map(|first| (first, None, &first.encoding)));
    let cases = told.into_iter().filter_map(|(answer, media_type, encoding)| {
        let (variant, status, ty) = (ident(&answer.variant), status(answer), held(types, answer)?);
        let media_type = media_type.map(|media_type| quote!(in #media_type));
        let xml = (*encoding == Encoding::Xml).then(|| quote!(=> xml));
        Some(quote!(#variant(#ty) = #status #media_type #xml))
    });
    cases.collect()
}

fn definition(types: &Types, choice: &Choice, page: &Page) -> TokenStream {
    let docs = page.outer();
    let derive = derive(Trait::CHOICE);
    let name = ident(&choice.name);
    let answers = choice.by_status().flat_map(|same| same.iter().enumerate());
    let variants = answers.map(|(at, answer)| {
        let media_type = answer.media_types.first().filter(|_| at > 0);
        let media_type = media_type.map(|(name, _)| format!(", in {}", code(name))).unwrap_or_default();
        let docs = Page::new(format!("{}{media_type}.", code(&answer.status.to_string()))).outer();
        let variant = ident(&answer.variant);
        let held = held(types, answer).map(|ty| quote!((#ty)));
        quote!(#docs #variant #held)
    });
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// What an answer holds, as tokens.
fn held(types: &Types, answer: &Answer) -> Option<TokenStream> {
    Some(types.written(&types.surface.held(answer)?))
}

fn how(types: &Types, answer: &Answer) -> TokenStream {
    let has_integers = answer.ty.as_ref().is_some_and(|ty| types.has_integers(ty));
    match answer.encoding {
        Encoding::Json | Encoding::Form if has_integers => quote!(integers),
        Encoding::Xml => quote!(xml),
        Encoding::Text | Encoding::EventStream => quote!(text),
        Encoding::Bytes | Encoding::Multipart => quote!(bytes),
        Encoding::Redirect => quote!(redirect),
        Encoding::Json | Encoding::Form => quote!(json),
    }
}

/// The status as a pattern.
fn status(answer: &Answer) -> TokenStream {
    match answer.status.range() {
        Some((from, to)) if from == to => literal(from),
        Some((from, to)) => {
            let (from, to) = (literal(from), literal(to));
            quote!(#from..=#to)
        }
        None => quote!(_),
    }
}

fn literal(status: u16) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    quote!(#status)
}
