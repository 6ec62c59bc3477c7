//! Emits the call of an operation: its type, how it begins, its setters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{deprecated, derive, too_many};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{choices, facts, pages, request};
use crate::api::{Body, Content, Encoding, Operation, Parameter, TypeRef};
use crate::surface::Trait;

/// What is said of an answer that only the provider's own document describes.
const BY_A_COMPANION: &str = "The answer is as the provider's own document describes it; `Described::Other` keeps one that isn't, for the call has succeeded all the same.";

/// The type of the call, and its methods.
pub(super) fn call(types: &Types, operation: &Operation, endpoint: &Ident, method: &str) -> TokenStream {
    let failure = operation.failure.as_ref();
    let failure = failure.map(|failure| format!(", and `{}::of` reads its errors", failure.name));
    let failure = failure.unwrap_or_default();
    let docs = Page::new(format!("The call [`{method}`] makes; `.await` sends it{failure}."));
    let docs = if operation.output.is_companions { docs.note(BY_A_COMPANION) } else { docs };
    let docs = docs.outer();
    let name = ident(&operation.call);
    let derive = derive(Trait::CALL);
    let output = output(types, operation);
    let code = types.error_code();
    let new = constructors(types, operation, endpoint);
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    let setters = optional.map(|parameter| setter(types, parameter));
    let body = operation.body.iter().filter(|body| !body.required).flat_map(|body| body_setters(types, body));
    let undocumented_body = operation.undocumented_body.as_deref().map(undocumented_body);
    let answered = answered(types, operation, &code);
    let answers = operation.output.choice.iter().map(|choice| choices::answers(types, choice, method));
    let formats = types.api.settings.is_lowcodeapi().then(|| {
        quote! {
            lowcodeapi_runtime::url_formats_call!(#name);
        }
    });
    let streamed = operation.output.streaming.map(|streaming| {
        let how = ident(streaming.method());
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
            #undocumented_body
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

/// What the awaited call yields.
pub(super) fn output(types: &Types, operation: &Operation) -> TokenStream {
    let answer = answer_type(types, operation);
    if operation.output.is_companions { quote!(lowcodeapi_runtime::Described<#answer>) } else { answer }
}

/// The type of the answer, where it is as it is described.
pub(super) fn answer_type(types: &Types, operation: &Operation) -> TokenStream {
    if let Some(choice) = &operation.output.choice {
        return types.operation(&choice.name);
    }
    match (&operation.output.ty, &operation.output.encoding) {
        (None, _) => quote!(()),
        (Some(_), Encoding::Text | Encoding::EventStream) => quote!(String),
        (Some(_), Encoding::Bytes | Encoding::Multipart) => quote!(lowcodeapi_runtime::Bytes),
        (Some(_), Encoding::Redirect) => quote!(lowcodeapi_runtime::Redirect),
        (Some(ty), Encoding::Json | Encoding::Form) => types.kept(ty),
    }
}

/// One for each other media type the answer may be asked for in.
fn answered<'a>(
    types: &'a Types,
    operation: &'a Operation,
    code: &'a TokenStream,
) -> impl Iterator<Item = TokenStream> + 'a {
    let contents = operation.responses.iter().flat_map(|response| &response.contents);
    contents.filter_map(move |content| {
        let method = ident(&content.chosen_by.as_ref()?.call);
        let media_type = &content.media_type;
        let docs = Page::new(format!("Asks for the answer as {}.", self::code(media_type))).outer();
        let is_json = matches!(content.encoding, Encoding::Json | Encoding::Form);
        let (ty, answered) = match content.encoding {
            Encoding::Json | Encoding::Form => (types.kept(&content.ty), quote!(answered_in_json)),
            Encoding::Text | Encoding::EventStream => (quote!(String), quote!(answered_in_text)),
            Encoding::Bytes | Encoding::Multipart => {
                (quote!(lowcodeapi_runtime::Bytes), quote!(answered_in_bytes))
            }
            // No media type leads on.
            Encoding::Redirect => return None,
        };
        let read = (is_json && types.has_integers(&content.ty)).then(|| quote!(.read_integers()));
        Some(quote! {
            #docs
            pub fn #method(self) -> Call<#ty, #code, M> {
                self.0.#answered(#media_type) #read
            }
        })
    })
}

/// One for each media type a required body may have.
fn constructors(types: &Types, operation: &Operation, endpoint: &Ident) -> Vec<TokenStream> {
    let first = new(types, operation, endpoint, &ident("new"), None);
    let others = request::alternatives(operation)
        .map(|(content, chosen_by)| new(types, operation, endpoint, &ident(&chosen_by.call), Some(content)));
    std::iter::once(first).chain(others).collect()
}

fn new(
    types: &Types,
    operation: &Operation,
    endpoint: &Ident,
    name: &Ident,
    content: Option<&Content>,
) -> TokenStream {
    let inputs = request::required(types, operation, content);
    let arguments = inputs.iter().map(|input| {
        let (name, ty) = (&input.name, &input.ty);
        quote!(#name: #ty)
    });
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
        (Some(ty), Encoding::Json | Encoding::Form) => types.has_integers(ty).then(|| {
            if output.is_companions { quote!(.read_described_integers()) } else { quote!(.read_integers()) }
        }),
        (Some(_), Encoding::Text | Encoding::EventStream) => Some(quote!(.read_text())),
        (Some(_), Encoding::Bytes | Encoding::Multipart) => Some(quote!(.read_bytes())),
        (Some(_), Encoding::Redirect) => None,
    };
    quote!(#read #(.accept(#accept))*)
}

fn setter(types: &Types, parameter: &Parameter) -> TokenStream {
    let docs = Page::of(&parameter.docs, || format!("Sets {}.", code(&parameter.name.wire)))
        .note(facts::wire_name(&parameter.name.wire, &parameter.name.rust))
        .note(facts::of_parameter(parameter))
        .link(&parameter.docs);
    let input = request::parameter(types, parameter);
    chained(&docs, &input.name, &input, parameter.deprecated)
}

/// One for each media type an optional body may have.
fn body_setters(types: &Types, body: &Body) -> Vec<TokenStream> {
    let docs = Page::of(&body.docs, || "Sets the body.".to_owned());
    let first = request::body(types, body).map(|input| chained(&docs, &input.name, &input, false));
    let others = body.contents.iter().filter_map(|content| {
        let setter = ident(&content.chosen_by.as_ref()?.call);
        let docs = Page::new(format!("Sets the body, sent as {}.", code(&content.media_type)));
        Some(chained(&docs, &setter, &request::content(types, body, content), false))
    });
    first.into_iter().chain(others).collect()
}

/// The setter of a body that only the caller knows.
fn undocumented_body(setter: &str) -> TokenStream {
    let docs = Page::new("Sets the body, sent as JSON.").note(
        "The document describes no body; the provider may take one all the same. Unless it is set, none is sent.",
    );
    let setter = ident(setter);
    let input = request::Input {
        name: setter.clone(),
        ty: quote!(impl lowcodeapi_runtime::serde::Serialize),
        prepared: None,
        step: quote!(.json(&#setter)),
    };
    chained(&docs, &setter, &input, false)
}

fn chained(docs: &Page, setter: &Ident, input: &request::Input, is_deprecated: bool) -> TokenStream {
    let docs = docs.outer();
    let deprecated = deprecated(is_deprecated);
    let request::Input { name, ty, prepared, step } = input;
    quote! {
        #docs
        #deprecated
        pub fn #setter(self, #name: #ty) -> Self {
            #prepared
            Self(self.0 #step)
        }
    }
}
