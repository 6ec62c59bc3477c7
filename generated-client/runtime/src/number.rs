//! A number as it is written.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number as it is written: every integer exactly, every other number with the digits that tell it apart.
///
/// What takes one takes any number of Rust's:
///
/// ```
/// use lowcodeapi_runtime::Number;
///
/// let written = [Number::from(20), Number::from(20.0), Number::from(0.1_f32), Number::from(u64::MAX)];
/// assert_eq!(written.map(|number| number.to_string()), ["20", "20", "0.1", "18446744073709551615"]);
/// ```
///
/// NaN and infinity are none: a call that is given one ends as an error of kind `Config` before anything is sent.
#[derive(Clone, Copy, PartialEq)]
pub struct Number(NumberKind);

#[derive(Clone, Copy, PartialEq)]
enum NumberKind {
    Signed(i128),
    /// Only what is beyond `i128`.
    Unsigned(u128),
    Float(f64),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            NumberKind::Signed(value) => value.fmt(f),
            NumberKind::Unsigned(value) => value.fmt(f),
            NumberKind::Float(value) => f.pad(&decimal(value)),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            NumberKind::Signed(value) => match i64::try_from(value) {
                Ok(value) => serializer.serialize_i64(value),
                Err(_) => serializer.serialize_i128(value),
            },
            NumberKind::Unsigned(value) => serializer.serialize_u128(value),
            NumberKind::Float(value) => serializer.serialize_f64(value),
        }
    }
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Number {
            fn from(value: $ty) -> Self {
                Self(NumberKind::Signed(value.into()))
            }
        }
    )*};
}

from_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }

impl From<u128> for Number {
    fn from(value: u128) -> Self {
        Self(i128::try_from(value).map_or(NumberKind::Unsigned(value), NumberKind::Signed))
    }
}

impl From<isize> for Number {
    fn from(value: isize) -> Self {
        Self(NumberKind::Signed(value as i128))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self(NumberKind::Signed(value as i128))
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(NumberKind::Float(value))
    }
}

impl From<f32> for Number {
    /// The number that is written as this one is: 0.1 stays 0.1.
    fn from(value: f32) -> Self {
        Self(NumberKind::Float(value.to_string().parse().unwrap_or(f64::NAN)))
    }
}

/// A float as people and `JavaScript` write it: digits alone where there are not too many of them.
pub(crate) fn decimal(value: f64) -> String {
    // Zero has no sign on the wire.
    let (value, size) = (value + 0.0, value.abs());
    if size != 0.0 && !(1e-6..1e21).contains(&size) { format!("{value:e}") } else { format!("{value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_exact_and_floats_have_the_digits_they_need() {
        for (number, expected) in [
            (Number::from(-1_i8), "-1"),
            (i64::MIN.into(), "-9223372036854775808"),
            (u64::MAX.into(), "18446744073709551615"),
            (i128::MIN.into(), "-170141183460469231731687303715884105728"),
            (u128::MAX.into(), "340282366920938463463374607431768211455"),
            (7_usize.into(), "7"),
            (0.1_f32.into(), "0.1"),
            (52.52_f32.into(), "52.52"),
            (16_777_216_f32.into(), "16777216"),
            (5.0.into(), "5"),
        ] {
            assert_eq!((number.to_string().as_str(), format!("{number:?}").as_str()), (expected, expected));
            assert_eq!(crate::json::to_string(&number).unwrap(), expected);
        }
    }

    #[test]
    fn floats_have_an_exponent_only_where_digits_would_be_too_many() {
        for (value, expected) in [
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (-1.5e300, "-1.5e300"),
            (0.000_001, "0.000001"),
            (0.000_000_1, "1e-7"),
            (-0.0, "0"),
        ] {
            assert_eq!(decimal(value), expected);
        }
    }

    #[test]
    fn what_is_no_number_is_not_written() {
        for number in [Number::from(f64::NAN), f32::INFINITY.into()] {
            assert!(crate::json::to_string(&number).is_err());
        }
    }
}
