//! What is fixed about an operation and about the service it belongs to.

use crate::answered_failure::AnsweredFailure;
use crate::idempotency::IdempotencyKey;
use crate::scheme::Requirements;
use crate::url_format::{Order, UrlFormat};

/// An operation: what never changes from call to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) new: Option<&'static str>,
    pub(crate) old: Option<&'static str>,
    pub(crate) old_first: bool,
    /// The server the document names for it alone.
    pub(crate) server: Option<&'static str>,
    /// What it needs, where that differs from what the service asks for.
    pub(crate) needs: Option<Requirements>,
    pub(crate) declares: &'static [&'static str],
    /// Where it takes a key by which the service knows a call again.
    pub(crate) idempotency: Option<IdempotencyKey>,
    /// What tells a failure that is answered with a status of success.
    pub(crate) failure: Option<AnsweredFailure>,
    /// The redirects that are answers rather than errors.
    pub(crate) redirects: &'static [u16],
    pub(crate) alternatives: &'static [Alternative],
}

/// A media type an answer may come in, though it was asked for in another one that holds something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    pub(crate) statuses: (u16, u16),
    pub(crate) media_type: &'static str,
    pub(crate) method: &'static str,
    /// Reading it as another type could succeed and lose something.
    pub(crate) json: bool,
}

impl Alternative {
    /// A media type as the document has it, the first and the last status it is documented for, and the method of the
    /// call that asks for it.
    #[must_use]
    pub const fn new(media_type: &'static str, statuses: (u16, u16), method: &'static str) -> Self {
        Self { statuses, media_type, method, json: false }
    }

    /// The same of JSON.
    #[must_use]
    pub const fn json(media_type: &'static str, statuses: (u16, u16), method: &'static str) -> Self {
        Self { json: true, ..Self::new(media_type, statuses, method) }
    }
}

macro_rules! constructors {
    ($($name:ident: $method:ident,)*) => {$(
        #[doc = concat!("An operation of method `", stringify!($method), "` at a path in the new format, each parameter as `{its wire name}`.")]
        #[must_use]
        pub const fn $name(operation: &'static str, path: &'static str) -> Self {
            let mut endpoint = Self::new(Method::$method, operation);
            endpoint.new = Some(path);
            endpoint
        }
    )*};
}

impl Endpoint {
    /// An operation without any path yet.
    #[must_use]
    pub const fn new(method: Method, operation: &'static str) -> Self {
        Self {
            operation,
            method,
            new: None,
            old: None,
            old_first: false,
            server: None,
            needs: None,
            declares: &[],
            idempotency: None,
            failure: None,
            redirects: &[],
            alternatives: &[],
        }
    }

    constructors! {
        get: Get,
        put: Put,
        post: Post,
        delete: Delete,
        options: Options,
        head: Head,
        patch: Patch,
        trace: Trace,
        query: Query,
    }

    /// An operation of a method that has no name here, at a path in the new format, each parameter as `{its wire name}`.
    #[must_use]
    pub const fn other(method: &'static str, operation: &'static str, path: &'static str) -> Self {
        let mut endpoint = Self::new(Method::Other(method), operation);
        endpoint.new = Some(path);
        endpoint
    }

    /// Adds the literal path of the old format.
    #[must_use]
    pub const fn old(mut self, path: &'static str) -> Self {
        self.old = Some(path);
        self
    }

    /// Makes the literal path of the old format the only one.
    #[must_use]
    pub const fn old_only(mut self, path: &'static str) -> Self {
        self.new = None;
        self.old = Some(path);
        self
    }

    /// Tries the old format first: in the new one a verb is glued to a parameter.
    #[must_use]
    pub const fn old_first(mut self) -> Self {
        self.old_first = true;
        self
    }

    /// Names the members the answer's type declares, aliases included: an object with none of them is not that type.
    #[must_use]
    pub const fn declares(mut self, members: &'static [&'static str]) -> Self {
        self.declares = members;
        self
    }

    /// Names the redirects that the document has among its answers: they are answers, and not followed.
    #[must_use]
    pub const fn redirects(mut self, statuses: &'static [u16]) -> Self {
        self.redirects = statuses;
        self
    }

    /// Says where it takes an idempotency key, which each call then has.
    #[must_use]
    pub const fn idempotency(mut self, key: IdempotencyKey) -> Self {
        self.idempotency = Some(key);
        self
    }

    /// Says what tells a failure that is answered with a status of success: it is an error then.
    #[must_use]
    pub const fn failure(mut self, failure: AnsweredFailure) -> Self {
        self.failure = Some(failure);
        self
    }

    /// Names the media types an answer may come in beside the one that is asked for, where they hold something else.
    #[must_use]
    pub const fn alternatives(mut self, alternatives: &'static [Alternative]) -> Self {
        self.alternatives = alternatives;
        self
    }

    /// Names the server the document has for it alone: a URL, or a path on the service's host.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Names the security schemes it needs, where they are not those the service asks for everywhere.
    #[must_use]
    pub const fn needs(mut self, needs: Requirements) -> Self {
        self.needs = Some(needs);
        self
    }

    /// The operation's name.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }
}

impl Endpoint {
    /// The formats of this operation in the order they are tried, as far as nobody chose and nothing is known yet.
    pub(crate) fn order(&self) -> Order {
        match (self.new, self.old) {
            (Some(new), Some(old)) if new == old => (UrlFormat::New, None),
            (Some(_), Some(_)) if self.old_first => (UrlFormat::Old, Some(UrlFormat::New)),
            (Some(_), Some(_)) => (UrlFormat::New, Some(UrlFormat::Old)),
            (None, Some(_)) => (UrlFormat::Old, None),
            (_, None) => (UrlFormat::New, None),
        }
    }

    /// The path in one format. An operation that has only one format has it under either name.
    pub(crate) fn path(&self, format: UrlFormat) -> &'static str {
        let (first, second) = match format {
            UrlFormat::New => (self.new, self.old),
            UrlFormat::Old => (self.old, self.new),
        };
        first.or(second).unwrap_or_default()
    }

    /// Whether the service decodes the values of path parameters and inserts them as they are into another path: the
    /// one that has two formats does, in both.
    pub(crate) fn is_inserted_raw(&self) -> bool {
        self.old.is_some()
    }

    pub(crate) fn has(&self, format: UrlFormat) -> bool {
        match format {
            UrlFormat::New => self.new.is_some(),
            UrlFormat::Old => self.old.is_some(),
        }
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY`: like `GET`, with what is asked for in a body.
    Query,
    /// Any other, such as `COPY`.
    Other(&'static str),
}

impl Method {
    /// As it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2); of a method that isn't known, nobody
    /// can say so.
    #[must_use]
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }

    /// Whether a request without content says so (RFC 9110, section 8.6).
    pub(crate) const fn expects_content(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// Whether an answer has the content it states the length of (RFC 9110, section 9.3.2).
    pub(crate) const fn is_answered_with_content(self) -> bool {
        !matches!(self, Self::Head)
    }
}
