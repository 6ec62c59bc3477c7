//! Emits `headers.rs`: the documented headers of answers, as types.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, derive};
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{facts, made, types};
use crate::api::{Api, Docs, EnumRepr, Header, HeaderSet, Operation, Primitive, Shape, Struct, TypeRef};
use crate::files::Module;
use crate::surface::{self, Surface, Trait};

/// What is said once of all of them.
const ABOUT: &str = "The headers that the document describes. `of` takes them from those of an answer, such as `headers` of what `.detailed()` yields, or from the headers of an error. One that is not as described is a `HeaderError` when it is asked for, and costs no answer.";

/// The module of the documented headers, where there are any.
pub(super) fn module(surface: Surface<'_>) -> Option<Module<'static>> {
    let types = Types::seen_from(surface::Module::Headers, surface);
    let sets: Vec<_> = surface.header_sets().map(|(set, first)| self::set(&types, set, first)).collect();
    let speaks_of_types = || {
        let headers = surface.header_sets().flat_map(|(set, _)| &set.headers);
        headers.into_iter().any(|header| surface.header(header).speaks_of_types())
    };
    (!sets.is_empty()).then(|| {
        let import = speaks_of_types().then(|| {
            quote!(
                use super::types;
            )
        });
        let head = types::head(&Page::new(ABOUT), types::mentions_deprecated(surface.api()));
        Module {
            path: "headers.rs".to_owned(),
            continues: false,
            head: quote!(#head #![allow(clippy::missing_errors_doc, reason = "the module says it of all")]),
            items: made(import.into_iter().chain(sets).collect()),
        }
    })
}

fn set(types: &Types, set: &HeaderSet, first: &Operation) -> TokenStream {
    let docs = Page::new(whose(types.api(), set, first)).outer();
    let derive = derive(Trait::HEADERS);
    let name = ident(&set.name);
    let of = types.signature(&types.surface.headers_of());
    let headers = set.headers.iter().map(|header| self::header(types, header));
    quote! {
        #docs
        #derive
        pub struct #name(lowcodeapi_runtime::Headers);

        impl #name {
            /// Takes them from the headers of an answer.
            #[must_use]
            pub fn #of {
                Self(headers.clone())
            }

            #(#headers)*
        }
    }
}

/// Which answers have the headers of a set.
fn whose(api: &Api, set: &HeaderSet, first: &Operation) -> String {
    let has = |one: &Option<HeaderSet>| one.as_ref().is_some_and(|one| one.name == set.name);
    let what = if has(&first.answer_headers) { "the answer to" } else { "an error of" };
    let others =
        api.operations.iter().filter(|one| has(&one.answer_headers) || has(&one.failure_headers)).count() - 1;
    let others = match others {
        0 => String::new(),
        1 => ", and of one other operation".to_owned(),
        others => format!(", and of {others} other operations"),
    };
    format!("The headers of {what} {}{others}.", code(&format!("{} {}", first.method, first.key)))
}

fn header(types: &Types, header: &Header) -> TokenStream {
    let wire = &header.name.wire;
    let docs = Page::of(&header.docs, || format!("The header {}.", code(wire)));
    // Where the document says nothing of it, that is all there is to say.
    let is_described = header.docs != Docs::default();
    let wire_name = if is_described { facts::wire_name(wire, &header.name.rust) } else { String::new() };
    let docs = docs.note(wire_name).link(&header.docs).outer();
    let deprecated = deprecated(header.deprecated);
    let signature = types.signature(&types.surface.header(header));
    let read = ident(if header.required { "promised" } else { "described" });
    let text = match &header.media_type {
        Some(media_type) if media_type.contains("json") => quote!(lowcodeapi_runtime::__HeaderText::Json),
        _ => text(types, &header.ty, header.explode),
    };
    quote! {
        #docs
        #deprecated
        pub fn #signature {
            self.0.#read(#wire, &#text)
        }
    }
}

/// How the text of a header is to be understood: `style: simple`.
fn text(types: &Types, ty: &TypeRef, explode: bool) -> TokenStream {
    match types.api().resolve(ty) {
        TypeRef::Array(item) => {
            let item = scalar(types, item);
            quote!(lowcodeapi_runtime::__HeaderText::List(&#item))
        }
        TypeRef::Tuple(items) => {
            let items = items.iter().map(|item| scalar(types, item));
            quote!(lowcodeapi_runtime::__HeaderText::Tuple(&[#(#items),*]))
        }
        TypeRef::Map(value) => object(types, &Struct::default(), value, explode),
        TypeRef::JsonObject => object(types, &Struct::default(), &TypeRef::Json, explode),
        TypeRef::Nullable(inner) => text(types, inner, explode),
        ty => match types.structure(ty) {
            Some(structure) => {
                let others = structure.additional.as_ref().map_or(&TypeRef::Json, |(_, ty)| ty);
                object(types, structure, others, explode)
            }
            None => scalar(types, ty),
        },
    }
}

fn object(types: &Types, structure: &Struct, others: &TypeRef, explode: bool) -> TokenStream {
    let members = structure.fields.iter().map(|field| {
        let (wire, text) = (&field.name.wire, scalar(types, &field.ty));
        quote!((#wire, #text))
    });
    let others = scalar(types, others);
    quote!(lowcodeapi_runtime::__HeaderText::Object { explode: #explode, members: &[#(#members),*], others: &#others })
}

/// The text of what has no commas.
fn scalar(types: &Types, ty: &TypeRef) -> TokenStream {
    match types.api().resolve(ty) {
        TypeRef::Primitive(Primitive::Bool) => quote!(lowcodeapi_runtime::__HeaderText::Flag),
        TypeRef::Primitive(Primitive::DateTime) => quote!(lowcodeapi_runtime::__HeaderText::Date),
        TypeRef::Primitive(primitive) if primitive.is_integer() || *primitive == Primitive::F64 => {
            quote!(lowcodeapi_runtime::__HeaderText::Number)
        }
        TypeRef::Nullable(inner) => scalar(types, inner),
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &types.api().types[id.0].shape {
            Shape::Enum(list) if list.repr == EnumRepr::Integer => {
                quote!(lowcodeapi_runtime::__HeaderText::Number)
            }
            Shape::Union(_) => quote!(lowcodeapi_runtime::__HeaderText::Scalar),
            _ => quote!(lowcodeapi_runtime::__HeaderText::Text),
        },
        _ => quote!(lowcodeapi_runtime::__HeaderText::Text),
    }
}
