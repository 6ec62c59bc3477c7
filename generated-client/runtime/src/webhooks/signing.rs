//! How services sign what they send.

/// How a service signs what it sends: with HMAC by SHA-256, under a secret it shares with whoever receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signing {
    pub(super) convention: Convention,
    /// The header with the signature.
    pub(super) header: &'static str,
    /// What stands before the signature.
    pub(super) prefix: &'static str,
    /// The field of the header that is the signature, where the header is a list of `name=value`.
    pub(super) field: Option<&'static str>,
    /// Whether the signature is base64 rather than hexadecimal.
    pub(super) base64: bool,
    pub(super) timestamp: Timestamp,
    /// What is signed, with `{timestamp}` and `{body}` in it.
    pub(super) content: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convention {
    /// [Standard Webhooks](https://www.standardwebhooks.com).
    Standard,
    /// A header of the service's own.
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timestamp {
    None,
    Header(&'static str),
    Field(&'static str),
}

impl Signing {
    /// As [Standard Webhooks](https://www.standardwebhooks.com) has it: the headers `webhook-id`, `webhook-timestamp` and
    /// `webhook-signature` (`svix-…` are read too), and a secret that begins with `whsec_`.
    pub const STANDARD: Self = Self { convention: Convention::Standard, ..Self::hmac("webhook-signature") };

    /// The hexadecimal signature of the body in a header.
    #[must_use]
    pub const fn hmac(header: &'static str) -> Self {
        Self {
            convention: Convention::Own,
            header,
            prefix: "",
            field: None,
            base64: false,
            timestamp: Timestamp::None,
            content: "{body}",
        }
    }

    /// The signature stands behind this, such as `sha256=`.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// The signature is base64.
    #[must_use]
    pub const fn base64(self) -> Self {
        Self { base64: true, ..self }
    }

    /// The header is a list such as `t=1,v1=ab`, and the signature the field of this name.
    #[must_use]
    pub const fn field(self, name: &'static str) -> Self {
        Self { field: Some(name), ..self }
    }

    /// The seconds since 1970 at which it was sent stand in another header. What is more than five minutes away from
    /// now is refused.
    #[must_use]
    pub const fn timestamp_header(self, name: &'static str) -> Self {
        Self { timestamp: Timestamp::Header(name), ..self }
    }

    /// The same in another field of the header.
    #[must_use]
    pub const fn timestamp_field(self, name: &'static str) -> Self {
        Self { timestamp: Timestamp::Field(name), ..self }
    }

    /// What is signed, with `{timestamp}` and `{body}` in it: `{timestamp}.{body}`, for instance.
    #[must_use]
    pub const fn content(self, content: &'static str) -> Self {
        Self { content, ..self }
    }
}
