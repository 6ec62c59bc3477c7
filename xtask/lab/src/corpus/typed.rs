//! Counts the places of an interface that have a type, and those that have only any JSON.

use lowcodeapi_generator::api::{Api, Shape, TypeRef};

/// Places that have a type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// All of them: parameters, bodies, answers, members, items.
    pub(super) all: usize,
    /// Those of `Value` or a free map.
    pub(super) untyped: usize,
    /// Those of these that are answers the document doesn't describe.
    pub(super) undocumented: usize,
    /// Those that are answers of calls.
    pub(super) answers: usize,
    /// Those of these that have only any JSON.
    pub(super) untyped_answers: usize,
}

/// The places of an interface.
pub(super) fn count(api: &Api) -> Places {
    let mut places = Places::default();
    for operation in &api.operations {
        operation.parameters.iter().for_each(|parameter| places.add(&parameter.ty));
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        contents.for_each(|content| places.add(&content.ty));
        if let Some(ty) = &operation.output.ty {
            places.add(ty);
            places.answers += 1;
            places.untyped_answers += usize::from(*ty == TypeRef::Json);
            places.undocumented += usize::from(!operation.output.documented);
        }
    }
    for ty in &api.types {
        match &ty.shape {
            Shape::Struct(structure) => {
                structure.fields.iter().for_each(|field| places.add(&field.ty));
                structure.additional.iter().for_each(|(_, ty)| places.add(ty));
            }
            Shape::Union(union) => union.members.iter().for_each(|member| places.add(&member.ty)),
            Shape::Alias(ty) => places.add(ty),
            Shape::Enum(_) => {}
        }
    }
    places
}

impl Places {
    fn add(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.add(inner),
            TypeRef::Tuple(items) => items.iter().for_each(|item| self.add(item)),
            TypeRef::Json | TypeRef::JsonObject => {
                self.all += 1;
                self.untyped += 1;
            }
            TypeRef::Primitive(_) | TypeRef::Named(_) | TypeRef::Boxed(_) => self.all += 1,
        }
    }

    /// Adds those of another document.
    pub(super) fn join(&mut self, other: Self) {
        self.all += other.all;
        self.untyped += other.untyped;
        self.undocumented += other.undocumented;
        self.answers += other.answers;
        self.untyped_answers += other.untyped_answers;
    }

    /// How many of a hundred have a type.
    pub(super) fn share(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 places")]
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        share(self.all - self.untyped, self.all)
    }

    /// The same without answers that no document describes.
    pub(super) fn share_described(&self) -> f64 {
        let described =
            Self { all: self.all - self.undocumented, untyped: self.untyped - self.undocumented, ..*self };
        described.share()
    }
}
