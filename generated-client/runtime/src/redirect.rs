//! A redirect that is the answer: the document says so, and nobody follows it.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::answer::Answer;
use crate::error::Failure;
use crate::headers::Headers;
use crate::output::{self, Output, Reading};
use crate::raw::Raw;

/// A redirect that an operation is documented to answer with, such as one to where a file is.
///
/// It is not followed, and no credential goes where it leads: fetch [`location`](Self::location) with a client of your
/// own. Redirects the document doesn't have are errors of the kind [`Redirect`](crate::ErrorKind::Redirect).
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect {
    status: u16,
    headers: Headers,
    raw: Raw,
}

impl Redirect {
    /// One of this status that leads there, for tests.
    #[must_use]
    pub fn new(status: u16, location: impl Into<String>) -> Self {
        let headers = Headers::from_iter([("location".to_owned(), location.into())]);
        Self { status, headers, raw: Raw::default() }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Where it leads: the header `Location`, as it stands, so it may be relative; `None` where the answer has none.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers.get("location")
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body of the answer, which often says the same to people.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.raw.bytes()
    }

    /// The body as text, in the charset the answer states; what is none of it becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.raw.text()
    }
}

impl Output for Redirect {
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure> {
        if !(300..400).contains(&answer.status) {
            return Err(output::undocumented(reading, answer));
        }
        let headers = Headers::of(&answer.headers, reading.provider_headers(answer), reading.scrubber);
        Ok(Self { status: answer.status, headers, raw: Raw::of(&answer.headers, &answer.body) })
    }
}

impl fmt::Debug for Redirect {
    /// Without the location: that of a file is often signed, and whoever has it has the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redirect({})", self.status)
    }
}

impl Serialize for Redirect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut redirect = serializer.serialize_struct("Redirect", 2)?;
        redirect.serialize_field("status", &self.status)?;
        redirect.serialize_field("location", &self.location())?;
        redirect.end()
    }
}
