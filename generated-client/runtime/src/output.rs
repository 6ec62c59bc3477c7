//! How an answer becomes the value of a call.

mod unexpected;

use std::borrow::Cow;
use std::cell::Cell;

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::charset::Charset;
use crate::dialect::{Dialect, Opened};
use crate::endpoint::Endpoint;
use crate::error::{Delivery, Failure};
use crate::media_type;
use crate::secret::Scrubber;
use crate::send::Sent;
use crate::shared::Shared;
use crate::trace;

/// What reading needs to know about the call.
#[doc(hidden)]
pub struct Reading<'a> {
    pub(crate) endpoint: &'static Endpoint,
    /// What the call asked for.
    accept: &'static str,
    pub(crate) scrubber: &'a Scrubber,
    dialect: Dialect,
    /// The provider's headers that were met while an envelope was opened; `None` until one is.
    inner: Cell<Option<Map<String, Value>>>,
    /// Whether anybody will ask for those.
    detailed: bool,
}

/// How the value of a call is read from an answer.
pub(crate) type Read<T> = fn(&Reading<'_>, &Answer) -> Result<T, Failure>;

/// A type that can be read from an answer.
pub trait Output: Sized {
    #[doc(hidden)]
    #[allow(clippy::missing_errors_doc)]
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure>;
}

impl<T: DeserializeOwned> Output for T {
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure> {
        let text = reading.json(answer)?;
        match serde_json::from_str(&text) {
            Ok(value) => Ok(value),
            Err(_) if !reading.dialect.has_envelope() => reading.otherwise(answer, &text),
            Err(_) => Err(reading.located::<T>(answer, &text)),
        }
    }
}

/// The answer as text, also where the envelope carries it as a JSON string.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn text(reading: &Reading<'_>, answer: &Answer) -> Result<String, Failure> {
    let Some(text) = Charset::of(&answer.headers).decode(&answer.body) else {
        return Err(match reading.alternative(answer) {
            Some(alternative) => reading.is_other(answer, alternative),
            None => reading.refuse(answer, "the answer is no text in the charset it states"),
        });
    };
    let opened = reading.dialect.open(&text, &[]);
    reading.meet(&opened);
    if opened.text.len() < text.trim_ascii().len()
        && let Ok(carried) = serde_json::from_str(opened.text)
    {
        return Ok(carried);
    }
    Ok(text.into_owned())
}

/// The answer as a value that came in XML, or in JSON after all.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn xml<T: crate::xml::Xml + DeserializeOwned>(
    reading: &Reading<'_>,
    answer: &Answer,
) -> Result<T, Failure> {
    let Some(text) = Charset::of(&answer.headers).decode(&answer.body) else {
        return Err(reading.unreadable(answer));
    };
    let begun = text.trim_ascii_start();
    if begun.is_empty() || begun.starts_with(['{', '[']) {
        return T::read(reading, answer);
    }
    crate::xml::from_str(&text).map_err(|problem| match reading.alternative(answer) {
        Some(alternative) => reading.is_other(answer, alternative),
        None => reading.refuse(answer, reading.scrubber.scrub(&problem)),
    })
}

/// The answer as it came.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc, clippy::unnecessary_wraps)] // One signature for every way of reading.
pub fn bytes(_: &Reading<'_>, answer: &Answer) -> Result<Bytes, Failure> {
    Ok(answer.body.clone())
}

/// An answer the document says nothing of: JSON, or the text as it came.
pub(crate) fn anything(reading: &Reading<'_>, answer: &Answer) -> Result<Value, Failure> {
    let stated = stated(answer);
    if stated.is_some_and(media_type::is_json) {
        return Value::read(reading, answer);
    }
    let Some(text) = Charset::of(&answer.headers).decode(&answer.body) else {
        let stated = stated.map(|stated| format!(" (`{}`)", media_type::essence(stated))).unwrap_or_default();
        let message = format!("the answer is no text{stated}: `.bytes()` of the call takes it as it comes");
        return Err(reading.refuse(answer, reading.scrubber.scrub(&message)));
    };
    // Much JSON comes without its name, and in the envelope too: an object or a list is hardly anything else.
    let start = text.trim_ascii_start();
    let may_be_json = match stated.map(media_type::essence) {
        None => true,
        Some(stated) => start.starts_with(['{', '[']) && media_type::hides_json(stated),
    };
    if start.is_empty() || may_be_json && serde_json::from_str::<&RawValue>(&text).is_ok() {
        return Value::read(reading, answer);
    }
    Ok(Value::String(text.into_owned()))
}

