//! Values that are made up: those of an example.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, ident};
use crate::api::{Content, Encoding, Field, Operation, Primitive, Shape, Struct, TypeId, TypeRef};

/// Values inside values inside values: deeper ones are no example.
const DEPTH: usize = 4;

/// What a call can't do without.
pub(super) struct Arguments {
    /// In the order of the method's.
    pub(super) values: Vec<TokenStream>,
    /// The modules of the client that they name.
    pub(super) modules: Vec<&'static str>,
}

/// Made-up arguments of an operation; `None` where nothing sensible can be made up.
pub(super) fn arguments(types: &Types, operation: &Operation) -> Option<Arguments> {
    let maker = Maker { types, names_types: Cell::new(false), names_runtime: Cell::new(false) };
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let mut values: Vec<_> = parameters
        .map(|parameter| maker.as_text(&parameter.ty, &parameter.name.wire))
        .collect::<Option<_>>()?;
    let body = operation.body.as_ref().filter(|body| body.required);
    if let Some(content) = body.and_then(|body| body.contents.first()) {
        values.push(maker.body(content)?);
    }
    let modules = [("runtime", maker.names_runtime.get()), ("types", maker.names_types.get())];
    Some(Arguments {
        values,
        modules: modules.into_iter().filter(|named| named.1).map(|named| named.0).collect(),
    })
}

/// Makes up values, and keeps in mind what has to be imported for them.
struct Maker<'t, 'a> {
    types: &'t Types<'a>,
    names_types: Cell<bool>,
    names_runtime: Cell<bool>,
}

impl Maker<'_, '_> {
    /// A body as an argument takes it.
    fn body(&self, content: &Content) -> Option<TokenStream> {
        match content.encoding {
            Encoding::Text | Encoding::EventStream | Encoding::Bytes => Some(quote!("text")),
            Encoding::Json | Encoding::Xml | Encoding::Form | Encoding::Multipart | Encoding::Redirect => {
                self.value(&content.ty, "value", DEPTH)
            }
        }
    }

    /// A value that travels as text, where a whole number is written as one.
    fn as_text(&self, ty: &TypeRef, name: &str) -> Option<TokenStream> {
        let number = TypeRef::Primitive(Primitive::F64);
        let api = self.types.api();
        match api.resolve(ty) {
            ty if *ty == number => Some(quote!(1)),
            TypeRef::Array(item) if *api.resolve(item) == number => Some(quote!([1])),
            _ => self.value(ty, name, DEPTH),
        }
    }

