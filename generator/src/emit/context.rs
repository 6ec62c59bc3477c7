//! Types in use: how they are written, and how they are taken as arguments.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use crate::api::{Api, Primitive, Shape, Struct, TypeId, TypeRef};

/// The longest tuple whose integers are read with care; there are hardly any longer ones.
const LONGEST_TUPLE: usize = 6;

/// Writes types as they are seen from one module.
pub(super) struct Types<'a> {
    pub(super) api: &'a Api,
    /// Whether that module is `types` itself.
    inside: bool,
    /// Whether that module has the calls.
    calls: bool,
    /// Whether `types` was mentioned, so that it must be imported.
    mentioned: Cell<bool>,
}

/// How a value is taken.
pub(super) struct Argument {
    /// The type of the argument.
    pub(super) ty: TokenStream,
    /// The value, made from the argument.
    pub(super) value: TokenStream,
}

impl<'a> Types<'a> {
    /// As seen from `types`.
    pub(super) fn inside(api: &'a Api) -> Self {
        Self { api, inside: true, calls: false, mentioned: Cell::new(false) }
    }

    /// As seen from a module of calls, which imports `types`.
    pub(super) fn beside_calls(api: &'a Api) -> Self {
        Self { calls: true, ..Self::outside(api) }
    }

    /// As seen from a module that imports `types`.
    pub(super) fn outside(api: &'a Api) -> Self {
        Self { inside: false, ..Self::inside(api) }
    }

    /// Whether the module must import `types`.
    pub(super) fn mentioned(&self) -> bool {
        self.mentioned.get()
    }

    /// The type of the provider's error codes.
    pub(super) fn error_code(&self) -> TokenStream {
        if self.api.error_codes.is_empty() {
            return quote!(lowcodeapi_runtime::ErrorCode);
        }
        self.place(&format_ident!("ErrorCode"))
    }

