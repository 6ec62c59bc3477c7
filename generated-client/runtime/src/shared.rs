//! What all copies of a client share.

use std::borrow::Cow;

use reqwest::header::{HeaderName, HeaderValue};

use crate::access::Access;
use crate::base_url::BaseUrl;
use crate::dialect::Memory;
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::layer::Layers;
use crate::pace::Pace;
use crate::secret::Scrubber;
use crate::servers::Servers;
use crate::service::Service;
use crate::settings::Settings;
use crate::transport::Carrier;

/// What all copies of a client share.
pub(crate) struct Shared {
    pub(crate) service: &'static Service,
    pub(crate) base: BaseUrl,
    pub(crate) servers: Servers,
    pub(crate) access: Access,
    pub(crate) scrubber: Scrubber,
    pub(crate) settings: Settings,
    pub(crate) memory: Memory,
    pub(crate) pace: Option<Pace>,
    /// Of every call that doesn't set them itself.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) layers: Layers,
    pub(crate) transport: Box<dyn Carrier>,
}

impl Shared {
    pub(crate) fn new(
        service: &'static Service,
        base: BaseUrl,
        access: Access,
        scrubber: Scrubber,
        settings: Settings,
        transport: Box<dyn Carrier>,
    ) -> Self {
        Self {
            service,
            base,
            servers: Servers::default(),
            access,
            scrubber,
            pace: settings.max_rate.map(Pace::new),
            settings,
            memory: Memory::default(),
            headers: Vec::new(),
            layers: Layers::default(),
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
