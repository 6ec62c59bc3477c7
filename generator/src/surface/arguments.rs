//! How values are taken as arguments.

use super::{Argument, Conversion, RustType, Surface};
use crate::api::{Body, Content, Field, Operation, Parameter, Primitive, TypeRef};

impl<'a> Surface<'a> {
    /// A value of type `ty`, taken as the argument `name`.
    #[must_use]
    pub fn argument(self, name: &'a str, ty: &'a TypeRef) -> Argument<'a> {
        let kept = self.kept(ty);
        match self.api.resolve(ty) {
            TypeRef::Array(item) => {
                let (item, conversion) = if self.converts(item) {
                    (self.kept(item).impl_into(), Conversion::CollectedInto)
                } else {
                    (self.kept(item), Conversion::Collected)
                };
                Argument { name, ty: item.impl_into_iterator(), kept, conversion }
            }
            TypeRef::Map(value) => Argument { kept, ..self.pairs(name, value) },
            TypeRef::Boxed(id) => {
                let ty = self.named(id.0).impl_into();
                Argument { name, ty, kept, conversion: Conversion::Boxed }
            }
            TypeRef::Nullable(inner) => self.nullable(name, inner),
            _ if self.converts(ty) => {
                Argument { name, ty: kept.clone().impl_into(), kept, conversion: Conversion::Into }
            }
            _ => Argument { name, ty: kept.clone(), kept, conversion: Conversion::None },
        }
    }

    /// The pairs of a map whose values are of a type.
    #[must_use]
    pub fn pairs(self, name: &'a str, value: &'a TypeRef) -> Argument<'a> {
        let (taken, conversion) = if self.converts(value) {
            (self.kept(value).impl_into(), Conversion::CollectedPairsInto)
        } else {
            (self.kept(value), Conversion::CollectedPairs)
        };
        let pair = RustType::Tuple(vec![RustType::string().impl_into(), taken]);
        Argument { name, ty: pair.impl_into_iterator(), kept: self.map(value), conversion }
    }

    /// The value of a member.
    #[must_use]
    pub fn member(self, field: &'a Field) -> Argument<'a> {
        let name = &field.name.rust;
        if field.nullable { self.nullable(name, &field.ty) } else { self.argument(name, &field.ty) }
    }

    /// Whether a member is set to `null` by a setter of its own: items can't be told from `None`, which has none.
    pub(super) fn has_null_setter(self, field: &'a Field) -> bool {
        let is_collected = matches!(self.api.resolve(&field.ty), TypeRef::Array(_) | TypeRef::Map(_));
        field.nullable && !field.required && is_collected
    }

    /// A value that may be `null`: the value itself or what becomes it, `None`, or `Some` of the value.
    fn nullable(self, name: &'a str, ty: &'a TypeRef) -> Argument<'a> {
        let kept = self.kept(ty);
        if self.becomes_nullable(ty) {
            let ty = kept.clone().nullable().impl_into();
            return Argument { name, ty, kept: kept.optional(), conversion: Conversion::Nullable };
        }
        into(name, kept.optional())
    }

    /// Whether what becomes a value of the type also becomes one where it may be `null`: the runtime knows what that is.
    fn becomes_nullable(self, ty: &TypeRef) -> bool {
        match self.api.resolve(ty) {
            TypeRef::Boxed(_) => true,
            TypeRef::Primitive(primitive) => {
                !is_copy(*primitive) && !matches!(primitive, Primitive::Chosen(_))
            }
            _ => false,
        }
    }

    /// The value of a parameter, which travels as text: numbers are taken as they are written.
    #[must_use]
    pub fn parameter(self, parameter: &'a Parameter) -> Argument<'a> {
        let name = &parameter.name.rust;
        match self.api.resolve(&parameter.ty) {
            ty if self.is_number(ty) => into(name, RustType::number()),
            TypeRef::Array(item) if self.is_number(item) => Argument {
                name,
                ty: RustType::number().impl_into().impl_into_iterator(),
                kept: RustType::of("Vec", RustType::number()),
                conversion: Conversion::CollectedInto,
            },
            _ => self.argument(name, &parameter.ty),
        }
    }

    /// The body in one of its media types.
    #[must_use]
    pub fn body(self, body: &'a Body, content: &'a Content) -> Argument<'a> {
        match self.made_by_the_caller(content) {
            Some(made) => into(&body.argument, made),
            None => self.argument(&body.argument, &content.ty),
        }
    }

    /// What a call can't do without: parameters in document order, then the body, in its first media type where no other is
    /// asked for.
    #[must_use]
    pub fn required(self, operation: &'a Operation, content: Option<&'a Content>) -> Vec<Argument<'a>> {
        let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
        let body = operation.body.as_ref().filter(|body| body.required);
        let body = body.and_then(|body| Some(self.body(body, content.or(body.contents.first())?)));
        parameters.map(|parameter| self.parameter(parameter)).chain(body).collect()
    }

    /// Whether a value of the type is taken as `impl Into<…>`: all but integers, which would leave a literal's type open, and
    /// truth values. So `20` is a number too.
    fn converts(self, ty: &TypeRef) -> bool {
        !matches!(self.api.resolve(ty), TypeRef::Primitive(primitive) if is_copy(*primitive))
    }

    fn is_number(self, ty: &TypeRef) -> bool {
        *self.api.resolve(ty) == TypeRef::Primitive(Primitive::F64)
    }
}

/// Whatever becomes a type by `Into`.
pub(super) fn into<'a>(name: &'a str, kept: RustType<'a>) -> Argument<'a> {
    Argument { name, ty: kept.clone().impl_into(), kept, conversion: Conversion::Into }
}

fn is_copy(primitive: Primitive) -> bool {
    primitive.is_integer() || primitive == Primitive::Bool
}
