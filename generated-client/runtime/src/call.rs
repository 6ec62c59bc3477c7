//! One call: what is sent, how the answer is read, and how it is waited for.

mod added;
mod answered;
mod awaited;
mod streamed;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::Serialize;

use crate::check::Check;
use crate::core::{Async, Core, Mode};
use crate::detailed::Detailed;
use crate::encode;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorCodes, Failure};
use crate::form::{self, Form};
use crate::json;
use crate::outgoing::{Carries, Outgoing, PathParameter};
use crate::output::{Output, Read, Reading};
use crate::paging::{Paging, Walk};
use crate::params::{self, Style, Written};
use crate::retry::RetryPolicy;
use crate::send;
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

    /// Sets a path parameter.
    pub fn path(self, name: &'static str, value: &impl Serialize) -> Self {
        self.path_styled(name, value, Style::Simple, false)
    }

    /// Sets a path parameter in a style of its own.
    ///
    /// `LowCodeAPI` decodes a value and inserts it into the provider's path as it is, so that `/` parts segments there
    /// (which paths of files need). `?`, `#` and `%` would end the path or begin an escape: they are encoded once more,
    /// and reach the provider as what they are.
    pub fn path_styled(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let mut json = params::json(name, value)?;
            if outgoing.endpoint.is_inserted_raw() {
                json = params::protected(&json);
            }
            let value = Written(&json);
            if value.is_undefined() || value.text().is_empty() {
                return Err(Failure::config(format!(
                    "path parameter `{name}` is empty: the URL would mean another resource"
                )));
            }
            let mut pair = String::new();
            params::query(&mut pair, name, value, Style::Form, false);
            let segment = params::path(name, value, style, explode);
            outgoing.path.push(PathParameter { name, segment, pair });
            Ok(())
        })
    }

    /// Adds a query parameter: `x=a`, `x=a&x=b`.
    pub fn query(self, name: &'static str, value: &impl Serialize) -> Self {
        self.query_styled(name, value, Style::Form, true)
    }

    /// Adds a query parameter in a style of its own.
    pub fn query_styled(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let json = params::json(name, value)?;
            params::query(&mut outgoing.query, name, Written(&json), style, explode);
            Ok(())
        })
    }

    /// Adds a query parameter whose reserved characters, and what is already percent-encoded, stay as they are
    /// (`allowReserved`).
    pub fn query_reserved(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let mut query = params::Query { text: &mut outgoing.query, encoded: encode::reserved };
            query.add(name, Written(&params::json(name, value)?), style, explode);
            Ok(())
        })
    }

    /// Sets a header.
    pub fn header(self, name: &'static str, value: &impl Serialize) -> Self {
        self.header_styled(name, value, false)
    }

    /// Sets a header; `explode` writes the members of an object as `k=v`.
    pub fn header_styled(self, name: &'static str, value: &impl Serialize, explode: bool) -> Self {
        self.attempt(|outgoing| {
            let json = params::json(name, value)?;
            let value = Written(&json);
            if !value.is_undefined() {
                outgoing.headers.push((name.into(), params::header(value, explode)));
            }
            Ok(())
        })
    }

    /// Adds a cookie: `x=a`, `x=a; x=b`.
    pub fn cookie(self, name: &'static str, value: &impl Serialize) -> Self {
        self.cookie_styled(name, value, true)
    }

    /// Adds a cookie; without `explode` the items of a list stand in one, as `x=a,b`.
    pub fn cookie_styled(self, name: &'static str, value: &impl Serialize, explode: bool) -> Self {
        self.attempt(|outgoing| {
            let pairs = params::cookies(name, Written(&params::json(name, value)?), explode);
            if pairs.is_empty() {
                return Ok(());
            }
            match outgoing.headers.iter_mut().find(|(name, _)| *name == "cookie") {
                Some((_, cookies)) => *cookies = format!("{cookies}; {pairs}"),
                None => outgoing.headers.push(("cookie".into(), pairs)),
            }
            Ok(())
        })
    }

    /// Turns a parameter's value into JSON text, to be sent as a parameter of any place.
    pub fn as_json<V: Serialize>(
        self,
        name: &'static str,
        value: &V,
        send: impl FnOnce(Self, &'static str, &String) -> Self,
    ) -> Self {
        match params::json(name, value) {
            Ok(text) => send(self, name, &text),
            Err(failure) => self.attempt(|_| Err(failure)),
        }
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
