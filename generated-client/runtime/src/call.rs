//! One call: what is sent, how the answer is read, and how it is waited for.

mod added;
mod answered;
mod awaited;
mod parameters;
mod streamed;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::Serialize;

use crate::check::Check;
use crate::core::{Async, Core, Mode};
use crate::detailed::Detailed;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorCodes, Failure};
use crate::form::{self, Form};
use crate::json;
use crate::outgoing::{Carries, Outgoing};
use crate::output::{Output, Read, Reading};
use crate::paging::{Paging, Walk};
use crate::retry::RetryPolicy;
use crate::send;
use crate::sequence::Sequence;
use crate::upload::Upload;
use crate::url_format::UrlFormat;
pub use awaited::Sending;

/// One call. It keeps what the caller did wrong, if anything, and returns it when it is sent.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T, C, M = Async> {
    pub(crate) core: Core<M>,
    outgoing: Outgoing,
    read: Read<T>,
    code: PhantomData<fn() -> C>,
}

impl<T: Output, C, M: Mode> Call<T, C, M> {
    pub(crate) fn new(core: Core<M>, endpoint: &'static Endpoint) -> Self {
        Self { core, outgoing: Outgoing::new(endpoint), read: T::read, code: PhantomData }
    }
}

impl<T, C, M: Mode> Call<T, C, M> {
    fn attempt(mut self, change: impl FnOnce(&mut Outgoing) -> Result<(), Failure>) -> Self {
        // The first mistake is the one to report.
        if self.outgoing.problem.is_none()
            && let Err(failure) = change(&mut self.outgoing)
        {
            self.outgoing.problem = Some(failure);
        }
        self
    }

    /// Sends JSON.
    pub fn json(self, body: &impl Serialize) -> Self {
        self.attempt(|outgoing| {
            let json = json::to_vec(body)
                .map_err(|error| Failure::config(format!("the body can't be serialised: {error}")))?;
            outgoing.body = json.into();
            outgoing.carries = Carries::Json;
            outgoing.content_type = Some("application/json".into());
            Ok(())
        })
    }

    /// Sends JSON that is checked first.
    pub fn checked_json(self, body: &(impl Serialize + Check)) -> Self {
        let checked = self.attempt(|outgoing| {
            outgoing.weight = body.weight();
            body.check().map_err(Failure::config)
        });
        checked.json(body)
    }

    /// Sends XML: a document of this root.
    #[cfg(feature = "xml")]
    pub fn xml<B: crate::xml::Xml + Serialize>(self, body: &B, root: crate::xml::XmlName) -> Self {
        self.attempt(|outgoing| {
            outgoing.body = crate::xml::to_string(body, root)?.into();
            outgoing.carries = Carries::Other;
            outgoing.content_type = Some("application/xml".into());
            Ok(())
        })
    }

    /// Sends a URL-encoded form; nested members as the `qs` library writes them.
    pub fn form(self, body: &impl Serialize) -> Self {
        self.attempt(|outgoing| {
            outgoing.body = form::urlencoded(body)?;
            outgoing.carries = Carries::Form { brackets: true };
            outgoing.content_type = Some("application/x-www-form-urlencoded".into());
            Ok(())
        })
    }

    /// Sends a URL-encoded form whose lists are repeated members and whose objects are JSON text, and in it the named
    /// members as they are said to be written.
    pub fn form_styled(self, body: &impl Serialize, styles: &[(&str, form::Written)]) -> Self {
        self.attempt(|outgoing| {
            outgoing.body = form::styled(body, styles)?;
            outgoing.carries = Carries::Form { brackets: false };
            outgoing.content_type = Some("application/x-www-form-urlencoded".into());
            Ok(())
        })
    }

    /// Sends a form with files.
    pub fn multipart(self, form: Form) -> Self {
        self.attempt(|outgoing| {
            let (content_type, content) = form.encode()?;
            outgoing.carry(content);
            outgoing.carries = Carries::Other;
            outgoing.content_type = Some(content_type.into());
            Ok(())
        })
    }

    /// Sends JSON values one after another, in a media type of such.
    pub fn sequence<I: Serialize + 'static>(
        self,
        body: impl Into<Sequence<I>>,
        media_type: &'static str,
    ) -> Self {
        self.attempt(|outgoing| {
            outgoing.carry(body.into().encode(media_type)?);
            outgoing.carries = Carries::Other;
            outgoing.content_type = Some(media_type.into());
            Ok(())
        })
    }

    /// Sends text.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.bytes(body.into().into_bytes(), "text/plain; charset=utf-8")
    }

    /// Sends bytes, of memory or of elsewhere.
    pub fn bytes(self, body: impl Into<Upload>, content_type: impl Into<Cow<'static, str>>) -> Self {
        self.attempt(|outgoing| {
            outgoing.carry(body.into());
            outgoing.carries = Carries::Other;
            outgoing.content_type = Some(content_type.into());
            Ok(())
        })
    }

    /// Says the media type of the body where it isn't the usual one.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        self.outgoing.content_type = Some(media_type.into());
        self
    }

    /// Asks for a media type; without it JSON.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        self.outgoing.accept = media_type;
        self
    }

    /// Sets the time for this whole call, all its tries and waits included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.outgoing.timeout = Some(timeout);
        self
    }

    /// Sets when this call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.outgoing.retry = Some(policy);
        self
    }

    /// Pins the URL format of this call.
    pub fn url_format(mut self, format: UrlFormat) -> Self {
        self.outgoing.format = Some(format);
        self
    }
}

impl<T, C: ErrorCodes, M: Mode> Call<T, C, M> {
    /// The walk through all pages from this one on.
    pub(crate) fn into_walk(mut self, paging: &'static Paging) -> (Walk<T, C>, M) {
        let Core { shared, mode } = self.core;
        self.outgoing.settle(shared.service.auth);
        (Walk::new(shared, self.outgoing, self.read, paging), mode)
    }

    /// Sends the call and reads the answer.
    pub(crate) async fn run(self) -> Result<T, Error<C>> {
        let (endpoint, accept, shared) = (self.outgoing.endpoint, self.outgoing.accept, self.core.shared);
        let sent = send::send(&shared, self.outgoing).await?;
        Ok(Reading::new(&shared, endpoint, accept).read(&sent, self.read)?)
    }

    /// The same, with all that is known about the answer.
    pub(crate) async fn run_detailed(self) -> Result<Detailed<T>, Error<C>> {
        let (endpoint, accept, shared) = (self.outgoing.endpoint, self.outgoing.accept, self.core.shared);
        let sent = send::send(&shared, self.outgoing).await?;
        let reading = Reading::new(&shared, endpoint, accept).detailed();
        let value = reading.read(&sent, self.read)?;
        Ok(Detailed::new(value, &sent, &reading))
    }
}

impl<T, C, M> fmt::Debug for Call<T, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.outgoing, f)
    }
}
