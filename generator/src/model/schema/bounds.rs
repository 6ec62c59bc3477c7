//! Bounds: numbers as openapiv3's types have them. Those it has no room for travel as they stand.

use serde_json::Value;

use super::keywords::Keywords;
use super::shape::Shaper;
use super::{NoteKind, child};

/// A lower or upper bound, as OpenAPI 3.0 says it.
#[derive(Clone, Copy, Default)]
pub(super) struct Bound<'a> {
    pub(super) value: Option<&'a Value>,
    pub(super) exclusive: bool,
}

impl<'a> Keywords<'a> {
    pub(super) fn lower_bound(&self) -> Bound<'a> {
        bound(self.minimum, self.exclusive_minimum, |inclusive, exclusive| exclusive >= inclusive)
    }

    pub(super) fn upper_bound(&self) -> Bound<'a> {
        bound(self.maximum, self.exclusive_maximum, |inclusive, exclusive| exclusive <= inclusive)
    }
}

impl Shaper<'_, '_> {
    /// A bound that is an integer.
    pub(super) fn whole(&mut self, keyword: &str, value: Option<&Value>) -> Option<i64> {
        let number = value.and_then(integer);
        self.keep(keyword, value.filter(|_| number.is_none()));
        number
    }

    /// A bound that is any number.
    pub(super) fn number(&mut self, keyword: &str, value: Option<&Value>) -> Option<f64> {
        let number = value.and_then(float);
        self.keep(keyword, value.filter(|_| number.is_none()));
        number
    }

    /// A bound that counts something.
    pub(super) fn count(&mut self, keyword: &str, value: Option<&Value>) -> Option<usize> {
        let number = value.and_then(integer).and_then(|number| usize::try_from(number).ok());
        self.keep(keyword, value.filter(|_| number.is_none()));
        number
    }

    /// Keeps a bound for which there is no room.
    fn keep(&mut self, keyword: &str, value: Option<&Value>) {
        let Some(value) = value.filter(|value| !value.is_null()) else { return };
        if !value.is_number() {
            self.reader.wrong_type(child(self.pointer, keyword), "a number", value);
        } else if value.is_i64() && value.as_i64() < Some(0) {
            let detail = format!("`{keyword}` can't be {value}");
            self.reader.note(NoteKind::Unknown, child(self.pointer, keyword), detail);
        }
        self.bounds.insert(keyword.to_owned(), value.clone());
    }
}

/// OpenAPI 3.1 has the exclusive bound as a number of its own; of two, the tighter one counts.
fn bound<'a>(
    inclusive: Option<&'a Value>,
    exclusive: Option<&'a Value>,
    tighter: impl Fn(f64, f64) -> bool,
) -> Bound<'a> {
    match (inclusive, exclusive) {
        (value, None | Some(Value::Null)) => Bound { value, exclusive: false },
        (value, Some(Value::Bool(exclusive))) => Bound { value, exclusive: *exclusive && value.is_some() },
        (Some(inclusive), Some(exclusive)) => match (float(inclusive), float(exclusive)) {
            (Some(low), Some(limit)) if !tighter(low, limit) => {
                Bound { value: Some(inclusive), exclusive: false }
            }
            _ => Bound { value: Some(exclusive), exclusive: true },
        },
        (None, exclusive) => Bound { value: exclusive, exclusive: true },
    }
}

/// A value that is an integer, or says one.
#[allow(clippy::cast_possible_truncation)] // Only floats that are integers within ±2^53 are cast.
pub(super) fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64().filter(|_| number.is_f64())?;
            (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}
