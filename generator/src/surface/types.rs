//! What is public of the document's types.

use std::collections::HashMap;

use super::values::ERROR_CODE;
use super::{
    Argument, Forms, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature, Surface, Trait,
    is_empty_by_default,
};
use crate::api::{Enum, EnumRepr, Field, Pointer, Shape, Struct, Type, TypeRef, Union, UnionMember, Variant};

impl<'a> Surface<'a> {
    /// How a struct is made from what it can't do without.
    #[must_use]
    pub fn constructor(self, shape: &'a Struct) -> Signature<'a> {
        let required = shape.fields.iter().filter(|field| field.is_asked_for());
        Signature {
            name: "new",
            receiver: Receiver::None,
            arguments: required.map(|field| self.member(field)).collect(),
            result: RustType::plain("Self"),
        }
    }

    /// How an optional member of a struct is set.
    #[must_use]
    pub fn setter(self, field: &'a Field) -> Signature<'a> {
        setter(&field.setter, self.member(field))
    }

    /// How the members are set that the document doesn't name.
    #[must_use]
    pub fn additional_setter(self, name: &'a str, value: &'a TypeRef) -> Signature<'a> {
        setter(name, self.pairs(name, value))
    }

    /// The type of a field: with what stands for absent and for `null`.
    #[must_use]
    pub fn field(self, field: &'a Field) -> RustType<'a> {
        let ty = self.kept(&field.ty);
        match (field.required, field.nullable) {
            (true, false) => ty,
            (true, true) | (false, false) => ty.optional(),
            (false, true) => ty.optional().optional(),
        }
    }

    /// The type of the field that keeps the members the document doesn't name.
    #[must_use]
    pub fn additional(self, value: &'a TypeRef) -> RustType<'a> {
        self.map(value)
    }

    /// The alternatives of a union that become it by `From`: those whose type stands for one alone.
    pub fn conversions(self, ty: &'a Type, shape: &'a Union) -> impl Iterator<Item = &'a UnionMember> {
        let resolved = move |member: &'a UnionMember| self.unboxed(self.api.resolve(&member.ty));
        let mut uses: HashMap<RustType<'a>, usize> = HashMap::new();
        for member in &shape.members {
            *uses.entry(resolved(member)).or_default() += 1;
        }
        let own = RustType::Named(Home::Types, &ty.name.rust, Vec::new());
        // What is anything can't be told from `Unknown`, and a type converts into itself already.
        shape.members.iter().filter(move |member| {
            let resolved = resolved(member);
            member.ty != TypeRef::Json && uses[&resolved] == 1 && resolved != own
        })
    }

    /// A type of the document, with all that is its own.
    #[must_use]
    pub fn items_of_type(self, at: usize, forms: &Forms) -> Vec<Item<'a>> {
        let ty = &self.api.types[at];
        let name = ty.name.rust.as_str();
        let traits = Trait::of_shape(&ty.shape);
        let mut items = Vec::new();
        match &ty.shape {
            Shape::Struct(shape) => {
                let kind = ItemKind::Struct { name, parameters: Parameters::None, traits };
                items.push(item(kind, ty.deprecated, &ty.origin));
                items.extend(self.members(ty, shape));
            }
            Shape::Enum(shape) => {
                items.push(item(ItemKind::Enum { name, traits }, ty.deprecated, &ty.origin));
                items.extend(values(name, shape, Some(&ty.origin)));
            }
            Shape::Union(shape) => {
                items.push(item(ItemKind::Enum { name, traits }, ty.deprecated, &ty.origin));
                items.extend(self.alternatives(ty, shape));
            }
            Shape::Alias(target) => {
                let kind = ItemKind::Alias { name, target: self.kept(target) };
                items.push(item(kind, ty.deprecated, &ty.origin));
            }
        }
        let own = || self.named(at);
        if forms.whole.contains(&at) {
            let kind = ItemKind::Impl { of: RustType::of("From", own()), on: RustType::runtime("Form") };
            items.push(item(kind, false, &ty.origin));
        }
        if forms.parts.contains(&at) {
            items.push(item(ItemKind::Impl { of: RustType::runtime("Parts"), on: own() }, false, &ty.origin));
        }
        items
    }

    /// Fields, constructor and setters of a struct.
    fn members(self, ty: &'a Type, shape: &'a Struct) -> impl Iterator<Item = Item<'a>> {
        let of = ty.name.rust.as_str();
        let function = move |signature| ItemKind::Function { of, parameters: Parameters::None, signature };
        let fields = shape.fields.iter().map(move |field| {
            let kind = ItemKind::Field { of, name: &field.name.rust, ty: self.field(field) };
            item(kind, field.deprecated, &field.origin)
        });
        let optional = shape.fields.iter().filter(|field| !field.required);
        let setters =
            optional.map(move |field| item(function(self.setter(field)), field.deprecated, &field.origin));
        let additional = shape.additional.iter().flat_map(move |(name, value)| {
            let field = ItemKind::Field { of, name, ty: self.additional(value) };
            [field, function(self.additional_setter(name, value))].map(|kind| item(kind, false, &ty.origin))
        });
        let constructor =
            (!shape.own_constructors).then(|| item(function(self.constructor(shape)), false, &ty.origin));
        let default = has_own_default(shape).then(|| {
            let on = RustType::Named(Home::Types, of, Vec::new());
            item(ItemKind::Impl { of: RustType::plain("Default"), on }, false, &ty.origin)
        });
        fields.chain(setters).chain(additional).chain(constructor).chain(default)
    }

