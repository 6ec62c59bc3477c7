//! Schemas of one type, and of none.

use openapiv3::{AnySchema, ArrayType, BooleanType, IntegerType, NumberType, SchemaKind, StringType, Type};
use serde_json::Value;

use super::keywords::{Keywords, Kind};
use super::shape::Shaper;

impl<'a> Shaper<'_, 'a> {
    /// A schema of one type. Keywords that mean nothing for it are recorded as ignored.
    pub(super) fn typed(
        &mut self,
        kind: Kind,
        keywords: &Keywords<'a>,
        values: Option<Vec<Value>>,
    ) -> SchemaKind {
        let (kind, values) = self.settle(kind, values);
        let mut meant = keywords.only(kind);
        if matches!(kind, Kind::String | Kind::Number | Kind::Integer) {
            meant.format = keywords.format;
        }
        self.ignored.extend(keywords.besides(&meant));
        SchemaKind::Type(match kind {
            Kind::String => Type::String(self.string(keywords, &values)),
            Kind::Number => Type::Number(self.floating(keywords, &values)),
            Kind::Integer => Type::Integer(self.integer(keywords, &values)),
            Kind::Boolean => {
                Type::Boolean(BooleanType { enumeration: values.iter().map(Value::as_bool).collect() })
            }
            Kind::Array => Type::Array(self.array(keywords)),
            Kind::Object => Type::Object(self.object(keywords)),
        })
    }

    /// A schema without type, parts or alternatives: any value, or one of a list of mixed ones.
    pub(super) fn untyped(&mut self, keywords: &Keywords<'a>, values: Option<Vec<Value>>) -> SchemaKind {
        SchemaKind::Any(self.anything(AnySchema::default(), None, keywords, values))
    }

    /// Fills in whatever there is besides parts and alternatives.
    pub(super) fn anything(
        &mut self,
        any: AnySchema,
        kind: Option<Kind>,
        keywords: &Keywords<'a>,
        values: Option<Vec<Value>>,
    ) -> AnySchema {
        let lower = keywords.lower_bound();
        let upper = keywords.upper_bound();
        let object = self.object(keywords);
        let array = self.array(keywords);
        AnySchema {
            typ: kind.map(|kind| kind.name().to_owned()),
            pattern: self.reader.text(self.pointer, "pattern", keywords.pattern),
            multiple_of: self.number("multipleOf", keywords.multiple_of),
            minimum: self.number("minimum", lower.value),
            exclusive_minimum: lower.exclusive.then_some(true),
            maximum: self.number("maximum", upper.value),
            exclusive_maximum: upper.exclusive.then_some(true),
            properties: object.properties,
            required: object.required,
            additional_properties: object.additional_properties,
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            items: array.items,
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: array.unique_items.then_some(true),
            enumeration: values.unwrap_or_default(),
            format: self.format(keywords),
            min_length: self.count("minLength", keywords.min_length),
            max_length: self.count("maxLength", keywords.max_length),
            ..any
        }
    }

    fn string(&mut self, keywords: &Keywords<'a>, values: &[Value]) -> StringType {
        StringType {
            format: self.format(keywords).into(),
            pattern: self.reader.text(self.pointer, "pattern", keywords.pattern),
            enumeration: values.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            min_length: self.count("minLength", keywords.min_length),
            max_length: self.count("maxLength", keywords.max_length),
        }
    }

    fn floating(&mut self, keywords: &Keywords<'a>, values: &[Value]) -> NumberType {
        let lower = keywords.lower_bound();
        let upper = keywords.upper_bound();
        NumberType {
            format: self.format(keywords).into(),
            multiple_of: self.number("multipleOf", keywords.multiple_of),
            minimum: self.number("minimum", lower.value),
            exclusive_minimum: lower.exclusive,
            maximum: self.number("maximum", upper.value),
            exclusive_maximum: upper.exclusive,
            enumeration: values.iter().map(Value::as_f64).collect(),
        }
    }

    fn integer(&mut self, keywords: &Keywords<'a>, values: &[Value]) -> IntegerType {
        let lower = keywords.lower_bound();
        let upper = keywords.upper_bound();
        IntegerType {
            format: self.format(keywords).into(),
            multiple_of: self.whole("multipleOf", keywords.multiple_of),
            minimum: self.whole("minimum", lower.value),
            exclusive_minimum: lower.exclusive,
            maximum: self.whole("maximum", upper.value),
            exclusive_maximum: upper.exclusive,
            enumeration: values.iter().map(Value::as_i64).collect(),
        }
    }

    fn array(&mut self, keywords: &Keywords<'a>) -> ArrayType {
        ArrayType {
            items: self.items(keywords),
            min_items: self.count("minItems", keywords.min_items),
            max_items: self.count("maxItems", keywords.max_items),
            unique_items: self.reader.flag(self.pointer, "uniqueItems", keywords.unique_items),
        }
    }

    /// The format. How OpenAPI 3.1 describes bytes becomes the format that 3.0 has for them.
    fn format(&mut self, keywords: &Keywords<'a>) -> Option<String> {
        let stated =
            self.reader.text(self.pointer, "format", keywords.format).filter(|format| !format.is_empty());
        stated.or_else(|| {
            let encoding = keywords.content_encoding.and_then(Value::as_str).unwrap_or_default();
            let media_type = keywords.content_media_type.and_then(Value::as_str);
            let file = keywords.typ.and_then(Value::as_str) == Some("file");
            let format = match media_type {
                _ if encoding.eq_ignore_ascii_case("base64") => "byte",
                _ if file => "binary",
                Some("application/octet-stream") if encoding.is_empty() => "binary",
                _ => return None,
            };
            Some(format.to_owned())
        })
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}