/// The JSON of an answer out of its envelope, else its text: whatever it is, it is kept.
pub(crate) fn as_it_came(reading: &Reading<'_>, answer: &Answer) -> Value {
    let charset = Charset::of(&answer.headers);
    let text = charset.decode(&answer.body).unwrap_or_else(|| charset.decode_lossy(&answer.body));
    let opened = reading.dialect.open(text.trim_ascii(), &[]).text;
    match serde_json::from_str(opened) {
        Ok(value) => value,
        Err(_) if opened.is_empty() => Value::Null,
        Err(_) => Value::String(text.into_owned()),
    }
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

impl<'r> Reading<'r> {
    /// Completes the failure to read an answer of success.
    pub(crate) fn blame(&self, sent: &Sent, failure: Failure) -> Failure {
        let Sent { answer, attempts, identity, .. } = sent;
        let mut failure = answer.keep(failure, self.scrubber, self.dialect);
        let report = &mut failure.0;
        report.operation = Some(self.endpoint.operation);
        report.attempts = *attempts;
        report.delivery = Delivery::Unknown;
        report.request_id = answer.request_id();
        failure.known_by(identity)
    }

    pub(crate) fn new(shared: &'r Shared, endpoint: &'static Endpoint, accept: &'static str) -> Self {
        Self {
            endpoint,
            accept,
            scrubber: &shared.scrubber,
            dialect: shared.service.dialect,
            inner: Cell::default(),
            detailed: false,
        }
    }

    /// The same for somebody who will ask for the provider's headers.
    pub(crate) fn detailed(mut self) -> Self {
        self.detailed = true;
        self
    }

    /// The provider's headers that a service hands on inside the body.
    pub(crate) fn provider_headers(&self, answer: &Answer) -> Map<String, Value> {
        self.inner.take().unwrap_or_else(|| self.dialect.provider_headers(&answer.body))
    }

    fn meet(&self, opened: &Opened<'_>) {
        if self.detailed {
            let headers =
                opened.headers.map(|headers| serde_json::from_str(headers.get()).unwrap_or_default());
            self.inner.set(Some(headers.unwrap_or_default()));
        }
    }

    /// Reads an answer of success.
    pub(crate) fn read<T>(&self, sent: &Sent, read: Read<T>) -> Result<T, Failure> {
        trace::reading(self.endpoint, || read(self, &sent.answer))
            .map_err(|failure| self.blame(sent, failure))
    }

    /// The JSON text of the value, out of its envelope.
    pub(crate) fn json<'a>(&self, answer: &'a Answer) -> Result<Cow<'a, str>, Failure> {
        // The charset is asked for where UTF-8 doesn't do; hardly ever.
        let text = Charset::Utf8
            .decode_json(&answer.body)
            .or_else(|| Charset::of(&answer.headers).decode_json(&answer.body))
            .ok_or_else(|| self.unreadable(answer))?;
        if !self.dialect.has_envelope() {
            return match self.alternative(answer) {
                Some(alternative) if alternative.json => Err(self.is_other(answer, alternative)),
                _ => Ok(text),
            };
        }
        if text.trim_ascii().is_empty() {
            return Err(self.refuse(answer, "the answer is empty, which confirms nothing"));
        }
        match text {
            Cow::Borrowed(text) => self.open(answer, text).map(Cow::Borrowed),
            Cow::Owned(text) => self.open(answer, &text).map(|opened| opened.to_owned().into()),
        }
    }

    fn open<'a>(&self, answer: &Answer, text: &'a str) -> Result<&'a str, Failure> {
        let opened = self.dialect.open(text, self.endpoint.declares);
        self.meet(&opened);
        if opened.text == "null" {
            return Err(self.refuse(answer, "the answer is `null`, which confirms nothing"));
        }
        if opened.foreign {
            let known = self.endpoint.declares.join("`, `");
            let message = format!("the answer has no member that is known here (`{known}`)");
            return Err(self.refuse(answer, message));
        }
        Ok(opened.text)
    }
}

/// The media type the answer says it has.
fn stated(answer: &Answer) -> Option<&str> {
    answer.headers.get(CONTENT_TYPE)?.to_str().ok()
}
