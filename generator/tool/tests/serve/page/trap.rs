//! Another server: whoever gets out of a mail comes here.

use test_support::{Act, Server};

/// The page that is looked at, and the blank one the browser starts with.
pub(crate) const PAGES: usize = 2;

const CONTROL: &str = "<title>control</title><iframe style='width: 400px; height: 300px' \
                       srcdoc=\"<a style='position: fixed; inset: 0' href=/clicked target=_top>x</a>\"></iframe>";

/// A server that remembers its visitors.
pub(crate) struct Trap(Server);

impl Trap {
    pub(crate) fn start() -> Self {
        Self(Server::by_rule(|_| Act::new(200, "text/html", CONTROL).header("connection", "close")))
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        self.0.url()
    }

    /// The paths that were asked for.
    pub(crate) fn visited(&self) -> Vec<String> {
        self.0.targets().into_iter().filter(|path| path != "/favicon.ico").collect()
    }
}
