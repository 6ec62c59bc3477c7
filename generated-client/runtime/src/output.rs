//! How an answer becomes the value of a call.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::endpoint::Endpoint;
use crate::envelope;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// What reading needs to know about the call.
#[doc(hidden)]
pub struct Reading<'a> {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) scrubber: &'a Scrubber,
    /// Whether the answer may come in the service's envelope.
    pub(crate) envelope: bool,
}

/// A type that can be read from JSON.
pub trait Output: Sized {
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure>;
}

impl<T: DeserializeOwned> Output for T {
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure> {
        if !reading.envelope && answer.body.trim_ascii().is_empty() {
            // Whoever may answer with nothing answers with what `null` stands for.
            return serde_json::from_str("null").map_err(|_| reading.refuse(answer, "the answer is empty"));
        }
        let text = reading.json_text(answer)?;
        if !reading.envelope {
            return serde_json::from_str(text).map_err(|_| reading.located::<T>(answer, text));
        }
        let opened = envelope::open(text, reading.endpoint.declares);
        if opened.text == "null" {
            return Err(reading.refuse(answer, "the answer is `null`, which confirms nothing"));
        }
        if opened.foreign {
            let known = reading.endpoint.declares.join("`, `");
            return Err(
                reading.refuse(answer, format!("the answer has no member that is known here (`{known}`)"))
            );
        }
        serde_json::from_str(opened.text).map_err(|_| reading.located::<T>(answer, opened.text))
    }
}

/// The answer as text, also where the envelope carries it as a JSON string.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn text(reading: &Reading<'_>, answer: &Answer) -> Result<String, Failure> {
    let text =
        std::str::from_utf8(&answer.body).map_err(|_| reading.refuse(answer, "the answer is not UTF-8"))?;
    if !reading.envelope {
        return Ok(text.to_owned());
    }
    let opened = envelope::open(text, &[]).text;
    if opened.len() < text.trim_ascii().len()
        && let Ok(carried) = serde_json::from_str(opened)
    {
        return Ok(carried);
    }
    Ok(text.to_owned())
}

/// The answer as it came.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc, clippy::unnecessary_wraps)] // One signature for every way of reading.
pub fn bytes(_: &Reading<'_>, answer: &Answer) -> Result<Bytes, Failure> {
    Ok(answer.body.clone())
}

/// Success is all that counts.
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn nothing(_: &Reading<'_>, _: &Answer) -> Result<(), Failure> {
    Ok(())
}

/// No status the document has.
#[doc(hidden)]
#[must_use]
pub fn undocumented(reading: &Reading<'_>, answer: &Answer) -> Failure {
    let message = format!("the document has no answer of status {}", answer.status);
    reading.refuse(answer, message)
}

impl Reading<'_> {
    fn json_text<'a>(&self, answer: &'a Answer) -> Result<&'a str, Failure> {
        if answer.body.trim_ascii().is_empty() {
            return Err(self.refuse(answer, "the answer is empty, which confirms nothing"));
        }
        std::str::from_utf8(&answer.body).map_err(|_| self.refuse(answer, "the answer is not UTF-8"))
    }

    fn refuse(&self, answer: &Answer, message: impl Into<String>) -> Failure {
        let mut failure = Failure::new(ErrorKind::Decode, Delivery::Unknown, message);
        failure.0.excerpt = answer.excerpt(self.scrubber);
        failure
    }

    /// Decodes once more, slowly, to learn where it fails.
    fn located<T: DeserializeOwned>(&self, answer: &Answer, text: &str) -> Failure {
        let mut json = serde_json::Deserializer::from_str(text);
        let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut json) else {
            return self.refuse(answer, "something follows the answer's JSON");
        };
        let path = error.path().to_string();
        let mut failure = self.refuse(answer, self.scrubber.scrub(&error.into_inner().to_string()));
        failure.0.path = (path != ".").then(|| self.scrubber.scrub(&path));
        failure
    }
}
