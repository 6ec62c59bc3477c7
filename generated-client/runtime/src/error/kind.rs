//! What kinds of failure there are, and what each says about the request.

use std::fmt;

/// What kind of failure it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call is set up wrongly; nothing was sent.
    Config,
    /// No connection was made: the name, the port, TLS or a proxy.
    Connect,
    /// The time for the whole call ran out.
    Timeout,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// The service has no such route, in either URL format; nothing was sent on.
    RouteMiss,
    /// The token or the provider's credentials are missing, wrong or not allowed to do this (401, 403).
    Unauthorized,
    /// Too many requests (429).
    Throttled,
    /// The request was refused (any other 4xx, or an answer of success that says it failed).
    Refused,
    /// A redirect the document doesn't have among the answers. None is followed: the token would go with it. `location()`
    /// of the error says where it leads.
    Redirect,
    /// The service or the provider failed (5xx).
    Server,
    /// The answer is not what the operation answers.
    Decode,
    /// The answer is larger than the client accepts.
    TooLarge,
    /// Something on this side failed: the file, the reader or the stream of an upload, or the file a download goes to.
    Io,
    /// A layer or a signer of the program's own failed.
    Layer,
}

impl ErrorKind {
    /// Its name, in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::RouteMiss => "route_miss",
            Self::Unauthorized => "unauthorized",
            Self::Throttled => "throttled",
            Self::Refused => "refused",
            Self::Redirect => "redirect",
            Self::Server => "server",
            Self::Decode => "decode",
            Self::TooLarge => "too_large",
            Self::Io => "io",
            Self::Layer => "layer",
        }
    }

    /// What happened, as the middle of a sentence.
    pub(crate) const fn phrase(self) -> &'static str {
        match self {
            Self::Config => "is not set up right",
            Self::Connect => "could not connect",
            Self::Timeout => "took too long",
            Self::Interrupted => "was interrupted",
            Self::RouteMiss => "has no route",
            Self::Unauthorized => "is not authorized",
            Self::Throttled => "was throttled",
            Self::Refused => "was refused",
            Self::Redirect => "was redirected",
            Self::Server => "failed at the service",
            Self::Decode => "got an answer that can't be understood",
            Self::TooLarge => "got an answer that is too large",
            Self::Io => "could not be read or written on this side",
            Self::Layer => "was stopped by a layer",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of the request of a failed call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Nothing was sent that a route of the service took: sending again can't duplicate.
    NotSent,
    /// The service answered that it doesn't accept the request: sending again can't duplicate.
    Refused,
    /// It may have been accepted, and the service knows it again: sending it again with the same
    /// [idempotency key](crate::Error::idempotency_key) can't duplicate, with another it may.
    Repeatable,
    /// It may have been accepted: sending again may duplicate.
    Unknown,
}

impl Delivery {
    /// Its name, in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Repeatable => "repeatable",
            Self::Unknown => "unknown",
        }
    }
}

impl Delivery {
    /// This, or what was proven beside it where that is less certain.
    pub(crate) fn at_least(self, proven: Self) -> Self {
        match (self, proven) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Repeatable, _) | (_, Self::Repeatable) => Self::Repeatable,
            (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
            _ => Self::NotSent,
        }
    }
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
