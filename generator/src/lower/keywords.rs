//! What one schema node says, whichever kind `openapiv3` filed it under.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

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
    pub(super) values: Vec<Value>,
    pub(super) one_of: Vec<&'m str>,
    pub(super) any_of: Vec<&'m str>,
    pub(super) all_of: Vec<&'m str>,
    pub(super) not: bool,
    pub(super) bounds: Vec<(&'static str, Value)>,
}

impl<'m> Keywords<'m> {
    /// Reads a node.
    pub(super) fn of(schema: &'m Schema) -> Self {
        let mut keywords = Self::empty(&schema.schema_data);
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
            && self.values.is_empty()
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
            values: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            all_of: Vec::new(),
            not: false,
            bounds: Vec::new(),
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
                self.values = string.enumeration.iter().map(|value| Value::from(value.clone())).collect();
                self.bound("minLength", string.min_length);
                self.bound("maxLength", string.max_length);
                self.bound("pattern", string.pattern.clone());
            }
            Type::Number(number) => {
                self.kind = Some("number");
                self.format = format(&number.format, |known| match known {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                });
                self.values = number.enumeration.iter().map(|value| Value::from(*value)).collect();
                self.range(
                    number.minimum,
                    number.maximum,
                    number.exclusive_minimum,
                    number.exclusive_maximum,
                );
                self.bound("multipleOf", number.multiple_of);
            }
            Type::Integer(integer) => {
                self.kind = Some("integer");
                self.format = format(&integer.format, |known| match known {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                });
                self.values = integer.enumeration.iter().map(|value| Value::from(*value)).collect();
                self.range(
                    integer.minimum,
                    integer.maximum,
                    integer.exclusive_minimum,
                    integer.exclusive_maximum,
                );
                self.bound("multipleOf", integer.multiple_of);
            }
            Type::Boolean(boolean) => {
                self.kind = Some("boolean");
                self.values = boolean.enumeration.iter().map(|value| Value::from(*value)).collect();
            }
            Type::Object(object) => {
                self.kind = Some("object");
                self.properties = Some(&object.properties);
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
                self.bound("minProperties", object.min_properties);
                self.bound("maxProperties", object.max_properties);
            }
            Type::Array(array) => {
                self.kind = Some("array");
                self.items = array.items.as_ref().and_then(pointer);
                self.bound("minItems", array.min_items);
                self.bound("maxItems", array.max_items);
                self.bound("uniqueItems", array.unique_items.then_some(true));
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
        self.values.clone_from(&any.enumeration);
        self.one_of = pointers(&any.one_of);
        self.any_of = pointers(&any.any_of);
        self.all_of = pointers(&any.all_of);
        self.not = any.not.is_some();
        self.bound("minLength", any.min_length);
        self.bound("maxLength", any.max_length);
        self.bound("pattern", any.pattern.clone());
        self.range(
            any.minimum,
            any.maximum,
            any.exclusive_minimum == Some(true),
            any.exclusive_maximum == Some(true),
        );
        self.bound("multipleOf", any.multiple_of);
        self.bound("minProperties", any.min_properties);
        self.bound("maxProperties", any.max_properties);
        self.bound("minItems", any.min_items);
        self.bound("maxItems", any.max_items);
        self.bound("uniqueItems", any.unique_items.filter(|unique| *unique));
    }

    fn bound<T: Into<Value>>(&mut self, keyword: &'static str, value: Option<T>) {
        if let Some(value) = value {
            self.bounds.push((keyword, value.into()));
        }
    }

    fn range<T: Into<Value>>(&mut self, minimum: Option<T>, maximum: Option<T>, above: bool, below: bool) {
        self.bound(if above { "exclusiveMinimum" } else { "minimum" }, minimum);
        self.bound(if below { "exclusiveMaximum" } else { "maximum" }, maximum);
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
