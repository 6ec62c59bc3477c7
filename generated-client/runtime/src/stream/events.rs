//! Server-sent events, as WHATWG HTML describes them (section 9.2, "Server-sent events").

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::Download;
use crate::error::{Error, ErrorCodes};

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Its type; `message` where the service names none.
    pub event: String,
    /// Its data; several lines are joined by line feeds.
    pub data: String,
    /// The id of the last event that had one.
    pub id: Option<String>,
    /// How long the service asks to wait before connecting again.
    pub retry: Option<Duration>,
}

impl Event {
    /// The data, read as JSON.
    ///
    /// # Errors
    /// Where it is no `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.data)
    }
}

/// The events of an answer, while they come in; also a [`Stream`].
pub struct Events<C> {
    download: Download<C>,
    parser: Parser,
}

impl<C: ErrorCodes> Events<C> {
    pub(crate) fn new(download: Download<C>) -> Self {
        Self { download, parser: Parser::default() }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// Why it broke off.
    pub async fn next(&mut self) -> Result<Option<Event>, Error<C>> {
        poll_fn(|context| self.poll_event(context)).await.transpose()
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event, Error<C>>>> {
        loop {
            if let Some(event) = self.parser.events.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            match std::task::ready!(Pin::new(&mut self.download).poll_next(context)) {
                // An event that is not finished by an empty line is none.
                None => return Poll::Ready(None),
                Some(Ok(piece)) => self.parser.push(&piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<C: ErrorCodes> Stream for Events<C> {
    type Item = Result<Event, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<C> fmt::Debug for Events<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("download", &self.download).finish_non_exhaustive()
    }
}

/// Takes a stream of bytes apart into events.
#[derive(Default)]
struct Parser {
    /// What came since the last end of a line.
    line: Vec<u8>,
    /// The last line ended with a carriage return: a line feed that follows belongs to it.
    returned: bool,
    begun: bool,
    current: Event,
    has_data: bool,
    events: VecDeque<Event>,
}

impl Parser {
    fn push(&mut self, piece: &[u8]) {
        for byte in piece {
            let returned = std::mem::replace(&mut self.returned, *byte == b'\r');
            match byte {
                b'\n' if returned => {}
                b'\n' | b'\r' => {
                    let line = std::mem::take(&mut self.line);
                    self.end_line(&String::from_utf8_lossy(&line));
                }
                other => self.line.push(*other),
            }
        }
    }

    fn end_line(&mut self, line: &str) {
        let line =
            if std::mem::replace(&mut self.begun, true) { line } else { line.trim_start_matches('\u{feff}') };
        if line.is_empty() {
            self.dispatch();
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.current.event),
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.current.data.push('\n');
                }
                self.current.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.current.id = Some(value.to_owned()),
            "retry" => self.current.retry = value.parse().ok().map(Duration::from_millis),
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        let next = Event { id: self.current.id.clone(), ..Event::default() };
        let mut event = std::mem::replace(&mut self.current, next);
        if !std::mem::take(&mut self.has_data) {
            return;
        }
        if event.event.is_empty() {
            "message".clone_into(&mut event.event);
        }
        self.events.push_back(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Vec<(String, String, Option<String>)> {
        let mut parser = Parser::default();
        // Byte by byte: no event depends on how the stream was cut.
        text.as_bytes().chunks(1).for_each(|byte| parser.push(byte));
        parser.events.into_iter().map(|event| (event.event, event.data, event.id)).collect()
    }

    #[test]
    fn events_end_at_an_empty_line_whatever_ends_a_line() {
        for text in ["data: a\ndata:b\n\n", "data: a\r\ndata:b\r\n\r\n", "data: a\rdata:b\r\r"] {
            assert_eq!(events(text), [("message".into(), "a\nb".into(), None)], "{text:?}");
        }
    }

    #[test]
    fn comments_and_unfinished_events_are_none_and_ids_last() {
        let text = "\u{feff}: hello\nid: 7\nevent: tick\ndata\n\nevent: none\n\ndata: {}\n\ndata: cut";
        let seven = Some("7".to_owned());
        let expected =
            [("tick".into(), String::new(), seven.clone()), ("message".into(), "{}".into(), seven)];
        assert_eq!(events(text), expected);
    }
}
