//! What a member is set to that may be `null`.

use std::borrow::Cow;

use crate::base64::Base64;
use crate::form::File;
use crate::formats::{Date, DateTime, Uuid};

/// What a member is set to that may be `null`: a value, or `None` for `null`.
///
/// What takes one takes whatever becomes the value, and an `Option` of the value itself:
///
/// ```
/// use lowcodeapi_runtime::{DateTime, Nullable};
///
/// let text = |value: Nullable<String>| value.into_option();
/// assert_eq!(text("a".into()), text(Some("a".to_owned()).into()));
/// assert_eq!(text(None.into()), None);
/// assert_eq!(Nullable::<DateTime>::from("2025-01-31T12:00:00Z").into_option(), Some(DateTime::from("2025-01-31T12:00:00Z")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nullable<T>(Option<T>);

impl<T> Nullable<T> {
    /// The value; `None` where it is `null`.
    pub fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

impl<T> From<T> for Nullable<Box<T>> {
    fn from(value: T) -> Self {
        Self(Some(Box::new(value)))
    }
}

impl<T> From<Box<T>> for Nullable<Box<T>> {
    fn from(value: Box<T>) -> Self {
        Self(Some(value))
    }
}

macro_rules! from_whatever_becomes {
    ($($ty:ty)*) => {$(
        impl<V: Into<$ty>> From<V> for Nullable<$ty> {
            fn from(value: V) -> Self {
                Self(Some(value.into()))
            }
        }
    )*};
}

from_whatever_becomes! { Base64 Date DateTime File Uuid }

/// One by one: what else becomes text or a number is decided elsewhere.
macro_rules! from_each {
    ($to:ty: $($ty:ty)*) => {$(
        impl From<$ty> for Nullable<$to> {
            fn from(value: $ty) -> Self {
                Self(Some(value.into()))
            }
        }
    )*};
}

from_each! { String: String &str &mut str &String Box<str> Cow<'_, str> char Date DateTime Uuid }
from_each! { f64: f64 f32 i8 i16 i32 u8 u16 u32 }
