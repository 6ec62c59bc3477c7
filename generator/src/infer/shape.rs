//! What an example shows: the shape of a value.

use indexmap::IndexMap;
use serde_json::Value;

use super::keys;

/// The shape of a value. Smaller knowledge merges into larger: [`Shape::Unknown`] into anything, [`Shape::Blank`]
/// into anything that isn't unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Shape {
    /// Nothing is known: `null`, or what lies too deep.
    #[default]
    Unknown,
    /// `""`: the service's filler for all types. A string, as long as nothing else is known.
    Blank,
    Text,
    /// A text that lists what it can be: `emoji || external`.
    OneOf(Vec<String>),
    Integer,
    Number,
    Boolean,
    Array(Box<Shape>),
    Object(IndexMap<String, Shape>),
    /// An object whose keys are data.
    Map(Box<Shape>),
    /// Values that have nothing in common.
    Mixed,
}

/// How deep examples are read. Deeper ones exist only to do harm.
const DEPTH: usize = 32;

impl Shape {
    pub(super) fn of(example: &Value) -> Self {
        Self::of_at(example, 0)
    }

    fn of_at(example: &Value, depth: usize) -> Self {
        if depth > DEPTH {
            return Self::Unknown;
        }
        match example {
            Value::Null => Self::Unknown,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(text) if text.is_empty() => Self::Blank,
            Value::String(text) => alternatives(text).map_or(Self::Text, Self::OneOf),
            Value::Array(items) => Self::Array(Box::new(united(items.iter(), depth))),
            Value::Object(members) if keys::are_data(members.keys()) => {
                Self::Map(Box::new(united(members.values(), depth)))
            }
            Value::Object(members) => {
                let member = |(key, value): (&String, &Value)| {
                    let is_map = value.is_object() && keys::are_named_as_data(key);
                    let shape =
                        if is_map { Self::Map(Box::default()) } else { Self::of_at(value, depth + 1) };
                    (key.clone(), shape)
                };
                Self::Object(members.iter().map(member).collect())
            }
        }
    }

    /// What both show together; [`Shape::Mixed`] where they contradict each other.
    #[expect(
        clippy::match_same_arms,
        reason = "in this order: unknown gives way to blank, blank to all else"
    )]
    pub(super) fn merge(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, known) | (known, Self::Unknown) => known,
            (Self::Blank, known) | (known, Self::Blank) => known,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            (Self::OneOf(list), Self::OneOf(other)) if list == other => Self::OneOf(list),
            (Self::OneOf(_), Self::Text | Self::OneOf(_)) | (Self::Text, Self::OneOf(_)) => Self::Text,
            (Self::Array(one), Self::Array(other)) => Self::Array(Box::new(one.merge(*other))),
            (Self::Map(one), Self::Map(other)) => Self::Map(Box::new(one.merge(*other))),
            (Self::Map(map), Self::Object(object)) | (Self::Object(object), Self::Map(map))
                if object.is_empty() =>
            {
                Self::Map(map)
            }
            (Self::Object(mut one), Self::Object(other)) => {
                for (key, shape) in other {
                    let present = one.entry(key).or_default();
                    *present = std::mem::take(present).merge(shape);
                }
                Self::Object(one)
            }
            (one, other) if one == other => one,
            _ => Self::Mixed,
        }
    }

    /// Whether two shapes seen in different places can be the same: nothing in one contradicts the other, and two
    /// objects have enough members in common not to be namesakes only.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown | Self::Blank, _)
            | (_, Self::Unknown | Self::Blank)
            | (Self::Integer | Self::Number, Self::Integer | Self::Number)
            | (Self::Text | Self::OneOf(_), Self::Text | Self::OneOf(_)) => true,
            (Self::Array(one), Self::Array(other)) | (Self::Map(one), Self::Map(other)) => {
                one.agrees_with(other)
            }
            (Self::Map(_), Self::Object(object)) | (Self::Object(object), Self::Map(_)) => object.is_empty(),
            (Self::Object(one), Self::Object(other)) => members_agree(one, other),
            (one, other) => one == other,
        }
    }

    /// Whether an object or list says anything about what is in it.
    pub(super) fn has_content(&self) -> bool {
        match self {
            Self::Object(members) => !members.is_empty(),
            Self::Array(item) => **item != Self::Unknown && **item != Self::Mixed,
            Self::Map(_) => true,
            _ => false,
        }
    }

    pub(super) fn is_container(&self) -> bool {
        matches!(self, Self::Object(_) | Self::Array(_) | Self::Map(_))
    }

    /// What a member of this name, or any value of a map, looks like.
    pub(super) fn member(&self, name: &str) -> &Self {
        match self {
            Self::Object(members) => members.get(name).unwrap_or(&Self::Unknown),
            Self::Map(value) => value,
            _ => &Self::Unknown,
        }
    }

    /// What an item looks like.
    pub(super) fn item(&self) -> &Self {
        if let Self::Array(item) = self { item } else { &Self::Unknown }
    }

    /// What any value of an object looks like.
    pub(super) fn values(&self) -> Self {
        match self {
            Self::Map(value) => (**value).clone(),
            Self::Object(members) => members.values().cloned().fold(Self::Unknown, Self::merge),
            _ => Self::Unknown,
        }
    }

    /// The same with anything in the cells of tables, lists of lists: of one row's texts, another's may be numbers.
    pub(super) fn with_open_tables(self) -> Self {
        let cell = |cell: Self| match cell {
            Self::Array(inner) if !inner.is_container() => Self::Array(Box::default()),
            other => other.with_open_tables(),
        };
        match self {
            Self::Array(row) => Self::Array(Box::new(cell(*row))),
            Self::Map(value) => Self::Map(Box::new(value.with_open_tables())),
            Self::Object(members) => {
                let members = members.into_iter().map(|(name, shape)| (name, shape.with_open_tables()));
                Self::Object(members.collect())
            }
            scalar => scalar,
        }
    }

    /// How many nodes it has.
    pub(super) fn size(&self) -> usize {
        1 + match self {
            Self::Array(inner) | Self::Map(inner) => inner.size(),
            Self::Object(members) => members.values().map(Self::size).sum(),
            _ => 0,
        }
    }
}

/// The values that an example lists in place of one. A single bar may be part of a text; two between words are not.
fn alternatives(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split("||").map(str::trim).collect();
    let is_word = |word: &&str| {
        !word.is_empty() && word.chars().all(|one| one.is_alphanumeric() || "_-.".contains(one))
    };
    (words.len() > 1 && words.iter().all(is_word)).then(|| words.into_iter().map(str::to_owned).collect())
}

fn united<'a>(examples: impl Iterator<Item = &'a Value>, depth: usize) -> Shape {
    examples.map(|example| Shape::of_at(example, depth + 1)).fold(Shape::Unknown, Shape::merge)
}

fn members_agree(one: &IndexMap<String, Shape>, other: &IndexMap<String, Shape>) -> bool {
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let shared: Vec<_> = fewer.iter().filter_map(|(key, shape)| Some((shape, more.get(key)?))).collect();
    let alike = shared.len() == fewer.len() || shared.len() * 2 >= more.len();
    alike && shared.iter().all(|(one, other)| one.agrees_with(other))
}
