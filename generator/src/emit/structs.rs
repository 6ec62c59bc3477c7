//! Emits structs: their members, a constructor for what is required, a setter for each that isn't.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::attributes::{MANY, deprecated, derive_of};
use super::context::{Types, converted, ident};
use super::docs::{Page, first_sentence, repeats};
use super::{fields, records, required};
use crate::api::{Enum, Field, Primitive, Shape, Struct, Type, TypeRef};
use crate::surface::{has_own_default, is_empty_by_default};

pub(super) fn structure(types: &Types, page: &Page, ty: &Type, shape: &Struct) -> TokenStream {
    let docs = page.outer();
    let deprecated = deprecated(ty.deprecated);
    let name = ident(&ty.name.rust);
    let derive = derive_of(ty);
    let fields = shape.fields.iter().map(|field| fields::field(types, field));
    let additional = shape.additional.iter().map(|(name, value)| fields::additional(types, name, value));
    let members = fields.chain(additional);
    let record = records::record(types, &name, shape);
    let made = (!ty.is_only_received()).then(|| made(types, ty, shape));
    quote! {
        #docs
        #deprecated
        #derive
        #[non_exhaustive]
        pub struct #name {
            #(#members,)*
        }
        #record
        #made
    }
}

/// How callers make a value.
fn made(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
    let name = ident(&ty.name.rust);
    let constructor = constructor(types, ty, shape);
    let by_default = self::default(&name, shape);
    let by_name = shape.asks_by_name().then(|| required::conversion(&name));
    let setters = shape.fields.iter().filter(|field| !field.required).map(|field| setter(types, field));
    let additional_setter =
        shape.additional.iter().map(|(name, value)| additional_setter(types, name, value));
    quote! {
        impl #name {
            #constructor
            #(#setters)*
            #(#additional_setter)*
        }
        #by_default
        #by_name
    }
}

/// A new value that has constants and asks for nothing else.
fn default(name: &Ident, shape: &Struct) -> Option<TokenStream> {
    has_own_default(shape).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

fn constructor(types: &Types, ty: &Type, shape: &Struct) -> TokenStream {
    let signature = types.surface.constructor(ty, shape);
    let function = types.signature(&signature);
    if is_empty_by_default(shape) {
        // A setter of that name would be called instead.
        let shadowed = shape.fields.iter().any(|field| field.setter == "default");
        let default = if shadowed { quote!(<Self as Default>::default()) } else { quote!(Self::default()) };
        return quote! {
            /// Creates it with nothing set.
            #[must_use]
            pub fn #function {
                #default
            }
        };
    }
    let allow = (signature.arguments.len() > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the document requires as many members")]),
    );
    let by_name = shape.asks_by_name();
    let values = shape.fields.iter().map(|field| {
        let name = ident(&field.name.rust);
        let value = match constant(types, field) {
            Some(only) if field.required => only,
            Some(only) if field.tags => quote!(Some(#only)),
            _ if field.required && by_name => quote!(required.#name),
            _ if field.required => converted(&types.surface.member(field)),
            _ => quote!(None),
        };
        initialised(&name, &value)
    });
    let additional = shape.additional.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: std::collections::BTreeMap::new())
    });
    let values = values.chain(additional);
    // Documentation is for those who may call it.
    let head = if shape.own_constructors {
        quote!(pub(crate))
    } else {
        quote! {
            /// Creates one with its required members.
            #[must_use]
            #allow
            pub
        }
    };
    quote! {
        #head fn #function {
            Self { #(#values),* }
        }
    }
}

/// The only value a member may have, as an expression.
fn constant(types: &Types, field: &Field) -> Option<TokenStream> {
    let only: serde_json::Value = serde_json::from_str(&field.constant.as_ref()?.0).ok()?;
    match types.api().resolve(&field.ty) {
        TypeRef::Primitive(Primitive::Bool) => only.as_bool().map(|only| quote!(#only)),
        TypeRef::Named(id) => match &types.api().types[id.0].shape {
            Shape::Enum(Enum { variants, .. }) => {
                let [variant] = &variants[..] else { return None };
                let (ty, variant) = (types.named(*id), ident(&variant.name.rust));
                Some(quote!(#ty::#variant))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `name: value`, or `name` where they are the same.
fn initialised(name: &Ident, value: &TokenStream) -> TokenStream {
    if *name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
}

fn setter(types: &Types, field: &Field) -> TokenStream {
    let name = ident(&field.name.rust);
    let says = first_sentence(&field.docs).filter(|says| !repeats(&field.name, says));
    let docs = Page::default().note(says.unwrap_or_default()).outer();
    let deprecated = deprecated(field.deprecated);
    let signature = types.surface.setter(field);
    let value = signature.arguments.iter().map(converted);
    let signature = types.signature(&signature);
    let null = types.surface.null_setter(field).map(|signature| {
        let signature = types.signature(&signature);
        // A link names what is there as it is called, not as it is written.
        let called = field.name.rust.trim_start_matches("r#");
        let docs = Page::new(format!("Sets [`{called}`](Self::{called}) to `null`.")).outer();
        quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #signature {
                self.#name = Some(None);
                self
            }
        }
    });
    let value = if null.is_some() { quote!(Some(Some(#(#value)*))) } else { quote!(Some(#(#value)*)) };
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #signature {
            self.#name = #value;
            self
        }
        #null
    }
}

fn additional_setter(types: &Types, name: &str, value: &TypeRef) -> TokenStream {
    let signature = types.surface.additional_setter(name, value);
    let value = signature.arguments.iter().map(converted);
    let (name, signature) = (ident(name), types.signature(&signature));
    quote! {
        /// Sets the members the document doesn't name.
        #[must_use]
        pub fn #signature {
            self.#name = #(#value)*;
            self
        }
    }
}
