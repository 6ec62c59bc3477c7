//! Servers the document names.

/// Implements a server, declared as a struct of one [`ServerUrl`](crate::ServerUrl), by the template of its address and
/// the defaults of its variables.
#[macro_export]
macro_rules! server {
    ($name:ident, $template:literal, $defaults:expr) => {
        impl $name {
            /// The server, its variables at their defaults.
            #[must_use]
            pub fn new() -> Self {
                Self($crate::ServerUrl::new($template, &$defaults))
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(server: $name) -> Self {
                server.0.url()
            }
        }
    };
}
