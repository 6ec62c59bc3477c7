//! Which types become forms of parts, and which of them are parts.

use foldhash::HashSet;

use super::Surface;
use crate::api::{Content, Encoding, Primitive, Shape, TypeRef};

/// How deep unions in unions are looked into.
const DEEPEST: usize = 8;

/// The positions of the types that go into forms.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// The structs and unions that some operation sends as a form.
    pub whole: HashSet<usize>,
    /// The unions that are parts of one, and that a file is an alternative of.
    pub parts: HashSet<usize>,
}

impl Surface<'_> {
    /// The types that go into forms.
    #[must_use]
    pub fn forms(self) -> Forms {
        let bodies = self.api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let bodies = bodies.flat_map(|body| {
            let sent = |(at, content): &(usize, &Content)| *at == 0 || content.chosen_by.is_some();
            body.contents.iter().enumerate().filter(sent).map(|(_, content)| content)
        });
        let sent = bodies.filter(|content| content.encoding == Encoding::Multipart);
        let (by_position, by_name): (Vec<&Content>, Vec<_>) = sent.partition(|content| content.by_position);
        let mut stack: Vec<&TypeRef> = by_name.iter().map(|content| &content.ty).collect();
        let mut forms = Forms::default();
        let mut members: Vec<&TypeRef> = by_position.iter().map(|content| &content.ty).collect();
        while let Some(ty) = stack.pop() {
            let (TypeRef::Named(id) | TypeRef::Boxed(id)) = self.api.resolve(ty) else { continue };
            let is_form = matches!(self.api.types[id.0].shape, Shape::Struct(_) | Shape::Union(_));
            if !is_form || !forms.whole.insert(id.0) {
                continue;
            }
            match &self.api.types[id.0].shape {
                Shape::Union(union) => stack.extend(union.members.iter().map(|member| &member.ty)),
                Shape::Struct(structure) => {
                    members.extend(structure.fields.iter().map(|field| &field.ty));
                    members.extend(structure.additional.iter().map(|(_, ty)| ty));
                }
                Shape::Enum(_) | Shape::Alias(_) => {}
            }
        }
        while let Some(ty) = members.pop() {
            match self.api.resolve(ty) {
                TypeRef::Array(inner) | TypeRef::Nullable(inner) => members.push(inner),
                TypeRef::Tuple(items) => members.extend(items),
                TypeRef::Named(id) | TypeRef::Boxed(id) => {
                    if let Shape::Union(union) = &self.api.types[id.0].shape
                        && self.holds_files(ty)
                        && forms.parts.insert(id.0)
                    {
                        members.extend(union.members.iter().map(|member| &member.ty));
                    }
                }
                _ => {}
            }
        }
        forms
    }

    /// Whether a part of a form may be a file, or several.
    #[must_use]
    pub fn holds_files(self, ty: &TypeRef) -> bool {
        self.holds_files_within(ty, DEEPEST)
    }

    fn holds_files_within(self, ty: &TypeRef, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match self.api.resolve(ty) {
            TypeRef::Primitive(primitive) => *primitive == Primitive::Binary,
            TypeRef::Array(inner) | TypeRef::Nullable(inner) => self.holds_files_within(inner, depth),
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &self.api.types[id.0].shape {
                Shape::Union(union) => {
                    union.members.iter().any(|member| self.holds_files_within(&member.ty, depth))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the document describes no parts of a form, so that the caller makes it.
    #[must_use]
    pub fn is_form_of_the_caller(self, ty: &TypeRef) -> bool {
        matches!(self.api.resolve(ty), TypeRef::Primitive(Primitive::Binary) | TypeRef::JsonObject)
    }
}
