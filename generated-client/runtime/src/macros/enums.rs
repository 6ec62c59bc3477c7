//! Open enums: known values are variants, any other is kept as it came.

/// Implements an open enum of strings, declared with a last variant `Unknown(String)`.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident = $wire:literal $(| $alias:literal)*),* $(,)? }) => {
        impl $name {
            /// As it stands on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl $crate::ErrorCodes for $name {
            #[inline]
            fn known(code: &str) -> ::core::option::Option<Self> {
                match code {
                    $($wire $(| $alias)* => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unknown(code: ::std::string::String) -> Self {
                Self::Unknown(code)
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::__open(value)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $crate::__open_owned(value)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::__open(text))
            }
        }

        $crate::__ordered!($name by as_str);

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::__read_open(deserializer, <[&str]>::len(&[$($wire),*]))
            }
        }
    };
}

/// Implements an open enum of integers, declared with a last variant `Unknown(i64)`.
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $name {
            /// As it stands on the wire.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    value => Self::Unknown(value),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                <i64 as ::core::str::FromStr>::from_str(text).map(Self::from)
            }
        }

        $crate::__ordered!($name by as_i64);

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let value = Self::from($crate::integers::<i64, _>(deserializer)?);
                if let Self::Unknown(_) = value {
                    $crate::__unlisted(<[i64]>::len(&[$($wire),*]));
                }
                ::core::result::Result::Ok(value)
            }
        }
    };
}

/// Puts the values of an open enum in order by what they are on the wire, so that a value which the client doesn't know yet
/// stands where it will stand when it does. Callers can write a known value as an unknown one; that comes after it.
#[doc(hidden)]
#[macro_export]
macro_rules! __ordered {
    ($name:ident by $wire:ident) => {
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(
                    &(self.$wire(), ::core::matches!(self, Self::Unknown(_))),
                    &(other.$wire(), ::core::matches!(other, Self::Unknown(_))),
                )
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }
    };
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macros are for types that are public")]
mod tests {
    use std::collections::BTreeMap;

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    enum Size {
        Small,
        Large,
        Unknown(String),
    }

    string_enum!(Size { Small = "small", Large = "large" });

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    enum Level {
        High,
        Low,
        Unknown(i64),
    }

    integer_enum!(Level { High = 9, Low = -1 });

    #[test]
    fn values_that_are_not_known_stand_among_the_others() {
        let mut sizes = ["small", "medium", "large"].map(Size::from);
        sizes.sort();
        assert_eq!(sizes.each_ref().map(Size::as_str), ["large", "medium", "small"]);
        let mut levels = [9, 3, -1].map(Level::from);
        levels.sort();
        assert_eq!(levels, [Level::Low, Level::Unknown(3), Level::High]);
    }

    #[test]
    fn what_is_equal_in_order_is_equal() {
        let written = Size::Unknown("small".to_owned());
        assert!(Size::Small < written && Size::Small != written);
        assert_eq!(BTreeMap::from([(Size::Small, 1), (written, 2)]).len(), 2);
    }

    #[test]
    fn they_are_read_from_text() {
        assert_eq!("large".parse(), Ok(Size::Large));
        assert_eq!("huge".parse(), Ok(Size::Unknown("huge".to_owned())));
        assert_eq!(("9".parse(), "7".parse()), (Ok(Level::High), Ok(Level::Unknown(7))));
        assert!("high".parse::<Level>().is_err());
    }
}
