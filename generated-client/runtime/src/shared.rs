//! What all copies of a client share.

use std::borrow::Cow;

use crate::access::Access;
use crate::base_url::BaseUrl;
use crate::dialect::Memory;
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::secret::Scrubber;
use crate::servers::Servers;
use crate::service::Service;
use crate::settings::Settings;
use crate::transport::Transport;

/// What all copies of a client share.
pub(crate) struct Shared {
    pub(crate) service: &'static Service,
    pub(crate) base: BaseUrl,
    pub(crate) servers: Servers,
    pub(crate) access: Access,
    pub(crate) scrubber: Scrubber,
    pub(crate) settings: Settings,
    pub(crate) memory: Memory,
    pub(crate) transport: Box<dyn Transport>,
}

impl Shared {
    pub(crate) fn new(
        service: &'static Service,
        base: BaseUrl,
        access: Access,
        scrubber: Scrubber,
        settings: Settings,
        transport: Box<dyn Transport>,
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

    /// What stands before the path of an operation.
    pub(crate) fn prefix(&self, endpoint: &Endpoint) -> Result<Cow<'_, str>, Failure> {
        if let Some(stated) = endpoint.server {
            return self.servers.prefix(&self.base, self.service.host, stated);
        }
        self.base.check_is_said()?;
        Ok(self.base.prefix.as_str().into())
    }
}
