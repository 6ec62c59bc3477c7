//! What a client is beside what its document says: its manifest decides, its document may suggest.

mod host;
mod suggest;

pub use host::AssumedHost;
use serde::Deserialize;
use suggest::servers;

use crate::api::Api;
use crate::{Grouping, emit, lower};

/// What the client's manifest decides, and no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The provider: the first segment of every path where the service is `LowCodeAPI`, otherwise only a name.
    pub provider: String,
    /// The only host the token goes to; with the path every call begins with where the service has one.
    pub host: String,
    /// Whether methods stand on the client or on an object for each tag.
    pub group: Grouping,
    /// What kind of service it is.
    pub flavour: Flavour,
}

/// What kind of service a client speaks to; `"lowcodeapi"` or `"openapi"` in its manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavour {
    /// `LowCodeAPI`: the provider before every path, the token in the query, two URL formats, answers in an envelope.
    #[default]
    LowCodeApi,
    /// Any other service: everything is as its document says.
    OpenApi,
}

impl Settings {
    /// What repair needs to know: only `LowCodeAPI` puts the provider before its paths.
    pub(crate) fn provider(&self) -> Option<&str> {
        (self.flavour == Flavour::LowCodeApi).then_some(self.provider.as_str())
    }

    pub(crate) fn lower(&self) -> lower::Settings {
        let common = match self.flavour {
            Flavour::LowCodeApi => lower::Settings::lowcodeapi(&self.provider),
            Flavour::OpenApi => {
                lower::Settings { provider: Some(self.provider.clone()), ..lower::Settings::default() }
            }
        };
        lower::Settings { group: self.group == Grouping::Tag, ..common }
    }

    /// What paths begin with on whichever host the caller names, where neither the manifest nor the document names one;
    /// `None` where one of them does.
    #[must_use]
    pub fn open_host(&self, api: &Api) -> Option<String> {
        emit::open_host(api, &self.emit())
    }

    pub(crate) fn emit(&self) -> emit::Settings {
        let common = emit::Settings::new(self.provider().unwrap_or_default(), &self.host);
        let common = emit::Settings { grouping: self.group, ..common };
        match self.flavour {
            Flavour::LowCodeApi => common,
            Flavour::OpenApi => emit::Settings { auth: emit::Auth::Schemes, envelope: false, ..common },
        }
    }
}

#[cfg(test)]
mod tests;
