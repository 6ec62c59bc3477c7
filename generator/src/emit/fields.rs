//! Emits members of structs and how serde treats them.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::deprecated;
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::facts;
use crate::api::{Field, Struct, TypeRef};

/// A rule of serde's that turns names of fields into names on the wire.
#[derive(Clone, Copy)]
pub(super) struct Casing {
    /// As `rename_all` takes it; `None` leaves names as they are.
    pub(super) rule: Option<&'static str>,
    apply: fn(&str) -> String,
}

const CASINGS: [Casing; 6] = [
    Casing { rule: None, apply: str::to_owned },
    Casing { rule: Some("camelCase"), apply: camel },
    Casing { rule: Some("PascalCase"), apply: pascal },
    Casing { rule: Some("kebab-case"), apply: |name| name.replace('_', "-") },
    Casing { rule: Some("SCREAMING_SNAKE_CASE"), apply: |name| name.to_ascii_uppercase() },
    Casing { rule: Some("SCREAMING-KEBAB-CASE"), apply: |name| name.to_ascii_uppercase().replace('_', "-") },
];

impl Casing {
    /// The rule that leaves the fewest names to be spelt out, itself counted.
    pub(super) fn of(shape: &Struct) -> Self {
        let cost = |casing: &Self| {
            let spelt = shape.fields.iter().filter(|field| !casing.fits(field)).count();
            spelt + usize::from(casing.rule.is_some())
        };
        CASINGS.into_iter().min_by_key(cost).unwrap_or(CASINGS[0])
    }

    fn fits(self, field: &Field) -> bool {
        (self.apply)(field.name.rust.trim_start_matches("r#")) == field.name.wire
    }
}

fn pascal(name: &str) -> String {
    let mut cased = String::with_capacity(name.len());
    let mut capital = true;
    for letter in name.chars() {
        if letter == '_' {
            capital = true;
        } else {
            cased.push(if capital { letter.to_ascii_uppercase() } else { letter });
            capital = false;
        }
    }
    cased
}

fn camel(name: &str) -> String {
    let mut letters = pascal(name);
    match letters.get_mut(..1) {
        Some(first) => first.make_ascii_lowercase(),
        // serde takes the first byte for a letter, so its rule must not meet a name that begins with another script.
        None => letters.clear(),
    }
    letters
}

/// A member, with documentation and attributes.
pub(super) fn field(types: &Types, field: &Field, casing: Casing) -> TokenStream {
    let docs = page(field).outer();
    let deprecated = deprecated(field.deprecated);
    let serde = serde(types, field, casing);
    let name = ident(&field.name.rust);
    let ty = types.written(&types.surface.field(field));
    quote! {
        #docs
        #deprecated
        #serde
        pub #name: #ty
    }
}

/// The map that keeps members the document doesn't name.
pub(super) fn additional(types: &Types, name: &str, value: &TypeRef) -> TokenStream {
    let name = ident(name);
    let integers = types
        .has_integers(value)
        .then(|| quote!(, deserialize_with = "lowcodeapi_runtime::flattened_integers"));
    let ty = types.written(&types.surface.additional(value));
    quote! {
        /// Members the document doesn't name.
        #[serde(flatten #integers)]
        pub #name: #ty
    }
}

fn page(field: &Field) -> Page {
    Page::of(&field.docs, || format!("{}.", code(&field.name.wire)))
        .note(facts::of_field(field))
        .link(&field.docs)
}

fn serde(types: &Types, field: &Field, casing: Casing) -> Option<TokenStream> {
    let mut words = Vec::new();
    if !casing.fits(field) {
        let wire = &field.name.wire;
        words.push(quote!(rename = #wire));
    }
    words.extend(field.aliases.iter().map(|alias| quote!(alias = #alias)));
    let anything = *types.api().resolve(&field.ty) == TypeRef::Json;
    // Of an optional member, `null` is a value like any other where it may be `null`.
    let reader = match (!field.required && (field.nullable || anything), types.has_integers(&field.ty)) {
        (true, true) => Some("lowcodeapi_runtime::present_integers"),
        (true, false) => Some("lowcodeapi_runtime::present"),
        (false, true) => Some("lowcodeapi_runtime::integers"),
        (false, false) => None,
    };
    if field.required && field.nullable {
        words.push(quote!(default = "lowcodeapi_runtime::__absent"));
    } else if reader.is_some() && !field.required {
        // An absent `Option` is `None` anyway, but not where the field is read by other means.
        words.push(quote!(default));
    }
    if !field.required {
        words.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    words.extend(reader.map(|reader| quote!(deserialize_with = #reader)));
    (!words.is_empty()).then(|| quote!(#[serde(#(#words),*)]))
}
