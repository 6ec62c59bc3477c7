//! Emits `types.rs`: what is sent and received.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::HashSet;
use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, derive, gate, unused_imports};
use super::context::{Types, ident};
use super::docs::{Page, code, repeats};
use super::files::{self, TypesFile};
use super::{Emitter, enums, multipart, structs, unions};
use crate::api::{Api, Docs, Enum, EnumRepr, Field, Shape, Type, TypeRef};
use crate::files::Module;
use crate::surface::{self, Home, Trait};

/// A slice of the types in the file at a position; the last one of `types.rs` has the error codes too.
pub(super) fn module<'a>(emitter: &'a Emitter<'a>, at: usize, slice: Range<usize>) -> Module<'a> {
    let Emitter { api, forms, deprecated_types, types_files, occurrences, .. } = emitter;
    let TypesFile { module, types: ids, .. } = &types_files[at];
    let types = emitter.seen_from(surface::Module::Types);
    let is_whole = module.is_empty();
    let continues = slice.start > 0;
    let codes = (is_whole && slice.end == ids.len()).then(|| error_codes(api)).flatten();
    let opening = match (continues, is_whole) {
        (true, _) => None,
        (false, true) => Some(files_below(&types, types_files)),
        (false, false) => Some(imports(emitter, &types, ids)),
    };
    let named = ids[slice].iter().map(move |id| {
        let item = item(&types, occurrences[*id].as_deref(), &api.types[*id]);
        let form = multipart::conversions(&types, forms, *id);
        quote!(#item #form)
    });
    let page = match (is_whole, *module) {
        (true, _) => Page::new("The types that are sent and received, named as in the document.")
            .list(about_integers(&types)),
        (false, module) => Page::new(format!("Types of {}.", code(module.trim_start_matches("r#")))),
    };
    Module {
        path: if is_whole { "types.rs".to_owned() } else { format!("types/{}", files::path(module)) },
        continues,
        head: if continues { TokenStream::new() } else { head(&page, *deprecated_types) },
        items: Box::new(opening.into_iter().chain(named).chain(codes)),
    }
}

/// The modules that types are divided into, all of which are seen here.
fn files_below(types: &Types, files: &[TypesFile<'_>]) -> TokenStream {
    let required = types.surface.made_by_name().next().map(|_| {
        quote!(
            pub mod required;
        )
    });
    let files = files.iter().filter(|file| !file.module.is_empty());
    let (gates, modules): (Vec<_>, Vec<_>) = files.map(|file| (gate(&file.gate), ident(file.module))).unzip();
    quote!(#(#gates mod #modules;)* #required #(#gates pub use #modules::*;)*)
}

/// The types of other files that those in this one speak of.
fn imports(emitter: &Emitter<'_>, types: &Types, ids: &[usize]) -> TokenStream {
    let own: HashSet<&str> = ids.iter().map(|id| types.api().types[*id].name.rust.as_str()).collect();
    let mut others: BTreeSet<&str> = BTreeSet::new();
    for id in ids {
        for item in types.surface.items_of_type(*id, &emitter.forms) {
            item.names(&mut |home, name| match home {
                Home::Types if !own.contains(name) => drop(others.insert(name)),
                Home::Required => drop(others.insert("required")),
                _ => {}
            });
        }
    }
    let others: Vec<_> = others.into_iter().map(ident).collect();
    match &others[..] {
        [] => TokenStream::new(),
        [one] => quote!(
            use super::#one;
        ),
        others => quote!(
            use super::{#(#others),*};
        ),
    }
}

/// What becomes of an integer that its type can't hold, where one may come.
fn about_integers(types: &Types) -> Vec<String> {
    let comes = types.api().types.iter().any(|ty| match &ty.shape {
        Shape::Struct(shape) if ty.received => {
            let members = shape.fields.iter().map(|field| &field.ty);
            let mut members = members.chain(shape.additional.iter().map(|(_, value)| value));
            members.any(|member| types.has_integers(member))
        }
        _ => false,
    });
    let lines = [
        "An integer that the type of its member can't hold doesn't fail the answer: a member that may be `None` is",
        "`None`, and any other is the nearest integer that its type holds.",
    ];
    if comes { lines.map(str::to_owned).into() } else { Vec::new() }
}

/// Documentation of a module; it may use what is deprecated if it must.
pub(super) fn head(page: &Page, deprecated: bool) -> TokenStream {
    let docs = page.inner();
    let allow =
        deprecated.then(|| quote!(#![allow(deprecated, reason = "what is deprecated is still on the wire")]));
    quote!(#docs #allow)
}

/// The same of a module of which features decide what is there.
pub(super) fn head_of_parts(emitter: &Emitter<'_>, page: &Page) -> TokenStream {
    let head = head(page, emitter.deprecated);
    let allow = unused_imports(&emitter.api.settings);
    quote!(#head #allow)
}

/// Whether anything in the module of types is deprecated.
pub(super) fn mentions_deprecated(api: &Api) -> bool {
    let deprecated_field = |field: &Field| field.deprecated;
    api.types.iter().any(|ty| {
        ty.deprecated
            || matches!(&ty.shape, Shape::Struct(shape) if shape.fields.iter().any(deprecated_field))
    })
}

fn item(types: &Types, occurs: Option<&str>, ty: &Type) -> TokenStream {
    let page = page(ty, occurs);
    match &ty.shape {
        Shape::Struct(shape) => structs::structure(types, &page, ty, shape),
        Shape::Enum(shape) => enums::enumeration(&page, ty, shape),
        Shape::Union(shape) => unions::union(types, page, ty, shape),
        Shape::Alias(target) => alias(types, &page, ty, target),
    }
}

/// The documentation of a named type; where the document has none, where it occurs.
fn page(ty: &Type, occurs: Option<&str>) -> Page {
    let mut docs = ty.docs.clone();
    if repeats(&ty.name, &docs.summary) {
        docs.summary.clear();
    }
    Page::of(&docs, || occurs.unwrap_or_default().to_owned()).link(&ty.docs)
}

fn alias(types: &Types, page: &Page, ty: &Type, target: &TypeRef) -> TokenStream {
    let docs = page.outer();
    let deprecated = deprecated(ty.deprecated);
    let name = ident(&ty.name.rust);
    let target = types.kept(target);
    quote! {
        #docs
        #deprecated
        pub type #name = #target;
    }
}

/// The provider's error codes, open like any other list of values.
fn error_codes(api: &Api) -> Option<TokenStream> {
    if api.error_codes.is_empty() {
        return None;
    }
    let shape = Enum { repr: EnumRepr::String, variants: api.error_codes.clone() };
    let docs = Page::of(&Docs::default(), || "The provider's error codes.".to_owned());
    Some(enums::string_enum(&ident("ErrorCode"), &docs, &derive(Trait::of_repr(shape.repr)), &shape))
}
