//! What tells a failure that is answered with a status of success.

/// What tells a failure that is answered with a status of success: `{"ok": false, "error": "channel_not_found"}`. Places
/// are JSON pointers into the provider's answer, without LowCodeAPI's envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredFailure {
    pub(crate) member: &'static str,
    /// As JSON.
    pub(crate) is: &'static str,
    pub(crate) code: Option<&'static str>,
    pub(crate) message: Option<&'static str>,
}

impl AnsweredFailure {
    /// It is one where this value, as JSON, stands at a place.
    #[must_use]
    pub const fn new(member: &'static str, is: &'static str) -> Self {
        Self { member, is, code: None, message: None }
    }

    /// Says where the provider's code is.
    #[must_use]
    pub const fn code(mut self, place: &'static str) -> Self {
        self.code = Some(place);
        self
    }

    /// Says where the provider's message is.
    #[must_use]
    pub const fn message(mut self, place: &'static str) -> Self {
        self.message = Some(place);
        self
    }
}
