//! Answers that differ by status: one type of several, on success and on failure.

/// Implements the reading and writing of an enum that has a variant for each status an operation answers with.
#[macro_export]
macro_rules! answers {
    ($name:ident { $($variant:ident $(($ty:ty))? = $status:pat => $how:ident),* $(,)? }) => {
        impl $crate::Output for $name {
            fn read(
                reading: &$crate::__Reading<'_>,
                answer: &$crate::__Answer,
            ) -> ::core::result::Result<Self, $crate::__Failure> {
                match answer.status() {
                    $($status => $crate::__answer!($how, reading, answer, $name::$variant $(, $ty)?),)*
                    #[allow(unreachable_patterns)]
                    _ => ::core::result::Result::Err($crate::__undocumented(reading, answer)),
                }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($crate::__bound!(value $ty)))? => $crate::__written!(to $(value $ty)?),)*
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    (nothing, $reading:ident, $answer:ident, $variant:path) => {
        ::core::result::Result::Ok($variant)
    };
    (json, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        <$ty as $crate::Output>::read($reading, $answer).map($variant)
    };
    (redirect, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        <$ty as $crate::Output>::read($reading, $answer).map($variant)
    };
    (integers, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        <$crate::__Integers<$ty> as $crate::Output>::read($reading, $answer).map(|read| $variant(read.0))
    };
    (text, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        $crate::__read_text($reading, $answer).map($variant)
    };
    (xml, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        $crate::__read_xml::<$ty>($reading, $answer).map($variant)
    };
    (bytes, $reading:ident, $answer:ident, $variant:path, $ty:ty) => {
        $crate::__read_bytes($reading, $answer).map($variant)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bound {
    ($value:ident $ty:ty) => {
        $value
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __written {
    ($to:ident) => {
        $crate::serde::Serializer::serialize_unit($to)
    };
    ($to:ident $value:ident $ty:ty) => {
        $crate::serde::Serialize::serialize($value, $to)
    };
}

/// Implements `of`, and the writing, for an enum that has a variant for each status an operation fails with.
#[macro_export]
macro_rules! failures {
    ($name:ident { $($variant:ident($ty:ty) = $status:pat $(in $media_type:literal)? $(=> $how:ident)?),* $(,)? }) => {
        impl $name {
            /// Reads the body of an error as this type, where the document describes one for its status.
            #[must_use]
            pub fn of<C>(error: &$crate::Error<C>) -> ::core::option::Option<Self> {
                match error.status()? {
                    $($status $(if $crate::__comes_in(error, $media_type))? => $crate::__failure!(error, $ty $(, $how)?).map(Self::$variant),)*
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                // A variant may come in several media types.
                #[allow(unreachable_patterns)]
                match self {
                    $(Self::$variant(value) => $crate::serde::Serialize::serialize(value, to),)*
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __failure {
    ($error:ident, $ty:ty) => {
        $error.decode::<$ty>()
    };
    ($error:ident, $ty:ty, xml) => {
        $crate::__xml_of_error::<$ty, _>($error)
    };
}
