//! `call!`: everything about a call that is the same for every operation.

/// Gives a call type its settings and its ways to be sent.
#[macro_export]
macro_rules! call {
    ($call:ident -> $output:ty, $code:ty) => {
        impl<M: $crate::Mode> $call<M> {
            /// Sets the time for this whole call, all its tries and waits included.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets when this call is tried again.
            pub fn retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(policy))
            }

            /// Adds `name=value` to the query, for a parameter the document forgot or describes too narrowly. It
            /// stands beside whatever the call sends under that name.
            ///
            /// Sending the call fails with an error of kind `Config`, and nothing is sent, where the name carries a
            /// credential of the client, or is a path parameter that the service may take in the query.
            pub fn query_pair(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::fmt::Display,
            ) -> Self {
                Self(self.0.extra_query(name, value))
            }

            /// Adds a header, for one the document forgot. `Accept` and `Content-Type` take the place of the client's
            /// own; how the body is written and the answer is read stays the same.
            ///
            /// Sending the call fails with an error of kind `Config`, and nothing is sent, where the name carries a
            /// credential (`Authorization` always), decides where a request goes or ends (`Host`, `Content-Length`,
            /// …) or is set by the call already, and where the value has a line break.
            pub fn header(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::fmt::Display,
            ) -> Self {
                Self(self.0.extra_header(name, value))
            }

            /// Adds a member to the body, a JSON object or a URL-encoded form, for one the document forgot.
            ///
            /// Sending the call fails with an error of kind `Config`, and nothing is sent, where there is no such
            /// body, and where the call sets a member of this name already.
            pub fn body_member(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl $crate::serde::Serialize,
            ) -> Self {
                Self(self.0.extra_member(name, value))
            }
        }

        // Inline, so that sending is compiled for the calls that are made and for no others.
        impl $call<$crate::Async> {
            /// The value with status, headers, URL format and attempts.
            #[inline]
            pub fn detailed(self) -> $crate::Sending<$crate::Detailed<$output>, $code> {
                self.0.detailed()
            }
        }

        impl ::core::future::IntoFuture for $call<$crate::Async> {
            type Output = ::core::result::Result<$output, $crate::Error<$code>>;
            type IntoFuture = $crate::Sending<$output, $code>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        $crate::__blocking_call!($call -> $output, $code);
    };
}

/// Lets a call choose between the two URL formats of its service.
#[macro_export]
macro_rules! url_formats_call {
    ($call:ident) => {
        impl<M: $crate::Mode> $call<M> {
            /// Pins the URL format of this call.
            pub fn url_format(self, format: $crate::UrlFormat) -> Self {
                Self(self.0.url_format(format))
            }
        }
    };
}

/// Lets the answer of a call be read while it comes in: as a download, or as events, of text or of a type in a media
/// type. `switch` is the member of the body that makes the service answer so.
#[macro_export]
macro_rules! streamed_call {
    ($call:ident, $code:ty, stream) => {
        impl $call<$crate::Async> {
            /// Sends the call; the body of the answer is read while it comes in.
            #[inline]
            pub fn stream(self) -> $crate::Sending<$crate::Download<$code>, $code> {
                self.0.stream()
            }

            /// Sends the call; the body of the answer is written to a path.
            ///
            /// It is beside that path, under the same name with `.part`, until it is whole. Where the service has ranges and
            /// says which state of the file it sends, what broke off is taken up again where it ended, in this run of the
            /// program or in a later one. It is locked meanwhile: another download to the same path is an error.
            #[inline]
            pub fn save_to(
                self,
                path: impl ::core::convert::Into<::std::path::PathBuf>,
            ) -> $crate::Sending<$crate::Saved, $code> {
                self.0.save_to(path)
            }
        }

        $crate::__blocking_stream!($call, $crate::Download<$code>, $code, [.stream()]);
    };
    ($call:ident, $code:ty, events $(, switch $switch:literal)?) => {
        impl $call<$crate::Async> {
            /// Sends the call; the answer is a stream of server-sent events.
            #[inline]
            pub fn events(self) -> $crate::Sending<$crate::Events<$code>, $code> {
                self.0 $(.switched_on($switch))? .events()
            }
        }

        $crate::__blocking_events!($call, $crate::Events<$code>, $code, [$(.switched_on($switch))? .events()]);
    };
    ($call:ident, $code:ty, $read:ident($media_type:literal) of $data:ty $(, switch $switch:literal)?) => {
        impl $call<$crate::Async> {
            /// Sends the call; the answer is a stream of events. One that can't be read is an error, and the next one
            /// follows.
            #[inline]
            pub fn events(self) -> $crate::Sending<$crate::Events<$code, $data>, $code> {
                self.0 $(.switched_on($switch))? .$read($media_type)
            }
        }

        $crate::__blocking_events!(
            $call, $crate::Events<$code, $data>, $code, [$(.switched_on($switch))? .$read($media_type)]
        );
    };
}

