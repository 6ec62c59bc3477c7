//! Unions: one of several types.

/// Implements the reading and writing of a union, declared with one variant a type and a last one `Unknown(Value)`.
///
/// Each alternative says which kinds of JSON it is, and which values of the member `by` mean it. A value after `=>` is
/// written where the alternative's own type has no such member. A value whose member tells none of them, or that has none, is
/// the one after `else` if it can be. A type with integers in it (see
/// [`integers`](crate::integers)) says so.
#[macro_export]
macro_rules! union {
    ($name:ident by $member:literal $(else $default:ident)? { $($alternatives:tt)* }) => {
        $crate::__union! { $name [$member] [$($default)?] $($alternatives)* }
    };
    ($name:ident { $($alternatives:tt)* }) => {
        $crate::__union! { $name [] [] $($alternatives)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident $member:tt [$($default:ident)?]
        $($variant:ident($ty:ty $(as $integers:ident)?): $($kind:ident)+ $(= $($tag:literal)|+ $(=> $written:literal)?)?),* $(,)?
    ) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::__write_union!(serializer, value, $member $($($written)?)?)
                    })*
                    Self::Unknown(value) => $crate::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::__read_union(
                    deserializer,
                    $crate::__Telling { member: &$member, default: &[$(stringify!($default))?] },
                    &[$($crate::__Alternative {
                        name: stringify!($variant),
                        kinds: &[$($crate::__Kind::$kind),+],
                        tags: &[$($($tag),+)?],
                        is_tagged_from_outside: $crate::__is_there!($($($written)?)?),
                        read: |value| $crate::__fit!($($integers)? value, $ty, Self::$variant),
                    }),*],
                    Self::Unknown,
                )
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_union {
    ($serializer:ident, $value:ident, [$member:literal] $written:literal) => {
        $crate::__write_tagged($serializer, $member, $written, $value)
    };
    ($serializer:ident, $value:ident, $member:tt) => {
        $crate::serde::Serialize::serialize($value, $serializer)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __fit {
    (integers $value:ident, $ty:ty, $variant:path) => {
        $crate::__fit_integers::<$ty, Self>($value, $variant)
    };
    ($value:ident, $ty:ty, $variant:path) => {
        $crate::__fit::<$ty, Self>($value, $variant)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is_there {
    () => {
        false
    };
    ($($there:tt)+) => {
        true
    };
}
