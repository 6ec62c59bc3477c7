//! The inside of a client, and how its calls are waited for.

use std::fmt;
use std::sync::Arc;

use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::output::Output;
use crate::shared::Shared;

/// How calls are waited for: [`Async`], or `Blocking` under the feature `blocking`.
pub trait Mode: Clone + fmt::Debug + Send + Sync + Sized + 'static + sealed::Start {}

/// Calls are awaited.
#[derive(Debug, Clone, Copy)]
pub struct Async;

impl Mode for Async {}

pub(crate) mod sealed {
    use crate::error::Failure;

    /// Makes what waiting needs; outside this crate nobody can.
    pub trait Start: Sized {
        #[doc(hidden)]
        fn start() -> Result<Self, Failure>;
    }
}

impl sealed::Start for Async {
    fn start() -> Result<Self, Failure> {
        Ok(Self)
    }
}

/// The inside of a client: cheap to clone, one connection pool.
#[derive(Clone)]
pub struct Core<M = Async> {
    pub(crate) shared: Arc<Shared>,
    pub(crate) mode: M,
}

impl<M: Mode> Core<M> {
    pub(crate) fn new(shared: Shared) -> Result<Self, Failure> {
        Ok(Self { shared: Arc::new(shared), mode: M::start()? })
    }

    /// How many requests may leave a second, where the client has a rate.
    #[must_use]
    pub fn max_rate(&self) -> Option<u32> {
        self.shared.settings.max_rate
    }

    /// Begins a call of an operation.
    pub fn call<T: Output, C>(&self, endpoint: &'static Endpoint) -> Call<T, C, M> {
        Call::new(self.clone(), endpoint)
    }
}

impl<M: Mode> fmt::Debug for Core<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("service", &self.shared.service.provider)
            .field("host", &self.shared.base.host)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}
