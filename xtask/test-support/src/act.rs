//! What a server does with a request.

use std::time::Duration;

/// What a server does with one connection's next request.
#[derive(Debug, Clone)]
pub enum Act {
    /// Answers.
    Answer(Answer),
    /// Sends the head and half of the body, then closes the connection.
    Truncate(Answer),
    /// Sends the head and half of the body, then says nothing.
    StallInBody(Answer),
    /// Closes the connection before it reads anything.
    ResetBeforeReading,
    /// Closes the connection when it has read the head and not the body.
    ResetWhileReading,
    /// Closes the connection when it has read the request.
    ResetAfterReading,
    /// Sends a part of the answer's head and closes the connection.
    ResetInHead,
    /// Reads nothing and says nothing.
    StallBeforeReading,
    /// Reads the request and says nothing.
    StallBeforeAnswer,
    /// Sends a part of the answer's head and says nothing more.
    StallInHead,
}

/// An answer, as it goes out.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers, but for the length.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
    /// How long it takes.
    pub delay: Duration,
}

impl Act {
    /// Answers with a body of a media type.
    pub fn new(status: u16, content_type: impl Into<String>, body: impl AsRef<[u8]>) -> Self {
        Self::empty(status).body(body).header("content-type", content_type)
    }

    /// Answers with JSON.
    pub fn answer(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// Answers without content.
    pub fn empty(status: u16) -> Self {
        Self::Answer(Answer { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO })
    }

    /// With this body; of what kind it is, the headers say.
    #[must_use]
    pub fn body(self, body: impl AsRef<[u8]>) -> Self {
        self.with(|answer| answer.body = body.as_ref().to_vec())
    }

    /// With this header, in place of others of that name.
    #[must_use]
    pub fn header(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(|answer| {
            answer.headers.retain(|(known, _)| *known != name);
            answer.headers.push((name, value.into()));
        })
    }

    /// After a while.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        self.with(|answer| answer.delay = delay)
    }

    /// Broken off in the middle of the body.
    #[must_use]
    pub fn truncated(self) -> Self {
        match self {
            Self::Answer(answer) => Self::Truncate(answer),
            other => other,
        }
    }

    /// Going silent in the middle of the body.
    #[must_use]
    pub fn stalling(self) -> Self {
        match self {
            Self::Answer(answer) => Self::StallInBody(answer),
            other => other,
        }
    }

    /// The status a client may get to see.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Answer(answer) | Self::Truncate(answer) | Self::StallInBody(answer) => Some(answer.status),
            _ => None,
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Answer)) -> Self {
        if let Self::Answer(answer) | Self::Truncate(answer) | Self::StallInBody(answer) = &mut self {
            change(answer);
        }
        self
    }
}
