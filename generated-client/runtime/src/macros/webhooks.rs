//! What a service sends by itself.

/// Defines the enum of a service's webhooks.
///
/// How they are signed stands in brackets, which are empty where nobody says it. Each webhook says its names: values of the
/// member that tells them apart, or what the document calls it. A payload with integers in it (see
/// [`integers`](crate::integers)) says so.
#[macro_export]
macro_rules! webhooks {
    (
        $(#[$docs:meta])*
        told_by: $told_by:ident $(($where:literal))?,
        signing: [$($signing:expr)?],
        $($(#[$variant_docs:meta])* $variant:ident $(($ty:ty $(as $integers:ident)?))? = $($name:literal)|+),* $(,)?
    ) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Webhook {
            $($(#[$variant_docs])* $variant $(($ty))?,)*
            /// One that the document this client was made from doesn't know.
            Unknown($crate::webhooks::Unknown),
        }

        impl $crate::webhooks::Webhooks for Webhook {
            const TOLD_BY: $crate::webhooks::ToldBy = $crate::webhooks::ToldBy::$told_by $(($where))?;

            fn known(
                name: &str,
                body: &[u8],
            ) -> ::core::option::Option<::core::result::Result<Self, $crate::webhooks::Error>> {
                let _ = body;
                match name {
                    $($($name)|+ => ::core::option::Option::Some(
                        $crate::__payload!(body, Self::$variant $(, $ty $(as $integers)?)?)
                    ),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn unknown(unknown: $crate::webhooks::Unknown) -> Self {
                Self::Unknown(unknown)
            }
        }

        impl Webhook {
            $crate::__verify!($($signing)?);

            /// Reads a webhook **without verifying** who sent it: for tests, and for what was verified before. `name` is
            /// what the service calls it; where a member of the payload says that, the name is not looked at.
            ///
            /// # Errors
            /// Where the payload isn't what the document says.
            pub fn parse_unverified(
                name: &str,
                body: &[u8],
            ) -> ::core::result::Result<Self, $crate::webhooks::Error> {
                let told_by = <Self as $crate::webhooks::Webhooks>::TOLD_BY;
                $crate::webhooks::read(told_by, ::core::option::Option::Some(name), body)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __payload {
    ($body:ident, $variant:path) => {
        ::core::result::Result::Ok($variant)
    };
    ($body:ident, $variant:path, $ty:ty) => {
        $crate::webhooks::json::<$ty>($body).map($variant)
    };
    ($body:ident, $variant:path, $ty:ty as integers) => {
        $crate::webhooks::json_with_integers::<$ty>($body).map($variant)
    };
}

#[cfg(feature = "webhooks")]
#[doc(hidden)]
#[macro_export]
macro_rules! __verify {
    ($signing:expr) => {
        /// Verifies that the service sent this, by its signature; then it can be read: `verify(…)?.parse()`.
        ///
        /// `headers` are those of the request, such as an `http::HeaderMap` lends them; `body` is its bytes as they came:
        /// JSON that was read and written again has another signature. `now` is `SystemTime::now()`, but in tests.
        ///
        /// # Errors
        /// Where the signature is missing or not right, or where the time it was sent at is more than five minutes away
        /// from `now`.
        pub fn verify<'b>(
            secret: impl ::core::convert::Into<$crate::webhooks::Secret>,
            headers: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::AsRef<str>, impl ::core::convert::AsRef<[u8]>),
            >,
            body: &'b [u8],
            now: ::std::time::SystemTime,
        ) -> ::core::result::Result<$crate::webhooks::Verified<'b, Self>, $crate::webhooks::Error> {
            $crate::webhooks::verify(&$signing, secret, headers, body, now)
        }

        $crate::__verify!();
    };
    () => {
        /// Verifies that the service sent this, by a signature of this kind:
        /// [`Signing::STANDARD`]($crate::webhooks::Signing::STANDARD) for Standard Webhooks, or what the service's documentation
        /// says. Then it can be read: `verify_by(…)?.parse()`.
        ///
        /// `headers` are those of the request, such as an `http::HeaderMap` lends them; `body` is its bytes as they came:
        /// JSON that was read and written again has another signature. `now` is `SystemTime::now()`, but in tests.
        ///
        /// # Errors
        /// Where the signature is missing or not right, or where the time it was sent at is more than five minutes away
        /// from `now`.
        pub fn verify_by<'b>(
            signing: &$crate::webhooks::Signing,
            secret: impl ::core::convert::Into<$crate::webhooks::Secret>,
            headers: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::AsRef<str>, impl ::core::convert::AsRef<[u8]>),
            >,
            body: &'b [u8],
            now: ::std::time::SystemTime,
        ) -> ::core::result::Result<$crate::webhooks::Verified<'b, Self>, $crate::webhooks::Error> {
            $crate::webhooks::verify(signing, secret, headers, body, now)
        }
    };
}

#[cfg(not(feature = "webhooks"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __verify {
    ($($signing:expr)?) => {};
}
