//! The types of values, as they are kept.

use super::{Home, RustType, Surface};
use crate::api::{Answer, ChosenType, Content, DescribedBy, Encoding, Operation, Primitive, TypeRef};

impl<'a> Surface<'a> {
    /// A type as its values are kept.
    #[must_use]
    pub fn kept(self, ty: &'a TypeRef) -> RustType<'a> {
        match ty {
            TypeRef::Primitive(primitive) => self.scalar(*primitive),
            TypeRef::Array(item) => RustType::of("Vec", self.kept(item)),
            TypeRef::Map(value) => self.map(value),
            TypeRef::Tuple(items) => RustType::Tuple(items.iter().map(|item| self.kept(item)).collect()),
            TypeRef::Nullable(inner) => self.kept(inner).optional(),
            TypeRef::Named(id) => self.named(id.0),
            TypeRef::Boxed(id) => RustType::of("Box", self.named(id.0)),
            TypeRef::Json => RustType::runtime("Value"),
            TypeRef::JsonObject => RustType::runtime("JsonObject"),
        }
    }

    /// A type as it is kept where it stands alone, which needs no box.
    #[must_use]
    pub fn unboxed(self, ty: &'a TypeRef) -> RustType<'a> {
        match ty {
            TypeRef::Boxed(id) => self.named(id.0),
            ty => self.kept(ty),
        }
    }

    /// The named type at a position.
    #[must_use]
    pub fn named(self, at: usize) -> RustType<'a> {
        RustType::Named(Home::Types, &self.api.types[at].name.rust, Vec::new())
    }

    /// The kept type of a scalar. Addresses stay text: one odd value must not cost the whole answer.
    fn scalar(self, primitive: Primitive) -> RustType<'a> {
        match primitive {
            Primitive::Bool => RustType::plain("bool"),
            Primitive::I32 => RustType::plain("i32"),
            Primitive::I64 => RustType::plain("i64"),
            Primitive::U32 => RustType::plain("u32"),
            Primitive::U64 => RustType::plain("u64"),
            Primitive::I128 => RustType::plain("i128"),
            Primitive::F64 => RustType::plain("f64"),
            Primitive::Base64 => RustType::runtime("Base64"),
            Primitive::Binary => RustType::runtime("File"),
            Primitive::Date => RustType::runtime("Date"),
            Primitive::DateTime => RustType::runtime("DateTime"),
            Primitive::Uuid => RustType::runtime("Uuid"),
            Primitive::Chosen(ChosenType(at)) => {
                let path = self.api.settings.types.values().nth(at);
                path.map_or_else(RustType::string, |path| RustType::plain(path))
            }
            Primitive::String | Primitive::Ipv4 | Primitive::Ipv6 => RustType::string(),
        }
    }

    /// A map whose values are of a type.
    pub(super) fn map(self, value: &'a TypeRef) -> RustType<'a> {
        RustType::Named(Home::Collections, "BTreeMap", vec![RustType::string(), self.kept(value)])
    }

    /// The type of the provider's error codes.
    #[must_use]
    pub fn error_code(self) -> RustType<'a> {
        if self.api.error_codes.is_empty() {
            return RustType::runtime("ErrorCode");
        }
        RustType::Named(Home::Types, ERROR_CODE, Vec::new())
    }

    /// What an awaited call yields. An answer that only the provider's own document describes may be another.
    #[must_use]
    pub fn output(self, operation: &'a Operation) -> RustType<'a> {
        let answer = self.answer(operation);
        // Nothing is nothing, whatever was answered.
        if operation.output.described_by != DescribedBy::Document && operation.output.ty.is_some() {
            RustType::Named(Home::Runtime, "Described", vec![answer])
        } else {
            answer
        }
    }

    /// What a call is answered with, where that is as it is described.
    #[must_use]
    pub fn answer(self, operation: &'a Operation) -> RustType<'a> {
        let output = &operation.output;
        match (&output.choice, &output.ty) {
            (Some(choice), _) => RustType::Named(Home::Operations, &choice.name, Vec::new()),
            (None, None) => RustType::nothing(),
            (None, Some(ty)) => read(&output.encoding).unwrap_or_else(|| self.kept(ty)),
        }
    }

    /// What one of several answers holds.
    #[must_use]
    pub fn held(self, answer: &'a Answer) -> Option<RustType<'a>> {
        let ty = answer.ty.as_ref()?;
        Some(read(&answer.encoding).unwrap_or_else(|| self.unboxed(ty)))
    }

    /// What an answer in a media type is read as.
    #[must_use]
    pub fn answered(self, content: &'a Content) -> RustType<'a> {
        read(&content.encoding).unwrap_or_else(|| self.kept(&content.ty))
    }

    /// What is sent in a media type.
    #[must_use]
    pub fn sent(self, content: &'a Content) -> RustType<'a> {
        self.made_by_the_caller(content).unwrap_or_else(|| self.kept(&content.ty))
    }

    /// What is sent in a media type, where it is of no type of the document.
    pub(super) fn made_by_the_caller(self, content: &'a Content) -> Option<RustType<'a>> {
        if let Some(item) = &content.item {
            return Some(RustType::Named(Home::Runtime, "Sequence", vec![self.kept(item)]));
        }
        match content.encoding {
            Encoding::Text | Encoding::EventStream => Some(RustType::string()),
            Encoding::Bytes => Some(RustType::runtime("Upload")),
            Encoding::Multipart if self.is_form_of_the_caller(&content.ty) => Some(RustType::runtime("Form")),
            // A redirect is never sent.
            Encoding::Json | Encoding::Xml | Encoding::Form | Encoding::Multipart | Encoding::Redirect => {
                None
            }
        }
    }
}

/// The type of the provider's error codes.
pub(super) const ERROR_CODE: &str = "ErrorCode";

/// What an answer is read as that isn't told by a type of the document.
fn read<'a>(encoding: &Encoding) -> Option<RustType<'a>> {
    match encoding {
        Encoding::Text | Encoding::EventStream => Some(RustType::string()),
        Encoding::Bytes | Encoding::Multipart => Some(RustType::runtime("Bytes")),
        Encoding::Redirect => Some(RustType::runtime("Redirect")),
        Encoding::Json | Encoding::Xml | Encoding::Form => None,
    }
}
