//! Types in use, as one module of the client writes them.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use crate::api::{Api, Operation, Primitive, Shape, Struct, TypeId, TypeRef};
use crate::surface::{Argument, Conversion, Module, Receiver, RustType, Signature, Surface};

/// The longest tuple whose integers are read with care; there are hardly any longer ones.
const LONGEST_TUPLE: usize = 6;

/// Writes types as they are seen from one module.
#[derive(Clone, Copy)]
pub(super) struct Types<'a> {
    pub(super) surface: Surface<'a>,
    module: Module,
}

impl<'a> Types<'a> {
    /// As seen from a module.
    pub(super) fn seen_from(module: Module, surface: Surface<'a>) -> Self {
        Self { surface, module }
    }

    /// What the client offers.
    pub(super) fn api(&self) -> &'a Api {
        self.surface.api()
    }

    /// The type of the provider's error codes.
    pub(super) fn error_code(&self) -> TokenStream {
        self.written(&self.surface.error_code())
    }

    /// What an awaited call yields.
    pub(super) fn output(&self, operation: &Operation) -> TokenStream {
        self.written(&self.surface.output(operation))
    }

    /// The type by its name.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        self.written(&self.surface.named(id.0))
    }

    /// The type as it is kept.
    pub(super) fn kept(&self, ty: &TypeRef) -> TokenStream {
        self.written(&self.surface.kept(ty))
    }

    /// A type, as tokens.
    pub(super) fn written(&self, ty: &RustType<'_>) -> TokenStream {
        match ty {
            RustType::Named(home, name, arguments) => {
                let path = home.path(self.module).iter().map(|segment| ident(segment));
                let name = self::path(name);
                let arguments = arguments.iter().map(|argument| self.written(argument));
                let arguments = (arguments.len() > 0).then(|| quote!(<#(#arguments),*>));
                quote!(#(#path::)* #name #arguments)
            }
            // A tuple of one is a list of one: a lone type in parentheses would be the type itself.
            RustType::Tuple(items) => {
                let items = items.iter().map(|item| self.written(item));
                quote!((#(#items,)*))
            }
            RustType::Reference(inner) => {
                let inner = self.written(inner);
                quote!(&#inner)
            }
            RustType::Impl(of) => {
                let of = self.written(of);
                quote!(impl #of)
            }
            RustType::Item(of) => {
                let of = self.written(of);
                quote!(Item = #of)
            }
            RustType::Elided => quote!('_),
            RustType::Borrowed => quote!('a),
        }
    }

    /// A function's name, arguments and result.
    pub(super) fn signature(&self, signature: &Signature<'_>) -> TokenStream {
        let name = ident(signature.name);
        let receiver = match signature.receiver {
            Receiver::None => None,
            Receiver::Reference => Some(quote!(&self,)),
            Receiver::Value => Some(quote!(self,)),
            Receiver::Changed => Some(quote!(mut self,)),
        };
        let arguments = signature.arguments.iter().map(|argument| self.argument(argument));
        let result = self.written(&signature.result);
        quote!(#name(#receiver #(#arguments),*) -> #result)
    }

    /// `name: type`
    pub(super) fn argument(&self, argument: &Argument<'_>) -> TokenStream {
        let (name, ty) = (ident(argument.name), self.written(&argument.ty));
        quote!(#name: #ty)
    }

    /// The struct that `ty` is, if it is one.
    pub(super) fn structure<'t>(&'t self, ty: &'t TypeRef) -> Option<&'t Struct> {
        match self.api().resolve(ty) {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &self.api().types[id.0].shape {
                Shape::Struct(structure) => Some(structure),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether values of the type are, or are made of, integers that need to be read with care
    /// (`lowcodeapi_runtime::Integers`).
    pub(super) fn has_integers(&self, ty: &TypeRef) -> bool {
        match self.api().resolve(ty) {
            TypeRef::Primitive(primitive) => primitive.is_integer(),
            TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => {
                self.has_integers(inner)
            }
            TypeRef::Tuple(items) => {
                let read_alike = |item: &TypeRef| {
                    let plain = [Primitive::Bool, Primitive::F64, Primitive::String].map(TypeRef::Primitive);
                    let item = self.api().resolve(item);
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
        match self.api().resolve(ty) {
            TypeRef::Primitive(_) => true,
            TypeRef::Nullable(inner) => self.is_scalar(inner),
            TypeRef::Named(id) => matches!(self.api().types[id.0].shape, Shape::Enum(_)),
            _ => false,
        }
    }
}

/// The value that is kept, made from the argument.
pub(super) fn converted(argument: &Argument<'_>) -> TokenStream {
    let name = ident(argument.name);
    match argument.conversion {
        Conversion::None => quote!(#name),
        Conversion::Into => quote!(#name.into()),
        Conversion::Boxed => quote!(Box::new(#name.into())),
        Conversion::Nullable => quote!(#name.into().into_option()),
        Conversion::Collected => quote!(#name.into_iter().collect()),
        Conversion::CollectedInto => quote!(#name.into_iter().map(Into::into).collect()),
        Conversion::CollectedPairs => {
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect())
        }
        Conversion::CollectedPairsInto => {
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
        }
    }
}

/// A name, or the path of a type that the client's manifest names: from the crate or, by a package, from outside.
fn path(name: &str) -> TokenStream {
    let segments = name.split("::").map(ident);
    let is_own = ["crate::", "self::", "super::"].iter().any(|start| name.starts_with(start));
    let outside = (name.contains("::") && !is_own).then(|| quote!(::));
    quote!(#outside #(#segments)::*)
}

/// A name of the intermediate representation as an identifier.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
