//! What all copies of a client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::access::Access;
use crate::call::Call;
use crate::config::{BaseUrl, Servers, Settings};
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::output::Output;
use crate::secret::Scrubber;
use crate::service::Service;
use crate::transport::Transport;
use crate::url_format::Memory;

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

/// What all copies of a client share.
pub(crate) struct Shared {
    pub(crate) service: &'static Service,
    pub(crate) base: BaseUrl,
    pub(crate) servers: Servers,
    pub(crate) access: Access,
    pub(crate) scrubber: Scrubber,
    pub(crate) settings: Settings,
    pub(crate) memory: Memory,
    pub(crate) transport: Transport,
}

impl Shared {
    pub(crate) fn new(
        service: &'static Service,
        base: BaseUrl,
        access: Access,
        scrubber: Scrubber,
        settings: Settings,
        transport: Transport,
    ) -> Self {
        Self {
            service,
            base,
            servers: Servers::default(),
            access,
            scrubber,
            settings,
            memory: Memory::default(),
            transport,
        }
    }
}

impl Shared {
    /// What stands before the path of an operation.
    pub(crate) fn prefix(&self, endpoint: &Endpoint) -> Result<Cow<'_, str>, Failure> {
        if let Some(stated) = endpoint.server {
            return self.servers.prefix(&self.base, self.service.host, stated);
        }
        self.base.check_is_said()?;
        Ok(self.base.prefix.as_str().into())
    }
}

impl<M: Mode> Core<M> {
    pub(crate) fn new(shared: Shared) -> Result<Self, Failure> {
        Ok(Self { shared: Arc::new(shared), mode: M::start()? })
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
