//! Types that have a form in XML.

/// Says how a type stands in XML: `name`, the name of its element, and what its content is.
#[cfg(feature = "xml")]
#[macro_export]
macro_rules! xml {
    ($name:ty, $root:expr, object { $($json:literal $(? $optional:ident)? = $element:expr, $node:expr => $ty:ty),* $(,)? } $(others $others:ty)? $(,)?) => {
        impl $crate::__Xml for $name {
            fn shape() -> $crate::__XmlShape {
                const MEMBERS: &[$crate::__XmlMember] = &[$($crate::__XmlMember {
                    json: $json,
                    name: $element,
                    node: $node,
                    required: $crate::__xml_required!($($optional)?),
                    shape: <$ty as $crate::__Xml>::shape,
                }),*];
                $crate::__XmlShape::Object(MEMBERS, $crate::__xml_others!($($others)?))
            }

            fn root() -> $crate::__XmlName {
                $root
            }
        }
    };
    ($name:ty, $root:expr, union { $($ty:ty),* $(,)? } $(,)?) => {
        impl $crate::__Xml for $name {
            fn shape() -> $crate::__XmlShape {
                const ALTERNATIVES: &[fn() -> $crate::__XmlShape] = &[$(<$ty as $crate::__Xml>::shape),*];
                $crate::__XmlShape::Union(ALTERNATIVES)
            }

            fn root() -> $crate::__XmlName {
                $root
            }
        }
    };
    ($name:ty, $root:expr, $shape:ident $(,)?) => {
        impl $crate::__Xml for $name {
            fn shape() -> $crate::__XmlShape {
                $crate::__XmlShape::$shape
            }

            fn root() -> $crate::__XmlName {
                $root
            }
        }
    };
}

/// Says that the feature is missing.
#[cfg(not(feature = "xml"))]
#[macro_export]
macro_rules! xml {
    ($($ignored:tt)*) => {
        ::core::compile_error!(
            "this client has bodies in XML, for which it needs the feature `xml` of its runtime"
        );
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __xml_required {
    () => {
        true
    };
    (optional) => {
        false
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __xml_others {
    () => {
        ::core::option::Option::None
    };
    ($others:ty) => {
        ::core::option::Option::Some(<$others as $crate::__Xml>::shape)
    };
}