    /// The type by its name.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        self.place(&ident(&self.api.types[id.0].name.rust))
    }

    /// A type that lives beside the calls, by its name.
    pub(super) fn operation(&self, name: &str) -> TokenStream {
        let name = ident(name);
        if self.calls { quote!(#name) } else { quote!(operations::#name) }
    }

    fn place(&self, name: &Ident) -> TokenStream {
        self.mentioned.set(true);
        if self.inside { quote!(#name) } else { quote!(types::#name) }
    }

    /// The type as it is kept.
    pub(super) fn kept(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Primitive(primitive) => scalar(*primitive),
            TypeRef::Array(item) => {
                let item = self.kept(item);
                quote!(Vec<#item>)
            }
            TypeRef::Map(value) => {
                let value = self.kept(value);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            // A tuple of one is a list of one: a lone type in parentheses would be the type itself.
            TypeRef::Tuple(items) => {
                let items = items.iter().map(|item| self.kept(item));
                quote!((#(#items,)*))
            }
            TypeRef::Nullable(inner) => {
                let inner = self.kept(inner);
                quote!(Option<#inner>)
            }
            TypeRef::Named(id) => self.named(*id),
            TypeRef::Boxed(id) => {
                let name = self.named(*id);
                quote!(Box<#name>)
            }
            TypeRef::Json => quote!(lowcodeapi_runtime::Value),
            TypeRef::JsonObject => quote!(lowcodeapi_runtime::JsonObject),
        }
    }

    /// How a value of type `ty` is taken as the argument `name`.
    pub(super) fn argument(&self, ty: &TypeRef, name: &Ident) -> Argument {
        let kept = self.kept(ty);
        match self.resolve(ty) {
            TypeRef::Array(item) => {
                let kept = self.kept(item);
                if self.converts(item) {
                    Argument {
                        ty: quote!(impl IntoIterator<Item = impl Into<#kept>>),
                        value: quote!(#name.into_iter().map(Into::into).collect()),
                    }
                } else {
                    Argument {
                        ty: quote!(impl IntoIterator<Item = #kept>),
                        value: quote!(#name.into_iter().collect()),
                    }
                }
            }
            TypeRef::Map(value) => {
                let kept = self.kept(value);
                let (ty, value) = if self.converts(value) {
                    (quote!(impl Into<#kept>), quote!(value.into()))
                } else {
                    (kept, quote!(value))
                };
                Argument {
                    ty: quote!(impl IntoIterator<Item = (impl Into<String>, #ty)>),
                    value: quote!(#name.into_iter().map(|(key, value)| (key.into(), #value)).collect()),
                }
            }
            TypeRef::Boxed(id) => {
                let inner = self.named(*id);
                Argument { ty: quote!(impl Into<#inner>), value: quote!(Box::new(#name.into())) }
            }
            _ if self.converts(ty) => Argument { ty: quote!(impl Into<#kept>), value: quote!(#name.into()) },
            _ => Argument { ty: kept, value: quote!(#name) },
        }
    }

    /// How a value that may be `null` is taken: the value itself, `None`, or `Some` of it.
    pub(super) fn nullable_argument(&self, ty: &TypeRef, name: &Ident) -> Argument {
        let kept = self.kept(ty);
        Argument { ty: quote!(impl Into<Option<#kept>>), value: quote!(#name.into()) }
    }

    /// Whether a value of the type is taken as `impl Into<…>`: all but numbers and truth values.
    fn converts(&self, ty: &TypeRef) -> bool {
        !matches!(self.resolve(ty), TypeRef::Primitive(primitive) if is_copy(*primitive))
    }

    /// What an alias stands for in the end.
    pub(super) fn resolve<'t>(&'t self, mut ty: &'t TypeRef) -> &'t TypeRef {
        // No chain of aliases is longer than there are types.
        for _ in 0..self.api.types.len() {
            match ty {
                TypeRef::Named(id) => match &self.api.types[id.0].shape {
                    Shape::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// The struct that `ty` is, if it is one.
    pub(super) fn structure<'t>(&'t self, ty: &'t TypeRef) -> Option<&'t Struct> {
        match self.resolve(ty) {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &self.api.types[id.0].shape {
                Shape::Struct(structure) => Some(structure),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether values of the type are, or are made of, integers that need to be read with care
    /// (`lowcodeapi_runtime::Integers`).
    pub(super) fn has_integers(&self, ty: &TypeRef) -> bool {
        match self.resolve(ty) {
            TypeRef::Primitive(primitive) => is_integer(*primitive),
            TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => {
                self.has_integers(inner)
            }
            TypeRef::Tuple(items) => {
                let read_alike = |item: &TypeRef| {
                    let plain = [Primitive::Bool, Primitive::F64, Primitive::String].map(TypeRef::Primitive);
                    let item = self.resolve(item);
                    *item == TypeRef::Json || plain.contains(item) || self.has_integers(item)
                };
                items.len() <= LONGEST_TUPLE
                    && items.iter().any(|item| self.has_integers(item))
                    && items.iter().all(read_alike)
            }
            _ => false,
        }
    }

    /// Whether a value of the type is one piece of text on the wire.
    pub(super) fn is_scalar(&self, ty: &TypeRef) -> bool {
        match self.resolve(ty) {
            TypeRef::Primitive(_) => true,
            TypeRef::Nullable(inner) => self.is_scalar(inner),
            TypeRef::Named(id) => matches!(self.api.types[id.0].shape, Shape::Enum(_)),
            _ => false,
        }
    }
}

/// A name of the intermediate representation as an identifier.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => format_ident!("r#{keyword}"),
        None => format_ident!("{name}"),
    }
}

/// The kept type of a scalar. Addresses stay text: one odd value must not cost the whole answer.
fn scalar(primitive: Primitive) -> TokenStream {
    match primitive {
        Primitive::Bool => quote!(bool),
        Primitive::I32 => quote!(i32),
        Primitive::I64 => quote!(i64),
        Primitive::U32 => quote!(u32),
        Primitive::U64 => quote!(u64),
        Primitive::I128 => quote!(i128),
        Primitive::F64 => quote!(f64),
        Primitive::Base64 => quote!(lowcodeapi_runtime::Base64),
        Primitive::Binary => quote!(lowcodeapi_runtime::File),
        Primitive::Date => quote!(lowcodeapi_runtime::Date),
        Primitive::DateTime => quote!(lowcodeapi_runtime::DateTime),
        Primitive::Uuid => quote!(lowcodeapi_runtime::Uuid),
        Primitive::String | Primitive::Ipv4 | Primitive::Ipv6 => quote!(String),
    }
}

fn is_integer(primitive: Primitive) -> bool {
    matches!(primitive, Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128)
}

fn is_copy(primitive: Primitive) -> bool {
    is_integer(primitive) || matches!(primitive, Primitive::Bool | Primitive::F64)
}
