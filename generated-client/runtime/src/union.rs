//! Reading one of several types: by a member that tells, by the kind of JSON, else by what fits.
//!
//! An alternative fits the better the fewer members it would lose, and, among those that lose as many, the fewer
//! listed values it doesn't know. An alternative that would lose a member that another one knows is none, wherever in
//! the value it is, and so is one that has another constant and loses a member. What has no alternative is kept as it
//! came.

mod lost;
mod tries;

use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

use crate::integers::{Integers, Read};
use crate::notes::Notes;
use lost::Lost;
use tries::Tries;

/// A kind of JSON value that an alternative may be; the names are those the macro takes.
#[doc(hidden)]
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    null,
    boolean,
    number,
    string,
    array,
    object,
    /// An object without other members than those of its type.
    closed,
}

/// What tells the types of a union apart.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The member, where there is one.
    pub member: &'a [&'a str],
    /// The variant that a value is whose member tells none, where the document names one.
    pub default: &'a [&'a str],
}

/// One of the types of a union.
#[doc(hidden)]
#[derive(Debug)]
pub struct Alternative<T: 'static> {
    /// The variant.
    pub name: &'static str,
    pub kinds: &'static [JsonKind],
    /// The values of the telling member that mean it.
    pub tags: &'static [&'static str],
    /// Its own type doesn't have the member, so that nothing but the member can mean it.
    pub is_tagged_from_outside: bool,
    pub read: fn(&Value) -> Option<Fit<T>>,
}

/// A value read as one alternative, and how well that went.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fit<T> {
    value: T,
    notes: Notes,
    lost: Lost,
}

/// Reads a value as one alternative.
#[doc(hidden)]
pub fn fit<T: DeserializeOwned, U>(value: &Value, variant: fn(T) -> U) -> Option<Fit<U>> {
    let mut lost = Lost::default();
    let (read, notes) =
        Notes::taken(|| serde_ignored::deserialize::<_, _, T>(value, |path| lost.push(&path)));
    // An integer that is too large is kept as it came rather than changed; in an object it is but one of the members.
    if notes.misfits > 0 && !value.is_object() {
        return None;
    }
    Some(Fit { value: variant(read.ok()?), notes, lost })
}

/// Reads a value as an alternative with integers in it.
#[doc(hidden)]
pub fn fit_integers<T: Integers, U>(value: &Value, variant: fn(T) -> U) -> Option<Fit<U>> {
    let Fit { value, notes, lost } = fit::<Read<T>, _>(value, |read| read)?;
    Some(Fit { value: variant(value.0), notes, lost })
}

/// Reads a union.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    telling: Telling<'_>,
    alternatives: &[Alternative<T>],
    unknown: fn(Value) -> T,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let tag = telling.member.first().and_then(|member| tag(value.get(member)?));
    let kind = kind(&value);
    let is_kind = |alternative: &&Alternative<T>| {
        let own = alternative.kinds;
        own.contains(&kind) || (kind == JsonKind::object && own.contains(&JsonKind::closed))
    };
    let (tagged, others): (Vec<_>, Vec<_>) =
        alternatives.iter().filter(is_kind).partition(|alternative| !alternative.tags.is_empty());
    let default = alternatives.iter().filter(|one| is_kind(one) && telling.default.contains(&one.name));
    let fit = if let Some(tag) = &tag {
        let meant = tagged.into_iter().filter(|alternative| alternative.tags.contains(&&**tag));
        best(meant, &value).or_else(|| best(default, &value)).or_else(|| best(others, &value))
    } else {
        let untold = tagged.into_iter().filter(|alternative| !alternative.is_tagged_from_outside);
        best(default, &value).or_else(|| best(untold.chain(others), &value))
    };
    if let Some(fit) = fit {
        fit.notes.and_lost(fit.lost.len()).keep();
        return Ok(fit.value);
    }
    Notes::unknown().keep();
    Ok(unknown(value))
}

