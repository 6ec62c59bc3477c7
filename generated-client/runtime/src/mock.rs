//! A service in the same process, for tests of code that uses a client: no socket, no token.
//!
//! Everything else is the real thing: serialisation, URL formats, the envelope, errors and retries.

mod exchange;
mod expect;
mod recorded;
mod value;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use expect::Expect;
pub use recorded::Recorded;
pub use value::value;

use crate::access::Access;
use crate::base_url::BaseUrl;
use crate::config::Product;
use crate::core::Core;
use crate::endpoint::Endpoint;
use crate::secret::{Scrubber, Token};
use crate::settings::Settings;
use crate::shared::Shared;
use expect::Script;

/// A service in the same process.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    scripts: Vec<Script>,
    recorded: Vec<Recorded>,
}

impl Mock {
    /// A service that expects no call yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of this service; the environment is not read.
    ///
    /// # Panics
    /// Where a blocking client's thread can't be started.
    #[must_use]
    pub fn client<C: Product>(&self) -> C {
        let token = Token::new("at_mock");
        let mut scrubber = Scrubber::default();
        scrubber.hide(token.expose());
        let base =
            BaseUrl { prefix: String::new(), host: "mock".to_owned(), port: 443, plain: true, unsaid: None };
        let access = Access::token(C::SERVICE.auth, &token)
            .unwrap_or_else(|failure| unreachable!("the mock's token fits everywhere: {}", failure.0));
        let shared =
            Shared::new(C::SERVICE, base, access, scrubber, Settings::default(), Box::new(self.clone()));
        C::from_core(Core::new(shared).unwrap_or_else(|failure| panic!("{}", failure.0)))
    }

    /// Begins to say how an operation answers.
    #[must_use = "it answers nothing until an answer is set"]
    pub fn on<T>(&self, endpoint: &'static Endpoint) -> Expect<T> {
        Expect::new(self.clone(), endpoint.operation)
    }

    /// What was sent so far, in this order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().recorded.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mock({} requests)", self.state().recorded.len())
    }
}
