//! What the client that blocks and the mock have in common with the client that is awaited: its groups and its methods.

/// Gives the client whose calls block the groups of the one whose calls are awaited, in a child module of its own.
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! blocking_groups {
    ($($(#[$gate:meta])* $accessor:ident -> $group:ident),* $(,)?) => {
        impl Client {
            $(
                $(#[$gate])*
                #[doc = ::core::concat!("The same as [`", ::core::stringify!($group), "`](super::", ::core::stringify!($group), ") of the client whose calls are awaited.")]
                #[must_use]
                pub fn $accessor(&self) -> super::$group<'_, $crate::Blocking> {
                    super::$group(self.core())
                }
            )*
        }
    };
}

/// Lets a mock say how calls are answered, an entry a method of the client: what it is answered with, and the endpoint it
/// goes to.
#[cfg(feature = "mock")]
#[macro_export]
macro_rules! mock_calls {
    ($($calls:tt)*) => {
        $crate::__mock_calls! { Mock: $($calls)* }
    };
}

/// The same for a group of the client: a type of its own, and the method that leads to it, of the mock or of the group that it
/// stands in.
#[cfg(feature = "mock")]
#[macro_export]
macro_rules! mock_group {
    ($accessor:ident -> $group:ident { $($calls:tt)* }) => {
        #[doc = ::core::concat!("How calls of [`", ::core::stringify!($group), "`](super::", ::core::stringify!($group), ") are answered.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $group<'a>(&'a $crate::mock::Mock);

        impl Mock {
            #[doc = ::core::concat!("How calls of [`", ::core::stringify!($group), "`](super::", ::core::stringify!($group), ") are answered.")]
            #[must_use]
            pub fn $accessor(&self) -> $group<'_> {
                $group(&self.0)
            }
        }

        $crate::__mock_calls! { $group<'_>: $($calls)* }
    };
    ($accessor:ident -> $group:ident in $outer:ident { $($calls:tt)* }) => {
        #[doc = ::core::concat!("How calls of [`", ::core::stringify!($group), "`](super::", ::core::stringify!($group), ") are answered.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $group<'a>(&'a $crate::mock::Mock);

        impl<'a> $outer<'a> {
            #[doc = ::core::concat!("How calls of [`", ::core::stringify!($group), "`](super::", ::core::stringify!($group), ") are answered.")]
            #[must_use]
            pub fn $accessor(&self) -> $group<'a> {
                $group(self.0)
            }
        }

        $crate::__mock_calls! { $group<'_>: $($calls)* }
    };
}

#[doc(hidden)]
#[cfg(feature = "mock")]
#[macro_export]
macro_rules! __mock_calls {
    (
        $of:ty: $($(#[$meta:meta])* $method:ident -> $answer:ty = $endpoint:ident),* $(,)?
    ) => {
        impl $of {
            $(
                /// Sets how calls of the client's method of this name are answered.
                $(#[$meta])*
                #[must_use = "it answers nothing until an answer is set"]
                pub fn $method(&self) -> $crate::mock::Expect<$answer> {
                    self.0.on(&super::operations::$endpoint)
                }
            )*
        }
    };
}
