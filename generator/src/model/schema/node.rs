//! A schema as plain data.

use indexmap::IndexMap;
use serde_json::Value;

/// A schema in the terms of OpenAPI 3.1. What OpenAPI 3.0 says otherwise (`nullable`, exclusive bounds as flags,
/// `example`) is raised to them.
///
/// It is flat: what it holds are pointers of schemas, keys of [`Model::schemas`](super::super::Model::schemas).
/// Keywords that mean nothing for its type are left out.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "they are the specification's own, and independent")]
pub struct Schema {
    /// `$ref`: what its target says holds too.
    pub reference: Option<String>,
    /// The one type it states. Several become alternatives of one type each, in `any_of`.
    pub kind: Option<SchemaType>,
    /// Whether `kind` isn't stated, but told from keywords that only mean something for that type.
    pub guessed: bool,
    /// Whether `null` is among its types, its values or its alternatives.
    pub nullable: bool,
    /// Whether it is the schema `false`, which nothing matches.
    pub nothing: bool,
    /// How a string or number is written. What says how bytes are written is among the formats of OpenAPI 3.0.
    pub format: Option<String>,
    /// The values of `enum` or `const` besides `null`, each once; empty where any value may be.
    pub values: Vec<Value>,
    /// Bounds, each a keyword and its value: the type may have no room for that.
    pub bounds: Vec<(&'static str, Value)>,
    /// Members by name.
    pub properties: IndexMap<String, String>,
    /// The members that must be there.
    pub required: Vec<String>,
    /// Members by a pattern of their name.
    pub patterns: IndexMap<String, String>,
    /// Members that neither `properties` nor `patterns` describe.
    pub additional: Option<Additional>,
    /// What `unevaluatedProperties` says about members that nothing else describes.
    pub unevaluated: Option<Additional>,
    /// Items by place.
    pub prefix_items: Vec<String>,
    /// Items behind those; the schema `false` where there are none.
    pub items: Option<String>,
    /// Items that nothing else describes.
    pub unevaluated_items: Option<String>,
    /// Exactly one of them holds.
    pub one_of: Vec<String>,
    /// At least one of them holds.
    pub any_of: Vec<String>,
    /// All of them hold.
    pub all_of: Vec<String>,
    /// What doesn't hold.
    pub not: Option<String>,
    /// What holds for some values only: `then`, `else` and `dependentSchemas`, where they describe members.
    pub conditional: Vec<String>,
    /// What tells which values those are: `if`, where it describes members.
    pub condition: Option<String>,
    /// Which alternative a value is.
    pub discriminator: Option<Discriminator>,
    /// Keywords that say something no type can say.
    pub unsupported: Vec<&'static str>,
    /// What it is called.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Where more is said about it.
    pub external_docs: Option<String>,
    /// What an absent value means.
    pub default: Option<Value>,
    /// Values it may have.
    pub examples: Vec<Value>,
    /// How it stands in XML.
    pub xml: Option<Box<Xml>>,
    /// Whether it is only in answers.
    pub read_only: bool,
    /// Whether it is only in requests.
    pub write_only: bool,
    /// Whether it shouldn't be used any more.
    pub deprecated: bool,
    /// The `x-` keys.
    pub extensions: IndexMap<String, Value>,
}

/// How a value stands in XML (OpenAPI 3.2, section 4.26).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// What the element or attribute is called.
    pub name: Option<String>,
    /// The namespace of its name.
    pub namespace: Option<String>,
    /// The prefix of its name.
    pub prefix: Option<String>,
    /// What it is: `element`, `attribute`, `text`, `cdata` or `none`, as OpenAPI 3.2 calls them.
    pub node: Option<String>,
}

/// A `type` of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchemaType {
    /// `null`.
    Null,
    /// `string`.
    String,
    /// `number`.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

/// What members may be that are described neither by name nor by a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Additional {
    /// Anything.
    Allowed,
    /// There are none.
    Forbidden,
    /// What a schema says, by its pointer.
    Schema(String),
}

/// Which alternative a value is, by one of its members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discriminator {
    /// The member.
    pub property_name: String,
    /// The pointers of schemas by values of that member. What leads to no schema is there as it stands.
    pub mapping: IndexMap<String, String>,
    /// The schema of a value without the member, or with a value of it that nothing else goes by (OpenAPI 3.2).
    pub default: Option<String>,
}

impl Schema {
    /// The schemas that hold too: the target of its `$ref`, and its `allOf`.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.reference.iter().chain(&self.all_of).map(String::as_str)
    }

    /// The target of a `$ref` that adds nothing to what its target looks like.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.reference.as_deref().filter(|_| self.all_of.is_empty() && self.is_wrapper())
    }

    /// The value of a bound.
    #[must_use]
    pub fn bound(&self, keyword: &str) -> Option<&Value> {
        self.bounds.iter().find(|(known, _)| *known == keyword).map(|(_, value)| value)
    }

    /// Whether it says nothing about what a value looks like.
    #[must_use]
    pub fn is_annotation(&self) -> bool {
        self.reference.is_none() && self.all_of.is_empty() && self.is_wrapper()
    }

    /// Whether it says nothing about what a value looks like beyond its parts.
    #[must_use]
    pub fn is_wrapper(&self) -> bool {
        self.kind.is_none() && self.says_no_more()
    }

    /// Whether it says which type a value is of, and no more.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.kind.is_some() && self.reference.is_none() && self.all_of.is_empty() && self.says_no_more()
    }

    fn says_no_more(&self) -> bool {
        !self.nothing
            && self.format.is_none()
            && self.values.is_empty()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.patterns.is_empty()
            && self.additional.is_none()
            && self.unevaluated.is_none()
            && self.conditional.is_empty()
            && self.prefix_items.is_empty()
            && self.items.is_none()
            && self.unevaluated_items.is_none()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.not.is_none()
    }
}

impl SchemaType {
    /// Its name in JSON Schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type of a value. A number that is whole is an integer, however it is written.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() != 0.0) => {
                Self::Number
            }
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}
