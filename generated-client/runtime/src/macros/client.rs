//! `client!` and its relatives: everything about a client that is the same for every service.

/// Defines `Client`, `ClientBuilder`, `Error` and `Result` of a service.
#[macro_export]
macro_rules! client {
    (
        $(#[$meta:meta])*
        provider: $provider:expr,
        host: $host:expr,
        $(path: $path:expr,)?
        auth: $auth:ident($($argument:expr)?),
        error: $code:ty
        $(, dialect: $dialect:ident)? $(,)?
    ) => {
        $crate::__client! {
            $crate::Async; $(#[$meta])*
            provider: $provider, host: $host, $(path: $path,)? auth: $auth($($argument)?), error: $code
            $(, dialect: $dialect)?
        }

        /// Why a call failed, and what became of the request.
        pub type Error = $crate::Error<$code>;

        /// What a call yields.
        pub type Result<T, E = Error> = ::core::result::Result<T, E>;
    };
}

/// Defines the `Client` whose calls block the calling thread.
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! blocking_client {
    (
        $(#[$meta:meta])*
        provider: $provider:expr,
        host: $host:expr,
        $(path: $path:expr,)?
        auth: $auth:ident($($argument:expr)?),
        error: $code:ty
        $(, dialect: $dialect:ident)? $(,)?
    ) => {
        $crate::__client! {
            $crate::Blocking; $(#[$meta])*
            provider: $provider, host: $host, $(path: $path,)? auth: $auth($($argument)?), error: $code
            $(, dialect: $dialect)?
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    (
        $mode:ty; $(#[$meta:meta])*
        provider: $provider:expr,
        host: $host:expr,
        $(path: $path:expr,)?
        auth: $auth:ident($($argument:expr)?),
        error: $code:ty
        $(, dialect: $dialect:ident)?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct Client($crate::Core<$mode>);

        /// Builds a [`Client`].
        pub type ClientBuilder = $crate::ClientBuilder<Client>;

        static SERVICE: $crate::Service =
            $crate::Service::new(::core::env!("CARGO_PKG_NAME"), ::core::env!("CARGO_PKG_VERSION"), $host)
                .provider($provider)
                $(.path($path))?
                .auth($crate::Auth::$auth($($argument)?))
                .dialect($crate::__dialect!($($dialect)?));

        impl Client {
            #[doc = $crate::__from_env_docs!($($dialect)?)]
            ///
            /// # Errors
            /// `Config`, with what to do, where a variable is missing or unusable.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error<$code>> {
                Self::builder().build()
            }

            /// Creates a client from a token; the environment is read as in [`Client::from_env`].
            ///
            /// # Errors
            /// `Config`, with what to do, where the token or a variable is unusable.
            pub fn new(token: impl ::core::convert::Into<$crate::Token>) -> ::core::result::Result<Self, $crate::Error<$code>> {
                Self::builder().token(token).build()
            }

            /// Begins to build a client.
            #[must_use]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #[doc(hidden)]
            #[must_use]
            pub fn core(&self) -> &$crate::Core<$mode> {
                &self.0
            }
        }

        impl $crate::Product for Client {
            type Mode = $mode;
            type Code = $code;
            const SERVICE: &'static $crate::Service = &SERVICE;

            fn from_core(core: $crate::Core<$mode>) -> Self {
                Self(core)
            }
        }

        $($crate::__speaks!($dialect);)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __from_env_docs {
    (lowcodeapi) => {
        " Creates a client from `LOWCODEAPI_API_TOKEN`; `LOWCODEAPI_BASE_URL` overrides the host and\n \
          `LOWCODEAPI_URL_FORMAT` (`old` or `new`) pins the URL format."
    };
    () => {
        " Creates a client from the environment: two variables that begin with this package's name in capitals, of\n \
          which `…_API_TOKEN` holds the secret and `…_BASE_URL` overrides the host."
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __dialect {
    () => {
        $crate::Dialect::Plain
    };
    (lowcodeapi) => {
        $crate::Dialect::LowCodeApi
    };
}

/// What a client has for its dialect alone.
#[doc(hidden)]
#[macro_export]
macro_rules! __speaks {
    (lowcodeapi) => {
        impl $crate::TwoUrlFormats for Client {}
    };
}

/// Defines `Mock`, a service in the same process, in a child module of the one that has the `Client`.
///
/// It takes the arguments of [`client!`](crate::client), which it doesn't need: a mock asks for no token and no host.
#[cfg(feature = "mock")]
#[macro_export]
macro_rules! mock_client {
    ($($arguments:tt)*) => {
        /// A service in the same process: it gives the answers a test sets, and records what was sent.
        #[derive(Clone, Debug, Default)]
        pub struct Mock($crate::mock::Mock);

        impl Mock {
            /// A service that expects no call yet.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            /// A client of this service.
            #[must_use]
            pub fn client(&self) -> super::Client {
                self.0.client()
            }

            /// A client of this service in another mode, such as `blocking::Client`.
            #[must_use]
            pub fn client_as<C: $crate::Product>(&self) -> C {
                self.0.client()
            }

            /// What was sent so far, in this order.
            #[must_use]
            pub fn requests(&self) -> ::std::vec::Vec<$crate::mock::Recorded> {
                self.0.requests()
            }
        }

        impl super::Client {
            /// A service in the same process, for tests.
            #[must_use]
            pub fn mock() -> Mock {
                Mock::new()
            }
        }
    };
}
