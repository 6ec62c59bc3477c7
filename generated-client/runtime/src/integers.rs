//! Integers as JSON has them: `1.0` and `1e3` are some too, and one that is too large costs no whole answer.
//!
//! What a type can't hold is left out where it may be: an optional member becomes `None`, as if it had not come, and a
//! nullable one too. Where a value must be, it is the nearest that the type holds.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::notes::Notes;

/// Reads what holds integers: for `serde(deserialize_with)` of a member written by hand.
///
/// # Errors
/// Where the value is not a `T`.
pub fn integers<'de, T: Integers, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A type with integers in it.
pub trait Integers: Sized {
    /// Reads it; what doesn't fit is the nearest that does.
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads it; `None` where it is an integer that doesn't fit.
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    fn fit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer).map(Some)
    }
}

/// Reads as [`Integers::read`] does.
#[doc(hidden)]
#[derive(Debug)]
pub struct Read<T>(pub T);

impl<'de, T: Integers> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// Reads as [`Integers::fit`] does.
#[derive(Debug)]
pub(crate) struct Fit<T>(pub(crate) Option<T>);

impl<'de, T: Integers> Deserialize<'de> for Fit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::fit(deserializer).map(Self)
    }
}

macro_rules! held {
    ($($ty:ident)*) => {$(
        impl Integers for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = deserializer.deserialize_any(Whole)?;
                Ok($ty::try_from(value).unwrap_or_else(|_| {
                    Notes::misfit().keep();
                    if value < 0 { $ty::MIN } else { $ty::MAX }
                }))
            }

            fn fit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                let value = $ty::try_from(deserializer.deserialize_any(Whole)?).ok();
                if value.is_none() {
                    Notes::misfit().keep();
                }
                Ok(value)
            }
        }
    )*};
}

held! { i32 i64 u32 u64 }

impl Integers for i128 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The digits as they came: a reader of JSON makes a float of what is beyond 64 bits.
        let json = Box::<RawValue>::deserialize(deserializer)?;
        if let Ok(value) = json.get().parse() {
            return Ok(value);
        }
        let float = json.get().parse().ok().and_then(whole);
        float.ok_or_else(|| D::Error::invalid_value(Unexpected::Other("what is none"), &Whole))
    }
}

/// Types that read as they always do, beside integers in a tuple.
macro_rules! others {
    ($($ty:ty)*) => {$(
        impl Integers for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

others! { bool f64 String Value }

impl<T: Integers> Integers for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Fit<T>>::deserialize(deserializer)?.and_then(|fit| fit.0))
    }

    fn fit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(match Option::<Fit<T>>::deserialize(deserializer)? {
            None => Some(None),
            Some(fit) => fit.0.map(Some),
        })
    }
}

impl<T: Integers> Integers for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Read<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|item| item.0).collect())
    }
}

impl<T: Integers> Integers for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = BTreeMap::<String, Read<T>>::deserialize(deserializer)?;
        Ok(members.into_iter().map(|(key, value)| (key, value.0)).collect())
    }
}

macro_rules! tuples {
    ($(($($ty:ident)*))*) => {$(
        impl<$($ty: Integers),*> Integers for ($($ty,)*) {
            fn read<'de, De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
                #[allow(non_snake_case, reason = "each item goes by the name of its type")]
                let ($($ty,)*) = <($(Read<$ty>,)*)>::deserialize(deserializer)?;
                Ok(($($ty.0,)*))
            }
        }
    )*};
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }

/// Reads an integer however it is written.
struct Whole;

impl Visitor<'_> for Whole {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i128, E> {
        whole(value).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}

/// A number without a fraction.
#[allow(
    clippy::cast_possible_truncation,
    reason = "only what has no fraction; what is too large becomes the largest"
)]
fn whole(value: f64) -> Option<i128> {
    value.trunc().total_cmp(&value).is_eq().then_some(value as i128)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Integers>(json: &str) -> T {
        serde_json::from_str::<Read<T>>(json).unwrap().0
    }

    #[test]
    fn an_integer_is_read_however_it_is_written() {
        for json in ["1000", "1000.0", "1e3", "1.0E+3", "10000e-1"] {
            assert_eq!((read::<i32>(json), read::<i64>(json)), (1000, 1000));
            assert_eq!((read::<u32>(json), read::<u64>(json), read::<i128>(json)), (1000, 1000, 1000));
        }
        assert_eq!(read::<Vec<Option<i64>>>("[1.0,null,-2]"), [Some(1), None, Some(-2)]);
        assert_eq!(read::<(i64, String, f64)>(r#"[1.0,"a",2]"#), (1, "a".to_owned(), 2.0));
    }

    #[test]
    fn what_is_no_integer_is_none() {
        for json in ["1.5", "\"1\"", "null", "true", "[1]"] {
            assert!(serde_json::from_str::<Read<i64>>(json).is_err(), "{json}");
            assert!(serde_json::from_str::<Read<i128>>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn the_widest_types_keep_every_digit() {
        assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
        let wide = "-170141183460469231731687303715884105728";
        assert_eq!(read::<i128>(wide), i128::MIN);
        assert_eq!(read::<BTreeMap<String, u64>>(r#"{"a":18446744073709551615}"#)["a"], u64::MAX);
        assert_eq!(read::<BTreeMap<String, i128>>(&format!(r#"{{"a":{wide}}}"#))["a"], i128::MIN);
    }

    #[test]
    fn what_does_not_fit_costs_no_whole_answer() {
        assert_eq!(self::read::<i64>("99999999999999999999"), i64::MAX);
        assert_eq!(self::read::<i64>("-1e300"), i64::MIN);
        assert_eq!(self::read::<Option<u64>>("-1"), None);
        assert_eq!(self::read::<Vec<u32>>("[-1,1,5000000000]"), [0, 1, u32::MAX]);
    }
}
