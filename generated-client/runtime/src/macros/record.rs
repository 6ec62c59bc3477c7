//! Structs: read, written, shown and compared by a table of their members.

/// Implements the reading and writing of a struct, `Debug` and `PartialEq`.
///
/// An entry a member: its position; its name on the wire; the field; whether it has to come (`required`, or `nullable`
/// where it may come as `null`) or not (`optional`, or `present` where `null` is a value like any other), and whether it
/// has [`integers`](crate::integers) in it. Names that are read as well have the positions after those of all members.
/// The last entry, `_`, is for a map that keeps the members the struct doesn't name.
#[macro_export]
macro_rules! record {
    ($name:ident {
        $($at:literal $(| $also:literal)* = $wire:literal $(| $alias:literal)* => $field:ident: $kind:ident $($integers:ident)?,)*
        $(_ => $rest:ident: others $($rest_integers:ident)?,)?
    }) => {
        impl $crate::record::Record for $name {
            const NAME: &'static str = ::core::stringify!($name);
            $(const KEEPS_OTHERS: bool = $crate::__is_there!($rest);)?

            fn names() -> &'static $crate::record::Names {
                static NAMES: $crate::record::Names = $crate::record::Names::new(
                    &[$($wire,)* $($($alias,)*)*],
                    &[$(::core::stringify!($field),)* $(::core::stringify!($rest))?],
                );
                &NAMES
            }

            #[allow(unused_variables, reason = "a struct may have no members")]
            fn read<S: $crate::record::Source>(from: &mut S) -> ::core::option::Option<Self> {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                while let ::core::option::Option::Some(at) = from.next_member() {
                    #[allow(unreachable_patterns, reason = "a struct that keeps other members passes over none")]
                    match at {
                        $($at $(| $also)* => $crate::__read_member!(from $kind $field $($integers)?),)*
                        $(_ => from$(.$rest_integers())?.others(&mut $rest),)?
                        _ => from.skip(),
                    }
                }
                ::core::option::Option::Some(Self {
                    $($field: $crate::__came!($kind from $at $field),)*
                    $($rest,)?
                })
            }

            #[allow(unused_variables, reason = "a struct may have no members")]
            fn walk<W: $crate::record::Walk>(&self, other: &Self, walk: &mut W) {
                $(W::$kind(walk, $wire, &self.$field, &other.$field);)*
                $(W::others(walk, &self.$rest, &other.$rest);)?
            }
        }

        // Inline as a derive's are, so that they are compiled where they are used and only there.
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::record::show(self, f)
            }
        }

        // So that `Hash`, which a manifest may ask for, is known to agree with it.
        #[automatically_derived]
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::record::equal(self, other)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::record::write(self, to)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> ::core::result::Result<Self, D::Error> {
                $crate::record::read(from)
            }
        }
    };
}

// By the name of the trait: looking a method up takes a compiler longer.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_member {
    ($from:ident $kind:ident $field:ident) => {
        S::$kind($from, &mut $field)
    };
    ($from:ident $kind:ident $field:ident integers) => {
        $from.integers().$kind(&mut $field)
    };
}

// A match, for `?` takes a compiler twice as long, and there is one for each member that has to come.
#[doc(hidden)]
#[macro_export]
macro_rules! __came {
    (required $from:ident $at:literal $field:ident) => {
        match $from.came($at, $field) {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => return ::core::option::Option::None,
        }
    };
    (nullable $from:ident $at:literal $field:ident) => {
        $from.came_nullable($field)
    };
    ($optional:ident $from:ident $at:literal $field:ident) => {
        $field
    };
}
