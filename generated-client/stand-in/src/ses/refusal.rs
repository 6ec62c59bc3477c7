//! The errors of SES that a sender meets.

use axum::http::StatusCode;

use crate::limits::Exceeded;

/// Why nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The status SES answers with.
    pub(crate) status: StatusCode,
    /// The error's name.
    pub(crate) kind: &'static str,
    /// What is wrong.
    pub(crate) message: String,
}

impl Refusal {
    fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into() }
    }

    /// The request breaks a rule.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequestException", message)
    }

    /// The request has another form than the model.
    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    }

    /// The sender is not verified.
    pub(super) fn unverified(sender: &str) -> Self {
        let message = format!(
            "Email address is not verified. The following identities failed the check in region US-EAST-1: {sender}"
        );
        Self::new(StatusCode::BAD_REQUEST, "MessageRejected", message)
    }

    /// There is no such template.
    pub(super) fn no_template(name: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFoundException", format!("Template {name} does not exist"))
    }
}

impl From<Exceeded> for Refusal {
    fn from(exceeded: Exceeded) -> Self {
        match exceeded {
            Exceeded::Quota => {
                Self::new(StatusCode::BAD_REQUEST, "LimitExceededException", "Daily message quota exceeded.")
            }
            Exceeded::Rate => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "TooManyRequestsException",
                "Maximum sending rate exceeded.",
            ),
        }
    }
}
