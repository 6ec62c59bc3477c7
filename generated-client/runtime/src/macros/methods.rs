//! `client_methods!`: the methods of a client, whichever way their calls are waited for.

/// Gives the client whose calls are awaited and the one whose calls block the same methods, an entry each: its arguments,
/// the call it makes and the function that makes it.
#[macro_export]
macro_rules! client_methods {
    (
        client: $client:ty,
        blocking: $blocking:ty,
        $($(#[$meta:meta])* $method:ident($($argument:ident: $ty:ty),* $(,)?) -> $call:ident::$new:ident),* $(,)?
    ) => {
        impl $client {
            $(
                $(#[$meta])*
                pub fn $method(&self, $($argument: $ty),*) -> $call {
                    $call::$new(self.core(), $($argument),*)
                }
            )*
        }

        // The feature of the client, which has that module or hasn't.
        #[cfg(feature = "blocking")]
        impl $blocking {
            $(
                $(#[$meta])*
                pub fn $method(&self, $($argument: $ty),*) -> $call<$crate::Blocking> {
                    $call::$new(self.core(), $($argument),*)
                }
            )*
        }
    };
}
