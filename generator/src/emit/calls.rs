//! Emits the call of an operation: its type, how it begins, its setters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive, too_many};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{choices, facts, pages, request};
use crate::api::{Body, Content, DescribedBy, Encoding, HeaderSet, Operation, Parameter, Streaming, TypeRef};
use crate::surface::{Signature, Trait, alternatives};

/// What is said of an answer that only the provider's own document describes.
const BY_A_COMPANION: &str = "The answer is as the provider's own document describes it; `Described::Other` keeps one that isn't, for the call has succeeded all the same.";

/// What is said of an answer that only saved ones show.
const BY_SAMPLES: &str = "No document describes the answer: its type is what saved answers have in common, and `Described::Other` keeps one that isn't so.";

/// What is said where it describes no answer.
const NOTHING_BY_A_COMPANION: &str = "The provider's own document describes no answer: whatever comes with success is left unread. `.json()` reads it.";

/// The type of the call, and its methods.
pub(super) fn call(types: &Types, operation: &Operation, method: &str) -> TokenStream {
    let failure = operation.failure.as_ref();
    let failure = failure.map(|failure| format!(", and `{}::of` reads its errors", failure.name));
    let failure = failure.unwrap_or_default();
    let docs = Page::new(format!("The call [`{method}`] makes; `.await` sends it{failure}."));
    let docs = match (operation.output.described_by, &operation.output.ty) {
        (DescribedBy::Document, _) => docs,
        (DescribedBy::Companion, Some(_)) => docs.note(BY_A_COMPANION),
        (DescribedBy::Companion | DescribedBy::Samples, None) => docs.note(NOTHING_BY_A_COMPANION),
        (DescribedBy::Samples, Some(_)) => docs.note(BY_SAMPLES),
    };
    let docs = docs.note(facts::answered_failure(operation)).note(headers(operation)).outer();
    let name = ident(&operation.call);
    let derive = derive(Trait::CALL);
    let output = types.output(operation);
    let code = types.error_code();
    let new = constructors(types, operation);
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    let setters = optional.map(|parameter| setter(types, parameter));
    let body = operation.body.iter().filter(|body| !body.required).flat_map(|body| body_setters(types, body));
    let undocumented_body = operation.undocumented_body.iter().map(|name| undocumented_body(types, name));
    let answered = answered(types, operation);
    let answers = operation.output.choice.iter().map(|choice| choices::answers(types, choice, method));
    let formats = types.surface.has_two_formats().then(|| {
        quote! {
            lowcodeapi_runtime::url_formats_call!(#name);
        }
    });
    let streamed = operation.output.streaming.as_ref().map(|streaming| {
        let how = streamed(types, operation, streaming);
        quote! {
            lowcodeapi_runtime::streamed_call!(#name, #code, #how);
        }
    });
    let undocumented = operation.output.is_open().then(|| {
        quote! {
            lowcodeapi_runtime::undocumented_call!(#name, #code);
        }
    });
    let is_optional = matches!(operation.output.ty, Some(TypeRef::Nullable(_)));
    let paged = operation
        .pagination
        .as_ref()
        .map(|pagination| pages::pages(types, &name, operation, &code, pagination, is_optional));
    quote! {
        #docs
        #[must_use = "a call does nothing until it is awaited"]
        #derive
        pub struct #name<M = Async>(Call<#output, #code, M>);

        impl<M: Mode> #name<M> {
            #(#new)*
            #(#setters)*
            #(#body)*
            #(#undocumented_body)*
            #(#answered)*
        }

        lowcodeapi_runtime::call!(#name -> #output, #code);
        #formats
        #streamed
        #undocumented
        #paged

        #(#answers)*
    }
}

/// Where the documented headers are.
fn headers(operation: &Operation) -> String {
    let read = |set: &HeaderSet, whose| format!("`headers::{}` reads the headers of {whose}", set.name);
    let answer = operation.answer_headers.iter().map(|set| read(set, "the answer"));
    let failure = operation.failure_headers.iter().map(|set| read(set, "its errors"));
    let read: Vec<_> = answer.chain(failure).collect();
    if read.is_empty() { String::new() } else { format!("{}.", read.join(", and ")) }
}

/// How the answer is read while it comes in, as `streamed_call!` takes it.
fn streamed(types: &Types, operation: &Operation, streaming: &Streaming) -> TokenStream {
    let Streaming::Events { media_type, switch } = streaming else { return quote!(stream) };
    let switch = switch.as_ref().map(|member| quote!(, switch #member));
    let Some(data) = operation.event() else { return quote!(events #switch) };
    let read = if operation.has_whole_events() {
        quote!(whole_events_of)
    } else if types.has_integers(data) {
        quote!(events_of_integers)
    } else {
        quote!(events_of)
    };
    let data = types.kept(data);
    quote!(#read(#media_type) of #data #switch)
}

/// One for each other media type the answer may be asked for in.
fn answered<'a>(types: &'a Types, operation: &'a Operation) -> impl Iterator<Item = TokenStream> + 'a {
    let contents = operation.responses.iter().flat_map(|response| &response.contents);
    contents.filter_map(move |content| {
        let signature = types.signature(&types.surface.answer_in(content)?);
        let media_type = &content.media_type;
        let docs = Page::new(format!("Asks for the answer as {}.", code(media_type))).outer();
        let is_json = matches!(content.encoding, Encoding::Json | Encoding::Form);
        let answered = match content.encoding {
            Encoding::Json | Encoding::Form => quote!(answered_in_json),
            Encoding::Xml => quote!(answered_in_xml),
            Encoding::Text | Encoding::EventStream => quote!(answered_in_text),
            Encoding::Bytes | Encoding::Multipart => quote!(answered_in_bytes),
            // No media type leads on.
            Encoding::Redirect => return None,
        };
        let read = (is_json && types.has_integers(&content.ty)).then(|| quote!(.read_integers()));
        Some(quote! {
            #docs
            pub fn #signature {
                self.0.#answered(#media_type) #read
            }
        })
    })
}

/// One for each media type a required body may have.
fn constructors(types: &Types, operation: &Operation) -> Vec<TokenStream> {
    let first = new(types, operation, &ident("new"), None);
    let others = alternatives(operation)
        .map(|(content, chosen_by)| new(types, operation, &ident(&chosen_by.call), Some(content)));
    std::iter::once(first).chain(others).collect()
}

fn new(types: &Types, operation: &Operation, name: &Ident, content: Option<&Content>) -> TokenStream {
    let endpoint = ident(&operation.endpoint);
    let inputs = request::required(types, operation, content);
    let arguments = inputs.iter().map(|input| types.argument(&input.argument));
    let allow = too_many(inputs.len() + 1);
    let prepared = inputs.iter().filter_map(|input| input.prepared.as_ref());
    let steps = inputs.iter().map(|input| &input.step);
    let answer = read(types, operation);
    let fixed = operation.urls.query.iter().map(|(name, value)| quote!(.query(#name, &#value)));
    let constants = request::constants(types, operation);
    quote! {
        #allow
        pub(crate) fn #name(core: &Core<M> #(, #arguments)*) -> Self {
            #(#prepared)*
            Self(core.call(&#endpoint) #answer #(#fixed)* #(#constants)* #(#steps)*)
        }
    }
}

/// How an answer is asked for and read, where that isn't JSON as usual.
fn read(types: &Types, operation: &Operation) -> TokenStream {
    let output = &operation.output;
    let accept = output.accept.iter().map(|accept| &accept.media_types);
    let read = match (&output.ty, &output.encoding) {
        _ if output.choice.is_some() => None,
        (None, _) => Some(quote!(.read_nothing())),
        (Some(_), _) if !output.documented => Some(quote!(.read_anything())),
        (Some(ty), Encoding::Json | Encoding::Form) => {
            types.has_integers(ty).then(|| match output.described_by {
                DescribedBy::Document => quote!(.read_integers()),
                DescribedBy::Companion | DescribedBy::Samples => quote!(.read_described_integers()),
            })
        }
        (Some(_), Encoding::Xml) => Some(quote!(.read_xml())),
        (Some(_), Encoding::Text | Encoding::EventStream) => Some(quote!(.read_text())),
        (Some(_), Encoding::Bytes | Encoding::Multipart) => Some(quote!(.read_bytes())),
        (Some(_), Encoding::Redirect) => None,
    };
    quote!(#read #(.accept(#accept))*)
}

fn setter(types: &Types, parameter: &Parameter) -> TokenStream {
    let docs = Page::of(&parameter.docs, String::new)
        .note(facts::wire_name(&parameter.name.wire, &parameter.name.rust))
        .note(facts::of_parameter(parameter))
        .note(facts::idempotency(parameter.idempotency))
        .link(&parameter.docs);
    let signature = types.surface.parameter_setter(parameter);
    chained(types, &docs, &signature, &request::parameter(types, parameter), parameter.deprecated)
}

/// One for each media type an optional body may have.
fn body_setters(types: &Types, body: &Body) -> Vec<TokenStream> {
    let setters = types.surface.body_setters(body).enumerate();
    let setters = setters.map(|(at, (signature, content))| {
        let docs = match at {
            0 => Page::of(&body.docs, || "Sets the body.".to_owned()),
            _ => Page::new(format!("Sets the body, sent as {}.", code(&content.media_type))),
        };
        chained(types, &docs, &signature, &request::content(types, body, content), false)
    });
    setters.collect()
}

/// The setter of a body that only the caller knows.
fn undocumented_body(types: &Types, name: &str) -> TokenStream {
    let docs = Page::new("Sets the body, sent as JSON.").note(
        "The document describes no body; the provider may take one all the same. Unless it is set, none is sent.",
    );
    let signature = types.surface.undocumented_body(name);
    let name = ident(name);
    function(types, &docs, &signature, None, &quote!(.json(&#name)), false)
}

fn chained(
    types: &Types,
    docs: &Page,
    signature: &Signature<'_>,
    input: &request::Input<'_>,
    is_deprecated: bool,
) -> TokenStream {
    function(types, docs, signature, input.prepared.as_ref(), &input.step, is_deprecated)
}

/// A setter of a call: a step of the chain that makes its request.
fn function(
    types: &Types,
    docs: &Page,
    signature: &Signature<'_>,
    prepared: Option<&TokenStream>,
    step: &TokenStream,
    is_deprecated: bool,
) -> TokenStream {
    let docs = docs.outer();
    let deprecated = deprecated(is_deprecated);
    let signature = types.signature(signature);
    quote! {
        #docs
        #deprecated
        pub fn #signature {
            #prepared
            Self(self.0 #step)
        }
    }
}
