//! What one schema node says, whichever kind `openapiv3` filed it under.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::bounds;
use super::nodes::plain;

type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of one node; children are pointers.
#[derive(Debug, Clone)]
pub(super) struct Keywords<'m> {
    pub(super) data: &'m SchemaData,
    pub(super) kind: Option<&'m str>,
    pub(super) format: Option<&'m str>,
    pub(super) properties: Option<&'m Properties>,
    pub(super) required: &'m [String],
    pub(super) additional: Option<&'m AdditionalProperties>,
    pub(super) items: Option<&'m str>,
    /// Whether it lists values.
    pub(super) lists_values: bool,
    pub(super) one_of: Vec<&'m str>,
    pub(super) any_of: Vec<&'m str>,
    pub(super) all_of: Vec<&'m str>,
    pub(super) not: bool,
    shape: Option<&'m SchemaKind>,
}

impl<'m> Keywords<'m> {
    /// Reads a node.
    pub(super) fn of(schema: &'m Schema) -> Self {
        let mut keywords = Self { shape: Some(&schema.schema_kind), ..Self::empty(&schema.schema_data) };
        match &schema.schema_kind {
            SchemaKind::Type(ty) => keywords.typed(ty),
            SchemaKind::OneOf { one_of } => keywords.one_of = pointers(one_of),
            SchemaKind::AllOf { all_of } => keywords.all_of = pointers(all_of),
            SchemaKind::AnyOf { any_of } => keywords.any_of = pointers(any_of),
            SchemaKind::Not { .. } => keywords.not = true,
            SchemaKind::Any(any) => keywords.any(any),
        }
        keywords
    }

    /// A `$ref`, with what stands beside it.
    pub(super) fn reference(data: &'m SchemaData, target: &'m str) -> Self {
        Self { all_of: vec![plain(target)], ..Self::empty(data) }
    }

    /// The values it lists.
    pub(super) fn values(&self) -> Vec<Value> {
        self.shape.map(bounds::values).unwrap_or_default()
    }

    /// The bounds it states.
    pub(super) fn bounds(&self) -> Vec<(&'static str, Value)> {
        self.shape.map(bounds::bounds).unwrap_or_default()
    }

    /// Whether it says nothing about what a value looks like.
    pub(super) fn is_annotation(&self) -> bool {
        self.all_of.is_empty() && self.is_wrapper()
    }

    /// Whether it says nothing about what a value looks like beyond its `allOf`.
    pub(super) fn is_wrapper(&self) -> bool {
        self.kind.is_none()
            && self.format.is_none()
            && self.properties.is_none_or(IndexMap::is_empty)
            && self.required.is_empty()
            && self.additional.is_none()
            && self.items.is_none()
            && !self.lists_values
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && !self.not
    }

    fn empty(data: &'m SchemaData) -> Self {
        Self {
            data,
            kind: None,
            format: None,
            properties: None,
            required: &[],
            additional: None,
            items: None,
            lists_values: false,
            one_of: Vec::new(),
            any_of: Vec::new(),
            all_of: Vec::new(),
            not: false,
            shape: None,
        }
    }

    fn typed(&mut self, ty: &'m Type) {
        match ty {
            Type::String(string) => {
                self.kind = Some("string");
                self.format = format(&string.format, |known| match known {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                });
                self.lists_values = !string.enumeration.is_empty();
            }
            Type::Number(number) => {
                self.kind = Some("number");
                self.format = format(&number.format, |known| match known {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                });
                self.lists_values = !number.enumeration.is_empty();
            }
            Type::Integer(integer) => {
                self.kind = Some("integer");
                self.format = format(&integer.format, |known| match known {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                });
                self.lists_values = !integer.enumeration.is_empty();
            }
            Type::Boolean(boolean) => {
                self.kind = Some("boolean");
                self.lists_values = !boolean.enumeration.is_empty();
            }
            Type::Object(object) => {
                self.kind = Some("object");
                self.properties = Some(&object.properties);
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
            }
            Type::Array(array) => {
                self.kind = Some("array");
                self.items = array.items.as_ref().and_then(pointer);
            }
        }
    }

    fn any(&mut self, any: &'m openapiv3::AnySchema) {
        self.kind = any.typ.as_deref();
        self.format = any.format.as_deref();
        self.properties = Some(&any.properties);
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref().and_then(pointer);
        self.lists_values = !any.enumeration.is_empty();
        self.one_of = pointers(&any.one_of);
        self.any_of = pointers(&any.any_of);
        self.all_of = pointers(&any.all_of);
        self.not = any.not.is_some();
    }
}

/// The pointer a child stands at: the model holds every child as a reference.
pub(super) fn pointer<T>(child: &ReferenceOr<T>) -> Option<&str> {
    match child {
        ReferenceOr::Reference { reference } => Some(plain(reference)),
        ReferenceOr::Item(_) => None,
    }
}

fn pointers<T>(children: &[ReferenceOr<T>]) -> Vec<&str> {
    children.iter().filter_map(pointer).collect()
}

fn format<T: Copy>(format: &VariantOrUnknownOrEmpty<T>, name: impl Fn(T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(name(*known)),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