/// Lets the answer of a call be taken in every form, for the service's document says nothing of it.
#[macro_export]
macro_rules! undocumented_call {
    ($call:ident, $code:ty) => {
        impl<M: $crate::Mode> $call<M> {
            /// Takes the answer as JSON of a type of your own.
            pub fn json<T: $crate::serde::de::DeserializeOwned>(self) -> $crate::Call<T, $code, M> {
                self.0.undocumented_json()
            }

            /// Takes the answer as text, whatever its media type.
            pub fn text(self) -> $crate::Call<::std::string::String, $code, M> {
                self.0.undocumented_text()
            }

            /// Takes the answer as the bytes that come, which may be a file.
            pub fn bytes(self) -> $crate::Call<$crate::Bytes, $code, M> {
                self.0.undocumented_bytes()
            }
        }

        impl $call<$crate::Async> {
            /// Sends the call; the body of the answer is read while it comes in.
            #[inline]
            pub fn stream(self) -> $crate::Sending<$crate::Download<$code>, $code> {
                self.0.accept("*/*").stream()
            }

            /// Sends the call; the body of the answer is written to a path.
            ///
            /// It is beside that path, under the same name with `.part`, until it is whole. Where the service has ranges and
            /// says which state of the file it sends, what broke off is taken up again where it ended, in this run of the
            /// program or in a later one. It is locked meanwhile: another download to the same path is an error.
            #[inline]
            pub fn save_to(
                self,
                path: impl ::core::convert::Into<::std::path::PathBuf>,
            ) -> $crate::Sending<$crate::Saved, $code> {
                self.0.accept("*/*").save_to(path)
            }
        }
    };
}

// The feature that counts is this crate's, so it decides here and not where the macro is used.
#[doc(hidden)]
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! __blocking_call {
    ($call:ident -> $output:ty, $code:ty) => {
        impl $call<$crate::Blocking> {
            /// Sends the call and waits for the answer.
            ///
            /// # Errors
            /// Why it failed; `Config` inside an async runtime.
            #[inline]
            pub fn send(self) -> ::core::result::Result<$output, $crate::Error<$code>> {
                self.0.send()
            }

            /// Sends the call; the value with status, headers, URL format and attempts.
            ///
            /// # Errors
            /// Why it failed; `Config` inside an async runtime.
            #[inline]
            pub fn detailed(self) -> ::core::result::Result<$crate::Detailed<$output>, $crate::Error<$code>> {
                self.0.detailed()
            }
        }
    };
}

#[doc(hidden)]
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! __blocking_stream {
    ($call:ident, $stream:ty, $code:ty, [$($read:tt)*]) => {
        impl $call<$crate::Blocking> {
            /// Sends the call; the body of the answer is read while it comes in.
            ///
            /// # Errors
            /// Why it failed; `Config` inside an async runtime.
            #[inline]
            pub fn stream(self) -> ::core::result::Result<$crate::Waiting<$stream>, $crate::Error<$code>> {
                self.0 $($read)*
            }

            /// Sends the call; the body of the answer is written to a path, and taken up again where it broke off.
            ///
            /// # Errors
            /// Why it failed; `Config` inside an async runtime.
            #[inline]
            pub fn save_to(
                self,
                path: impl ::core::convert::Into<::std::path::PathBuf>,
            ) -> ::core::result::Result<$crate::Saved, $crate::Error<$code>> {
                self.0.save_to(path)
            }
        }
    };
}

#[doc(hidden)]
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! __blocking_events {
    ($call:ident, $stream:ty, $code:ty, [$($read:tt)*]) => {
        impl $call<$crate::Blocking> {
            /// Sends the call; the answer is a stream of events.
            ///
            /// # Errors
            /// Why it failed; `Config` inside an async runtime.
            #[inline]
            pub fn events(self) -> ::core::result::Result<$crate::Waiting<$stream>, $crate::Error<$code>> {
                self.0 $($read)*
            }
        }
    };
}

#[doc(hidden)]
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! __blocking_stream {
    ($($ignored:tt)*) => {};
}

#[doc(hidden)]
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! __blocking_events {
    ($($ignored:tt)*) => {};
}

#[doc(hidden)]
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! __blocking_call {
    ($($ignored:tt)*) => {};
}
