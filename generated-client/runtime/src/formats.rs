//! Dates, points in time and UUIDs: kept as the text they came as, so that one odd value never costs a whole answer.
//!
//! They are made from text, or, under the feature of the same name, from the types of `jiff`, `chrono`, `time` and
//! `uuid`; `to_jiff` and its like turn them into those and say where the text is none. Their order is that of the text, which
//! is that of time where all of them have the same offset and as many digits.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! text {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// As it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(text.into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

text! {
    /// A point in time (`format: date-time`, RFC 3339), as the text on the wire.
    DateTime
}

text! {
    /// A calendar date (`format: date`, RFC 3339), as the text on the wire.
    Date
}

text! {
    /// A UUID (`format: uuid`), as the text on the wire. Two spellings of the same UUID are not equal.
    Uuid
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Date, DateTime, Uuid};

    #[test]
    fn text_that_is_no_date_is_kept_as_it_came() {
        for text in [r#""2024-02-30""#, r#""soon""#, r#""""#, r#""0000-00-00 00:00:00""#] {
            let read: DateTime = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), text);
        }
    }

    #[test]
    fn they_are_written_shown_and_compared_as_text() {
        let date = Date::from("2024-02-29");
        assert_eq!((date.to_string(), format!("{date:?}")), ("2024-02-29".into(), "\"2024-02-29\"".into()));
        assert_eq!(date, "2024-02-29");
        assert_eq!(String::from(Uuid::from(String::from("a"))), "a");
        assert_eq!("2024-02-29".parse(), Ok(date));
    }

    #[test]
    fn they_are_put_in_order_by_their_text() {
        let sorted: BTreeSet<Date> = ["2024-02-29", "2023-12-31", "soon"].map(Date::from).into();
        assert!(sorted.iter().map(Date::as_str).eq(["2023-12-31", "2024-02-29", "soon"]));
        assert!(["2024-02-29T00:00:00Z", "2024-02-29T00:00:01Z"].map(DateTime::from).is_sorted());
        assert!(!["b", "a"].map(Uuid::from).is_sorted());
    }
}