/// The alternative that fits best, of those that keep what another alternative knows.
fn best<'a, T: 'static>(
    candidates: impl IntoIterator<Item = &'a Alternative<T>>,
    value: &Value,
) -> Option<Fit<T>> {
    let mut fits: Vec<(Rank, Fit<T>)> = Vec::new();
    let _tries = Tries::begin();
    for candidate in candidates {
        let Some(fit) = (candidate.read)(value) else { continue };
        let rank = Rank::of(candidate, &fit);
        if rank == Rank::default() || Tries::are_spent() {
            return Some(fit);
        }
        fits.push((rank, fit));
    }
    // What a union inside has lost has no place here, so that nothing can be said of what such a one keeps.
    let is_torn = |at: usize| {
        let others = fits.iter().enumerate().filter(|(other, (_, fit))| *other != at && fit.notes.lost == 0);
        others.into_iter().any(|(_, (_, other))| fits[at].1.lost.has_what_is_kept_by(&other.lost))
    };
    let is_another = |rank: &Rank| rank.has_other_constant && rank.lost > 0;
    let whole = (0..fits.len()).filter(|at| !is_another(&fits[*at].0) && !is_torn(*at));
    let best = whole.min_by(|one, other| fits[*one].0.cmp(&fits[*other].0))?;
    Some(fits.swap_remove(best).1)
}

/// How badly an alternative fits; the order of the members is their weight.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_other_constant: bool,
    is_closed_to_members: bool,
    lost: usize,
    absent: usize,
    unknown: usize,
}

impl Rank {
    fn of<T>(alternative: &Alternative<T>, fit: &Fit<T>) -> Self {
        Self {
            has_other_constant: fit.notes.constants > 0,
            is_closed_to_members: !fit.lost.is_empty() && alternative.kinds.contains(&JsonKind::closed),
            // An integer that becomes another one is as good as lost.
            lost: fit.notes.lost + fit.lost.len() + fit.notes.misfits,
            absent: fit.notes.absent,
            unknown: fit.notes.unknown,
        }
    }
}

fn kind(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::null,
        Value::Bool(_) => JsonKind::boolean,
        Value::Number(_) => JsonKind::number,
        Value::String(_) => JsonKind::string,
        Value::Array(_) => JsonKind::array,
        Value::Object(_) => JsonKind::object,
    }
}

/// What a member says that tells alternatives apart, as text: documents write the values of numbers as text too.
fn tag(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(is) => Some(Cow::Borrowed(if *is { "true" } else { "false" })),
        Value::Number(number) => {
            let text = number.to_string();
            Some(Cow::Owned(text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Alternative, JsonKind, Telling, fit, read};

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Sum {
        left: Box<Term>,
        right: Box<Term>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Product {
        left: Box<Term>,
        right: Box<Term>,
    }

    #[derive(Debug, PartialEq)]
    enum Term {
        Sum(Sum),
        Product(Product),
        Number(f64),
        Unknown(Value),
    }

    impl<'de> serde::Deserialize<'de> for Term {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let object = |read| Alternative {
                name: "",
                kinds: &[JsonKind::object],
                tags: &[],
                is_tagged_from_outside: false,
                read,
            };
            let number =
                Alternative { kinds: &[JsonKind::number], ..object(|value| fit(value, Self::Number)) };
            let alternatives =
                [object(|value| fit(value, Self::Sum)), object(|value| fit(value, Self::Product)), number];
            read(deserializer, Telling { member: &[], default: &[] }, &alternatives, Self::Unknown)
        }
    }

    #[test]
    fn what_fits_nothing_far_inside_is_not_tried_in_every_combination() {
        let mut term = json!("no term");
        for _ in 0..60 {
            term = json!({"left": 1, "right": term});
        }
        // Two alternatives at each of sixty levels: without a limit this test doesn't end.
        assert!(matches!(serde_json::from_value(term), Ok(Term::Sum(_))));
    }
}
