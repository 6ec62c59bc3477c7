//! How the stand-in behaves: what it accepts, what it refuses and when it breaks.

use std::time::Duration;

use url::Url;

use crate::faults::Fault;
use crate::provider::Route;
use crate::spec::PROVIDER;

/// How the stand-in behaves; by default, as LowCodeAPI and a new account of SES do.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whose calls are taken.
    pub provider: String,
    /// The operations of another provider than SES; of none, SES's.
    pub routes: Vec<Route>,
    /// Whether the provider answers by itself: no name before its paths, no token in the query, no envelope.
    pub is_direct: bool,
    /// What the next calls are answered with instead, in this order.
    pub fail: Vec<Fault>,
    /// How long each answer to a call takes.
    pub delay: Option<Duration>,
    /// How many seconds a throttled caller is told to wait.
    pub retry_after: u64,
    /// Recipients accepted in all.
    pub daily_quota: Option<u64>,
    /// Recipients accepted within a second; at least one.
    pub rate: Option<u64>,
    /// The only senders that are verified: addresses or domains. Of none, all are but those at unverified.example.
    pub verified: Vec<String>,
    /// Templates there are, besides `WelcomeTemplate`, `PromotionTemplate` and `Promotion`.
    pub template: Vec<String>,
    /// The only tokens that are known. Of none, all that begin with `at_` are.
    pub token: Vec<String>,
    /// Whether every token is one without credentials for the provider.
    pub no_credentials: bool,
    /// Whether the document is at `/awsses/definition` only.
    pub no_openapi: bool,
    /// What a result is wrapped in.
    pub envelope: Envelope,
    /// A service that speaks SES's own protocol, to which calls are passed on, with a signature nobody checks.
    pub upstream: Option<Url>,
    /// How long a client may be silent in the middle of a request.
    pub read_timeout: Duration,
}

/// What a result is wrapped in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Envelope {
    /// `{"data": …}`, as the documentation has it.
    #[default]
    Data,
    /// `{"message", "provider", "result", "response_headers"}`, as the open-source server has it.
    Open,
}

impl Settings {
    /// Passes calls on to a service that speaks SES's own protocol.
    pub fn relaying(upstream: Url) -> Self {
        Self { upstream: Some(upstream), ..Self::default() }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            provider: PROVIDER.to_owned(),
            routes: Vec::new(),
            is_direct: false,
            fail: Vec::new(),
            delay: None,
            retry_after: 1,
            daily_quota: None,
            rate: None,
            verified: Vec::new(),
            template: Vec::new(),
            token: Vec::new(),
            no_credentials: false,
            no_openapi: false,
            envelope: Envelope::default(),
            upstream: None,
            read_timeout: Duration::from_secs(10),
        }
    }
}