    /// Variants of a union, and what becomes it.
    fn alternatives(self, ty: &'a Type, shape: &'a Union) -> impl Iterator<Item = Item<'a>> {
        let of = ty.name.rust.as_str();
        let on = move || RustType::Named(Home::Types, of, Vec::new());
        let variants = shape.members.iter().map(move |member| {
            let held = Some(self.kept(&member.ty));
            item(ItemKind::Variant { of, name: &member.name.rust, held }, false, &member.origin)
        });
        let unknown = unknown(of, RustType::runtime("Value"), Some(&ty.origin));
        let conversions = self.conversions(ty, shape).flat_map(move |member| {
            let from = self.unboxed(&member.ty);
            // A literal has no other type.
            let text = from.is_string().then(|| RustType::Reference(Box::new(RustType::plain("str"))));
            [Some(from), text].into_iter().flatten().map(move |from| {
                let kind = ItemKind::Impl { of: RustType::of("From", from), on: on() };
                item(kind, false, &member.origin)
            })
        });
        variants.chain([unknown]).chain(conversions)
    }

    pub(super) fn items_of_error_codes(self) -> impl Iterator<Item = Item<'a>> {
        let codes = &self.api.error_codes;
        let traits = Trait::of_repr(EnumRepr::String);
        let kind = ItemKind::Enum { name: ERROR_CODE, traits };
        let whole = Item { module: Module::Types, kind, is_deprecated: false, origin: None };
        let unknown = unknown(ERROR_CODE, RustType::string(), None);
        let all = variants(ERROR_CODE, codes, None).chain([whole, unknown]);
        all.filter(|_| !codes.is_empty())
    }
}

/// Whether a struct has a default of its own: it has constants, and asks for nothing.
#[must_use]
pub fn has_own_default(shape: &Struct) -> bool {
    !shape.fields.iter().any(Field::is_asked_for) && !is_empty_by_default(shape)
}

fn setter<'a>(name: &'a str, argument: Argument<'a>) -> Signature<'a> {
    let arguments = vec![argument];
    Signature { name, receiver: Receiver::Changed, arguments, result: RustType::plain("Self") }
}

fn item<'a>(kind: ItemKind<'a>, is_deprecated: bool, origin: &'a Pointer) -> Item<'a> {
    Item { module: Module::Types, kind, is_deprecated, origin: Some(origin) }
}

/// The variants of a list of values.
fn values<'a>(of: &'a str, shape: &'a Enum, origin: Option<&'a Pointer>) -> impl Iterator<Item = Item<'a>> {
    let kept = match shape.repr {
        EnumRepr::String => RustType::string(),
        EnumRepr::Integer => RustType::plain("i64"),
    };
    variants(of, &shape.variants, origin).chain([unknown(of, kept, origin)])
}

fn variants<'a>(
    of: &'a str,
    variants: &'a [Variant],
    origin: Option<&'a Pointer>,
) -> impl Iterator<Item = Item<'a>> {
    variants.iter().map(move |variant| {
        let kind = ItemKind::Variant { of, name: &variant.name.rust, held: None };
        Item { module: Module::Types, kind, is_deprecated: false, origin }
    })
}

/// The variant for what the document doesn't know.
fn unknown<'a>(of: &'a str, held: RustType<'a>, origin: Option<&'a Pointer>) -> Item<'a> {
    let kind = ItemKind::Variant { of, name: "Unknown", held: Some(held) };
    Item { module: Module::Types, kind, is_deprecated: false, origin }
}
