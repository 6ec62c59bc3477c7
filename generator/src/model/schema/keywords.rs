//! The keywords of one schema object, sorted out in one pass.

use serde_json::{Map, Value};

/// A `type` of JSON Schema, `null` aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

macro_rules! keywords {
    ($($field:ident: $keyword:literal,)*) => {
        /// The keywords of one schema object that are of interest, each where present.
        #[derive(Debug, Clone, Copy, Default)]
        pub(super) struct Keywords<'a> {
            /// The whole object.
            pub(super) members: Option<&'a Map<String, Value>>,
            /// Whether there are keywords beyond openapiv3.
            beyond: bool,
            $(pub(super) $field: Option<&'a Value>,)*
        }

        impl<'a> Keywords<'a> {
            pub(super) fn of(members: &'a Map<String, Value>) -> Self {
                let mut keywords = Self { members: Some(members), ..Self::default() };
                for (keyword, value) in members {
                    match keyword.as_str() {
                        $($keyword => keywords.$field = Some(value),)*
                        other => keywords.beyond |= UNSUPPORTED.contains(&other),
                    }
                }
                keywords
            }
        }
    };
}

keywords! {
    reference: "$ref",
    typ: "type",
    format: "format",
    enumeration: "enum",
    constant: "const",
    nullable: "nullable",
    title: "title",
    description: "description",
    summary: "summary",
    default: "default",
    example: "example",
    examples: "examples",
    read_only: "readOnly",
    write_only: "writeOnly",
    deprecated: "deprecated",
    external_docs: "externalDocs",
    discriminator: "discriminator",
    properties: "properties",
    required: "required",
    additional_properties: "additionalProperties",
    pattern_properties: "patternProperties",
    min_properties: "minProperties",
    max_properties: "maxProperties",
    items: "items",
    prefix_items: "prefixItems",
    min_items: "minItems",
    max_items: "maxItems",
    unique_items: "uniqueItems",
    pattern: "pattern",
    min_length: "minLength",
    max_length: "maxLength",
    content_encoding: "contentEncoding",
    content_media_type: "contentMediaType",
    multiple_of: "multipleOf",
    minimum: "minimum",
    maximum: "maximum",
    exclusive_minimum: "exclusiveMinimum",
    exclusive_maximum: "exclusiveMaximum",
    one_of: "oneOf",
    any_of: "anyOf",
    all_of: "allOf",
    not: "not",
}

/// Keywords that no openapiv3 schema can say.
const UNSUPPORTED: [&str; 16] = [
    "$dynamicRef",
    "$recursiveRef",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "contentSchema",
];

impl<'a> Keywords<'a> {
    /// The names of the object's keywords that are beyond openapiv3.
    pub(super) fn unsupported(&self) -> impl Iterator<Item = &'a str> {
        let members = self.members.filter(|_| self.beyond).into_iter().flat_map(Map::keys);
        members.map(String::as_str).filter(|keyword| UNSUPPORTED.contains(keyword))
    }

    /// Whether there is anything besides annotations, types and bounds: something that makes it another type than the
    /// one a `$ref` beside it leads to.
    pub(super) fn has_shape(&self) -> bool {
        let filled = |value: Option<&Value>| match value {
            Some(Value::Object(members)) => !members.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            _ => false,
        };
        let nested = [
            self.properties,
            self.required,
            self.additional_properties,
            self.pattern_properties,
            self.items,
            self.prefix_items,
            self.enumeration,
            self.one_of,
            self.any_of,
            self.all_of,
            self.not,
        ];
        nested.into_iter().any(filled) || self.constant.is_some()
    }

    /// Whether there is a list of alternatives or parts, or a negation.
    pub(super) fn is_composed(&self) -> bool {
        self.one_of.or(self.any_of).or(self.all_of).or(self.not).is_some()
    }

    /// The keywords that have a meaning for one type, of those that depend on the type.
    pub(super) fn only(&self, kind: Kind) -> Self {
        let mut only = Self { members: self.members, ..Self::default() };
        let format = self.format.and_then(Value::as_str).unwrap_or_default();
        let numeric = match kind {
            Kind::Integer => is_integer_format(format),
            Kind::Number => is_number_format(format) || is_integer_format(format),
            Kind::String => !is_number_format(format) && !is_integer_format(format),
            _ => false,
        };
        only.format = self.format.filter(|_| numeric);
        match kind {
            Kind::String => {
                only.pattern = self.pattern;
                only.min_length = self.min_length;
                only.max_length = self.max_length;
                only.content_encoding = self.content_encoding;
                only.content_media_type = self.content_media_type;
            }
            Kind::Number | Kind::Integer => {
                only.multiple_of = self.multiple_of;
                only.minimum = self.minimum;
                only.maximum = self.maximum;
                only.exclusive_minimum = self.exclusive_minimum;
                only.exclusive_maximum = self.exclusive_maximum;
            }
            Kind::Array => {
                only.items = self.items;
                only.prefix_items = self.prefix_items;
                only.min_items = self.min_items;
                only.max_items = self.max_items;
                only.unique_items = self.unique_items;
            }
            Kind::Object => {
                only.properties = self.properties;
                only.required = self.required;
                only.additional_properties = self.additional_properties;
                only.pattern_properties = self.pattern_properties;
                only.min_properties = self.min_properties;
                only.max_properties = self.max_properties;
            }
            Kind::Boolean => {}
        }
        only
    }

    /// The names of the type-dependent keywords that are present here and not in `meant`.
    pub(super) fn besides(&self, meant: &Self) -> impl Iterator<Item = &'static str> {
        let pairs = [
            ("format", self.format, meant.format),
            ("pattern", self.pattern, meant.pattern),
            ("minLength", self.min_length, meant.min_length),
            ("maxLength", self.max_length, meant.max_length),
            ("multipleOf", self.multiple_of, meant.multiple_of),
            ("minimum", self.minimum, meant.minimum),
            ("maximum", self.maximum, meant.maximum),
            ("exclusiveMinimum", self.exclusive_minimum, meant.exclusive_minimum),
            ("exclusiveMaximum", self.exclusive_maximum, meant.exclusive_maximum),
            ("items", self.items, meant.items),
            ("prefixItems", self.prefix_items, meant.prefix_items),
            ("minItems", self.min_items, meant.min_items),
            ("maxItems", self.max_items, meant.max_items),
            ("uniqueItems", self.unique_items, meant.unique_items),
            ("properties", self.properties, meant.properties),
            ("required", self.required, meant.required),
            ("additionalProperties", self.additional_properties, meant.additional_properties),
            ("minProperties", self.min_properties, meant.min_properties),
            ("maxProperties", self.max_properties, meant.max_properties),
        ];
        pairs.into_iter().filter(|(_, here, meant)| here.is_some() && meant.is_none()).map(|(name, ..)| name)
    }
}

pub(super) fn is_integer_format(format: &str) -> bool {
    let digits = format.strip_prefix("uint").or(format.strip_prefix("int"));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()) || digits == "eger")
        || format == "long"
}

pub(super) fn is_number_format(format: &str) -> bool {
    matches!(format, "float" | "double" | "decimal")
}
