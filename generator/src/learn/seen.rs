//! What values have in common.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::infer::is_data;

/// How deep answers are read. Deeper ones exist only to do harm.
const DEPTH: usize = 32;

/// The longest name a member has.
const LONGEST: usize = 64;

/// What values have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Seen {
    /// Whether one of them was `null`.
    pub(super) nullable: bool,
    /// What the others are.
    pub(super) kind: Kind,
}

/// What values are that aren't `null`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Kind {
    /// There was none.
    #[default]
    Nothing,
    Boolean,
    Integer,
    Number,
    Text(Option<Format>),
    List(Box<Seen>),
    Object(Members),
    /// Values that have nothing in common.
    Anything,
}

/// What objects have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Members {
    /// The members that stand in all of them, by names that are identifiers.
    pub(super) named: BTreeMap<String, Seen>,
    /// What all their members' values have in common.
    pub(super) values: Box<Seen>,
    /// How many objects there were.
    pub(super) objects: usize,
    /// The most members one of them had.
    pub(super) most: usize,
}

/// What a text is, by how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Date,
    DateTime,
    Email,
    Uri,
    Uuid,
}

impl Seen {
    /// What a value is.
    pub(super) fn of(value: &Value) -> Self {
        Self::at(value, 0)
    }

    fn at(value: &Value, depth: usize) -> Self {
        let kind = match value {
            Value::Null => return Self { nullable: true, kind: Kind::Nothing },
            _ if depth > DEPTH => Kind::Anything,
            Value::Bool(_) => Kind::Boolean,
            Value::Number(number) if number.is_f64() => Kind::Number,
            Value::Number(_) => Kind::Integer,
            Value::String(text) => Kind::Text(Format::of(text)),
            Value::Array(items) => Kind::List(Box::new(together(items.iter(), depth))),
            Value::Object(members) => Kind::Object(Members {
                named: members
                    .iter()
                    .filter(|(name, _)| is_identifier(name))
                    .map(|(name, value)| (name.clone(), Self::at(value, depth + 1)))
                    .collect(),
                values: Box::new(together(members.values(), depth)),
                objects: 1,
                most: members.len(),
            }),
        };
        Self { nullable: false, kind }
    }

    /// What both have in common.
    pub(super) fn merge(self, other: Self) -> Self {
        Self { nullable: self.nullable || other.nullable, kind: self.kind.merge(other.kind) }
    }
}

fn together<'v>(values: impl Iterator<Item = &'v Value>, depth: usize) -> Seen {
    values.map(|value| Seen::at(value, depth + 1)).reduce(Seen::merge).unwrap_or_default()
}

impl Kind {
    fn merge(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, known) | (known, Self::Nothing) => known,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            (Self::Text(one), Self::Text(other)) => Self::Text(one.filter(|_| one == other)),
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.merge(*other))),
            (Self::Object(one), Self::Object(other)) => Self::Object(one.merge(other)),
            (one, other) if one == other => one,
            _ => Self::Anything,
        }
    }
}

impl Members {
    fn merge(self, mut other: Self) -> Self {
        let both = |(name, one): (String, Seen)| {
            let other = other.named.remove(&name)?;
            Some((name, one.merge(other)))
        };
        Self {
            named: self.named.into_iter().filter_map(both).collect(),
            values: Box::new(self.values.merge(*other.values)),
            objects: self.objects + other.objects,
            most: self.most.max(other.most),
        }
    }

    /// Whether the names are data. Nothing that stands in every one of several objects is; of a single object, whose
    /// values are objects of one sort, nobody can tell.
    pub(super) fn are_data(&self) -> bool {
        if self.objects > 1 {
            return self.named.is_empty();
        }
        let alike = match &self.values.kind {
            Kind::Object(inner) => !inner.named.is_empty() && inner.objects == self.most,
            _ => false,
        };
        self.named.is_empty() || self.most > 1 && alike
    }
}

/// Whether a member's name is one that a program gave: neither data nor prose.
fn is_identifier(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.:$@".contains(c);
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || "_$@".contains(c));
    begins && name.len() <= LONGEST && name.chars().all(is_part) && !is_data(name)
}

impl Format {
    fn of(text: &str) -> Option<Self> {
        let has = |pattern: &str| {
            text.len() == pattern.len()
                && text.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
                    b'0' => byte.is_ascii_digit(),
                    b'x' => byte.is_ascii_hexdigit(),
                    other => byte == other,
                })
        };
        if has("0000-00-00") {
            return Some(Self::Date);
        }
        if has("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") {
            return Some(Self::Uuid);
        }
        if is_date_time(text) {
            return Some(Self::DateTime);
        }
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_plain && (text.starts_with("https://") || text.starts_with("http://")) {
            return Some(Self::Uri);
        }
        let (name, host) = text.split_once('@').filter(|_| is_plain)?;
        let is_host = host.contains('.') && !host.contains(['@', '/', ':']);
        (is_host && !name.is_empty()).then_some(Self::Email)
    }

    /// As schemas have it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
        }
    }
}

/// Whether a text is a time as RFC 3339 has it, with its zone.
fn is_date_time(text: &str) -> bool {
    let zone = |rest: &str| {
        let digits = rest.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
        let is_offset = digits.is_some_and(|(hours, minutes)| {
            [hours, minutes]
                .iter()
                .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
        });
        rest == "Z" || is_offset
    };
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some((seconds, rest)) = time.split_at_checked(8) else { return false };
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_clock = seconds.bytes().enumerate().all(|(at, byte)| match at {
        2 | 5 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    Format::of(date) == Some(Format::Date) && is_clock && zone(fraction.unwrap_or(rest))
}
