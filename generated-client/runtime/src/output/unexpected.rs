//! Answers that are not what was asked for: what is read of them all the same, and why the others are refused.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Reading, stated};
use crate::answer::Answer;
use crate::charset::Charset;
use crate::endpoint::Alternative;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::media_type;

impl Reading<'_> {
    /// Reads what is not the JSON that was expected: nothing, text, or something else the document has.
    pub(super) fn otherwise<T: DeserializeOwned>(&self, answer: &Answer, text: &str) -> Result<T, Failure> {
        if text.trim_ascii().is_empty()
            && let Some(value) = empty(answer.status)
        {
            return Ok(value);
        }
        // Strings and what is like them come as they are where the service says that it is text.
        if stated(answer).is_some_and(|stated| media_type::is(stated, "text/plain"))
            && let Some(text) = Charset::of(&answer.headers).decode(&answer.body)
            && let Ok(value) = serde_json::from_value(Value::String(text.into_owned()))
        {
            return Ok(value);
        }
        Err(match self.alternative(answer) {
            Some(alternative) => self.is_other(answer, alternative),
            None if text.trim_ascii().is_empty() => self.refuse(answer, "the answer is empty"),
            None => self.located::<T>(answer, text),
        })
    }

    /// What the answer is, where its media type says that it is another one of the documented ones than was asked for.
    pub(super) fn alternative(&self, answer: &Answer) -> Option<&'static Alternative> {
        let alternatives = self.endpoint.alternatives;
        let stated = if alternatives.is_empty() { None } else { stated(answer) }?;
        alternatives.iter().find(|alternative| {
            let (from, to) = alternative.statuses;
            (from..=to).contains(&answer.status)
                && alternative.media_type != self.accept
                && media_type::is(stated, alternative.media_type)
        })
    }

    pub(super) fn is_other(&self, answer: &Answer, alternative: &Alternative) -> Failure {
        let Alternative { media_type, method, .. } = alternative;
        let message = format!(
            "the answer came as `{media_type}`, another of its documented types: `{method}()` asks for it, and this error has its body"
        );
        self.refuse(answer, message)
    }

    pub(super) fn unreadable(&self, answer: &Answer) -> Failure {
        match self.alternative(answer) {
            Some(alternative) => self.is_other(answer, alternative),
            None => self.refuse(answer, "the answer is no text in the charset it states"),
        }
    }

    pub(super) fn refuse(&self, answer: &Answer, message: impl Into<String>) -> Failure {
        let mut failure = Failure::new(ErrorKind::Decode, Delivery::Unknown, message);
        failure.0.excerpt = answer.excerpt(self.scrubber);
        failure
    }

    /// Decodes once more, slowly, to learn where it fails.
    pub(super) fn located<T: DeserializeOwned>(&self, answer: &Answer, text: &str) -> Failure {
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

/// The value of an empty answer: what the type reads `null` as. Where the status says
/// that there is none, whatever the document promised, that is an empty list or an object without members as well.
fn empty<T: DeserializeOwned>(status: u16) -> Option<T> {
    let forms: &[&str] = if matches!(status, 204 | 205) { &["null", "[]", "{}"] } else { &["null"] };
    forms.iter().find_map(|form| serde_json::from_str(form).ok())
}
