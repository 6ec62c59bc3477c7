//! What is public of the document's types.

use foldhash::HashMap;

use super::values::ERROR_CODE;
use super::{
    Argument, Conversion, Forms, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature,
    Surface, Trait, is_empty_by_default,
};
use crate::api::{Enum, EnumRepr, Field, Pointer, Shape, Struct, Type, TypeRef, Union, UnionMember, Variant};

impl<'a> Surface<'a> {
    /// How a struct is made from what it can't do without.
    #[must_use]
    pub fn constructor(self, ty: &'a Type, shape: &'a Struct) -> Signature<'a> {
        let arguments = if shape.asks_by_name() {
            let kept = required(ty);
            vec![Argument { name: "required", ty: kept.clone(), kept, conversion: Conversion::None }]
        } else {
            shape.asked_for().map(|field| self.member(field)).collect()
        };
        Signature { name: "new", receiver: Receiver::None, arguments, result: RustType::plain("Self") }
    }

    /// The types that callers make of members they name, with their shapes and positions.
    pub fn made_by_name(self) -> impl Iterator<Item = (usize, &'a Type, &'a Struct)> {
        self.api.types.iter().enumerate().filter_map(|(at, ty)| match &ty.shape {
            Shape::Struct(shape) if !ty.is_only_received() && shape.asks_by_name() => Some((at, ty, shape)),
            _ => None,
        })
    }

    /// The structs of those members.
    pub(super) fn items_of_required(self) -> impl Iterator<Item = Item<'a>> {
        let mut made = self.made_by_name().peekable();
        let module = made.peek().map(|_| Item {
            module: Module::Root,
            kind: ItemKind::Module(Module::Required),
            is_deprecated: false,
            origin: None,
        });
        let structs = made.flat_map(move |(_, ty, shape)| {
            let of = ty.name.rust.as_str();
            let required = |kind, field: Option<&'a Field>| Item {
                module: Module::Required,
                kind,
                is_deprecated: field.is_some_and(|field| field.deprecated),
                origin: Some(field.map_or(&ty.origin, |field| &field.origin)),
            };
            let whole = ItemKind::Struct { name: of, parameters: Parameters::None, traits: Trait::REQUIRED };
            let fields = shape.asked_for().map(move |field| {
                let kind = ItemKind::Field { of, name: &field.name.rust, ty: self.field(field) };
                required(kind, Some(field))
            });
            [required(whole, None)].into_iter().chain(fields)
        });
        module.into_iter().chain(structs)
    }

    /// How an optional member of a struct is set.
    #[must_use]
    pub fn setter(self, field: &'a Field) -> Signature<'a> {
        let is_plain = !field.nullable || self.has_null_setter(field);
        let argument = if is_plain { self.argument(&field.name.rust, &field.ty) } else { self.member(field) };
        setter(&field.setter, vec![argument])
    }

    /// How an optional member is set to `null`, where its setter doesn't take `None`.
    #[must_use]
    pub fn null_setter(self, field: &'a Field) -> Option<Signature<'a>> {
        self.has_null_setter(field).then(|| setter(&field.null_setter, Vec::new()))
    }

    /// How the members are set that the document doesn't name.
    #[must_use]
    pub fn additional_setter(self, name: &'a str, value: &'a TypeRef) -> Signature<'a> {
        setter(name, vec![self.pairs(name, value)])
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

    /// The alternatives of a union that become it by `From`, where callers make it: those whose type stands for one alone.
    pub fn conversions(self, ty: &'a Type, shape: &'a Union) -> impl Iterator<Item = &'a UnionMember> {
        let resolved = move |member: &'a UnionMember| self.unboxed(self.api.resolve(&member.ty));
        let mut uses: HashMap<RustType<'a>, usize> = HashMap::default();
        for member in &shape.members {
            *uses.entry(resolved(member)).or_default() += 1;
        }
        let own = RustType::Named(Home::Types, &ty.name.rust, Vec::new());
        // What is anything can't be told from `Unknown`, and a type converts into itself already.
        shape.members.iter().filter(move |member| {
            let resolved = resolved(member);
            !ty.is_only_received() && member.ty != TypeRef::Json && uses[&resolved] == 1 && resolved != own
        })
    }

    /// A type of the document, with all that is its own.
    #[must_use]
    pub fn items_of_type(self, at: usize, forms: &Forms) -> Vec<Item<'a>> {
        let ty = &self.api.types[at];
        let name = ty.name.rust.as_str();
        let traits = Trait::of_type(ty);
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
        let derived = ty.derives.iter().map(|one| ItemKind::Impl { of: RustType::plain(one), on: own() });
        items.extend(derived.map(|kind| item(kind, false, &ty.origin)));
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
        let additional = shape.additional.iter().map(move |(name, value)| {
            item(ItemKind::Field { of, name, ty: self.additional(value) }, false, &ty.origin)
        });
        let made = (!ty.is_only_received()).then(|| {
            let optional = shape.fields.iter().filter(|field| !field.required);
            let setters = optional.flat_map(move |field| {
                let all = [Some(self.setter(field)), self.null_setter(field)];
                all.into_iter().flatten().map(move |one| item(function(one), field.deprecated, &field.origin))
            });
            let additional = shape.additional.iter().map(move |(name, value)| {
                item(function(self.additional_setter(name, value)), false, &ty.origin)
            });
            let constructor = (!shape.own_constructors)
                .then(|| item(function(self.constructor(ty, shape)), false, &ty.origin));
            let on = || RustType::Named(Home::Types, of, Vec::new());
            let implemented = move |of| item(ItemKind::Impl { of, on: on() }, false, &ty.origin);
            let default = has_own_default(shape).then(|| implemented(RustType::plain("Default")));
            let by_name = shape.asks_by_name().then(|| implemented(RustType::of("From", required(ty))));
            setters.chain(additional).chain(constructor).chain(default).chain(by_name)
        });
        fields.chain(additional).chain(made.into_iter().flatten())
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

/// The struct of the members that a type can't be made without. It has the type's own name, in a module for such structs.
fn required(ty: &Type) -> RustType<'_> {
    RustType::Named(Home::Required, &ty.name.rust, Vec::new())
}

fn setter<'a>(name: &'a str, arguments: Vec<Argument<'a>>) -> Signature<'a> {
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
