//! Calls that block the calling thread, on a runtime of their own.

mod streamed;

use std::sync::{Arc, mpsc};
use std::thread;

use tokio::runtime::{Builder, Handle};

use crate::call::Call;
use crate::core::{Async, Core, Mode, sealed};
use crate::detailed::Detailed;
use crate::error::{Error, ErrorCodes, Failure};

pub use streamed::Waiting;

/// Calls block the calling thread.
#[derive(Debug, Clone)]
pub struct Blocking(Arc<Driver>);

impl Mode for Blocking {}

impl Blocking {
    pub(crate) fn wait<F: Future>(&self, future: F) -> Result<F::Output, Failure> {
        self.0.wait(future)
    }

    /// Waits for something that is awaited: for clients with calls of their own.
    ///
    /// # Errors
    /// `Config` inside an async runtime, which it would block.
    pub fn wait_for<F: Future, C: ErrorCodes>(&self, future: F) -> Result<F::Output, Error<C>> {
        Ok(self.wait(future)?)
    }
}

impl Core<Blocking> {
    /// The same client, for calls that are awaited.
    #[must_use]
    pub fn to_async(&self) -> Core<Async> {
        Core { shared: Arc::clone(&self.shared), mode: Async }
    }

    /// What waits for calls.
    #[must_use]
    pub fn mode(&self) -> Blocking {
        self.mode.clone()
    }
}

impl sealed::Start for Blocking {
    fn start() -> Result<Self, Failure> {
        Driver::start().map(|driver| Self(Arc::new(driver))).map_err(|error| {
            Failure::config(format!("the thread that drives blocking calls could not be started: {error}"))
        })
    }
}

/// A thread that keeps connections alive between calls: one that the service closed in the meantime has to be noticed
/// before the next request is written to it.
#[derive(Debug)]
struct Driver {
    handle: Handle,
    /// Dropping it ends the thread, and the runtime with it, there and not here: here may be inside another runtime.
    _running: tokio::sync::oneshot::Sender<()>,
}

impl Driver {
    fn start() -> std::io::Result<Self> {
        let (running, stopped) = tokio::sync::oneshot::channel::<()>();
        let (started, handle) = mpsc::sync_channel(1);
        thread::Builder::new().name("lowcodeapi".into()).spawn(move || {
            let runtime = match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error))),
            };
            drop(started.send(Ok(runtime.handle().clone())));
            drop(runtime.block_on(stopped));
        })?;
        let handle = handle.recv().map_err(std::io::Error::other)??;
        Ok(Self { handle, _running: running })
    }

    fn wait<F: Future>(&self, future: F) -> Result<F::Output, Failure> {
        if Handle::try_current().is_ok() {
            return Err(Failure::config(
                "a blocking call would block the async runtime it is made in: use the async client, or `spawn_blocking`",
            ));
        }
        Ok(self.handle.block_on(future))
    }
}

impl<T, C: ErrorCodes> Call<T, C, Blocking> {
    /// Sends the call and waits for the answer.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn send(self) -> Result<T, Error<C>> {
        let driver = Arc::clone(&self.core.mode.0);
        driver.wait(self.run())?
    }

    /// Sends the call; the value with status, headers, URL format and attempts.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn detailed(self) -> Result<Detailed<T>, Error<C>> {
        let driver = Arc::clone(&self.core.mode.0);
        driver.wait(self.run_detailed())?
    }
}
