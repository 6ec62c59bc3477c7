//! Unions told apart by the value of one member.

/// Implements a tagged union, declared with one variant per type and a last one `Unknown(Value)`.
///
/// The member that tells is part of the object: it is written before the variant's own members unless the
/// variant has it itself, and a type that declares it can read it.
#[macro_export]
macro_rules! tagged_union {
    ($name:ident by $member:literal { $($variant:ident($ty:ty) = $tag:literal $(| $alias:literal)*),* $(,)? }) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__write_tagged(serializer, $member, $tag, value),)*
                    Self::Unknown(value) => $crate::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let value = <$crate::Value as $crate::serde::Deserialize>::deserialize(deserializer)?;
                match value.get($member).and_then($crate::Value::as_str) {
                    $(::core::option::Option::Some($tag $(| $alias)*) => $crate::__read_tagged(value).map(Self::$variant),)*
                    _ => ::core::result::Result::Ok(Self::Unknown(value)),
                }
            }
        }
    };
}
