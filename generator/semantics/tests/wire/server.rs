//! A server on this machine, and what its requests are asked for here.

use std::ops::Deref;

use test_support::Request;

pub(crate) use test_support::Act as Answer;

/// The server; it ends with the test.
pub(crate) struct Server(test_support::Server);

/// A request, as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen(Request);

impl Server {
    /// Answers request after request as told, and the last answer ever after.
    pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(test_support::Server::new(answers))
    }

    /// Answers every request without content.
    pub(crate) fn silent() -> Self {
        Self::answering([Answer::empty(204)])
    }

    pub(crate) fn url(&self) -> String {
        self.0.url()
    }

    /// The last request.
    pub(crate) fn last(&self) -> Seen {
        self.all().pop().expect("a request came")
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.seen().into_iter().map(Seen).collect()
    }
}

impl Deref for Seen {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.0
    }
}

impl Seen {
    /// The header of this name, in lower case; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.0.header(name).unwrap_or_default()
    }

    /// Whether there is a header of this name, in lower case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.header(name).is_some()
    }

    /// The parts of a multipart body: disposition, the headers of these names where they are given, content.
    pub(crate) fn parts(&self, headers: &[&str]) -> Vec<String> {
        let (_, boundary) = self.header("content-type").split_once("boundary=").expect("there is a boundary");
        let boundary = format!("--{boundary}");
        let parts = self.text().split(&boundary).filter_map(|part| part.split_once("\r\n\r\n"));
        let parts = parts.map(|(head, content)| {
            let header = |name: &&str| head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
            let headers = ["Content-Disposition"].iter().chain(headers).filter_map(header);
            headers.chain([content.trim_end_matches("\r\n")]).collect::<Vec<_>>().join("|")
        });
        parts.collect()
    }
}