    /// A value of a type as an argument takes it; `name` is what it says where it is text.
    fn value(&self, ty: &TypeRef, name: &str, depth: usize) -> Option<TokenStream> {
        let depth = depth.checked_sub(1)?;
        Some(match self.types.api().resolve(ty) {
            TypeRef::Primitive(primitive) => self.scalar(*primitive, name)?,
            TypeRef::Array(item) => {
                let item = self.inner(item, name, depth)?;
                quote!([#item])
            }
            TypeRef::Map(item) => {
                let item = self.inner(item, name, depth)?;
                quote!([("key", #item)])
            }
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, depth)?,
            TypeRef::Json => quote!(#name),
            TypeRef::JsonObject => self.object(),
            // What has to be told apart from an absent value, or spelt out member by member, is no first call.
            TypeRef::Tuple(_) | TypeRef::Nullable(_) => return None,
        })
    }

    /// A value inside a list or map: a list of lists would have to be told of what.
    fn inner(&self, ty: &TypeRef, name: &str, depth: usize) -> Option<TokenStream> {
        let nested = matches!(self.types.api().resolve(ty), TypeRef::Array(_) | TypeRef::Map(_));
        if nested { None } else { self.value(ty, name, depth) }
    }

    fn named(&self, id: TypeId, depth: usize) -> Option<TokenStream> {
        self.names_types.set(true);
        let name = self.types.named(id);
        match &self.types.api().types[id.0].shape {
            Shape::Struct(shape) if shape.own_constructors => None,
            Shape::Struct(shape) if shape.asks_by_name() => self.by_name(id, shape, depth),
            Shape::Struct(shape) => {
                let plain = shape.asked_for().map(|field| {
                    (!field.nullable).then(|| self.value(&field.ty, &field.name.wire, depth))?
                });
                let arguments: Vec<_> = plain.collect::<Option<_>>()?;
                let setter = arguments.is_empty().then(|| self.setter(shape, depth));
                Some(quote!(#name::new(#(#arguments),*) #setter))
            }
            Shape::Enum(values) => {
                let variant = ident(&values.variants.first()?.name.rust);
                Some(quote!(#name::#variant))
            }
            Shape::Union(shape) => shape.members.iter().find_map(|member| {
                let variant = ident(&member.name.rust);
                let value = self.kept(&member.ty, &member.name.wire, depth)?;
                Some(quote!(#name::#variant(#value)))
            }),
            Shape::Alias(_) => None,
        }
    }

    /// One member of what would be empty otherwise: whoever reads it sees how the others are set.
    fn setter(&self, shape: &Struct, depth: usize) -> Option<TokenStream> {
        let plain = |field: &&Field| {
            let is_left_out = field.deprecated || field.read_only || is_key(&field.name.wire);
            !field.required && !field.nullable && field.constant.is_none() && !is_left_out
        };
        // Those first that the document asks for in a request.
        let demanded = shape.fields.iter().filter(|field| field.demanded);
        let mut fields = demanded.chain(shape.fields.iter().filter(|field| !field.demanded)).filter(plain);
        fields.find_map(|field| {
            let setter = ident(&field.setter);
            let value = self.value(&field.ty, &field.name.wire, depth)?;
            Some(quote!(.#setter(#value)))
        })
    }

    /// What asks for its members by name takes them as they are kept.
    fn by_name(&self, id: TypeId, shape: &Struct, depth: usize) -> Option<TokenStream> {
        let members = shape.asked_for().map(|field| {
            let name = ident(&field.name.rust);
            let value =
                if field.nullable { quote!(None) } else { self.kept(&field.ty, &field.name.wire, depth)? };
            Some(quote!(#name: #value))
        });
        let members: Vec<_> = members.collect::<Option<_>>()?;
        let (name, bare) = (self.types.named(id), ident(&self.types.api().types[id.0].name.rust));
        Some(quote!(#name::new(types::required::#bare { #(#members),* })))
    }

    /// A value as it is kept.
    fn kept(&self, ty: &TypeRef, name: &str, depth: usize) -> Option<TokenStream> {
        let depth = depth.checked_sub(1)?;
        Some(match ty {
            TypeRef::Primitive(Primitive::String | Primitive::Ipv4 | Primitive::Ipv6) => {
                let text = self.value(ty, name, 1)?;
                quote!(#text.to_owned())
            }
            TypeRef::Primitive(
                Primitive::Base64 | Primitive::Date | Primitive::DateTime | Primitive::Uuid,
            )
            | TypeRef::Json => {
                let text = self.value(ty, name, 1)?;
                quote!(#text.into())
            }
            TypeRef::Primitive(primitive) => self.scalar(*primitive, name)?,
            TypeRef::Array(item) => {
                let item = self.kept(item, name, depth)?;
                quote!(vec![#item])
            }
            TypeRef::Map(item) => {
                let item = self.kept(item, name, depth)?;
                quote!([("key".to_owned(), #item)].into())
            }
            TypeRef::Tuple(items) => {
                let items = items.iter().map(|item| self.kept(item, name, depth));
                let items: Vec<_> = items.collect::<Option<_>>()?;
                quote!((#(#items,)*))
            }
            TypeRef::Nullable(_) => quote!(None),
            TypeRef::Boxed(id) => {
                let value = self.named(*id, depth)?;
                quote!(Box::new(#value))
            }
            TypeRef::Named(id) => match &self.types.api().types[id.0].shape {
                Shape::Alias(of) => self.kept(of, name, depth)?,
                _ => self.named(*id, depth)?,
            },
            TypeRef::JsonObject => self.object(),
        })
    }

    fn object(&self) -> TokenStream {
        self.names_runtime.set(true);
        quote!(runtime::JsonObject::new())
    }

    fn scalar(&self, primitive: Primitive, name: &str) -> Option<TokenStream> {
        Some(match primitive {
            Primitive::Bool => quote!(true),
            Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => quote!(1),
            Primitive::F64 => quote!(1.0),
            Primitive::Date => quote!("2025-01-31"),
            Primitive::DateTime => quote!("2025-01-31T12:00:00Z"),
            Primitive::Uuid => quote!("00000000-0000-4000-8000-000000000000"),
            Primitive::Ipv4 => quote!("192.0.2.1"),
            Primitive::Ipv6 => quote!("2001:db8::1"),
            // Whoever copies the example sends it, and the service takes the second call for the first.
            Primitive::String if is_key(name) => quote!("a new one for each call"),
            Primitive::Base64 | Primitive::String => quote!(#name),
            Primitive::Binary => {
                self.names_runtime.set(true);
                quote!(runtime::File::new("file.txt", "text"))
            }
            // Nothing is known of how one is made.
            Primitive::Chosen(_) => return None,
        })
    }
}

/// Whether it is called like what tells a call from its repetition.
fn is_key(name: &str) -> bool {
    super::docs::letters(name).contains("idempoten")
}
