//! Takes a stream of bytes apart into events, however it is framed.

use std::collections::VecDeque;
use std::time::Duration;

use super::Event;

/// How one event ends and the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// As server-sent events: WHATWG HTML, section 9.2.
    Sse,
    /// A line an event: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// A record separator before each: `application/json-seq`, RFC 7464.
    Sequence,
}

impl Framing {
    /// That of a media type.
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = crate::media_type::essence(media_type);
        if essence.eq_ignore_ascii_case("text/event-stream") {
            Self::Sse
        } else if crate::media_type::is_of_records(media_type) {
            Self::Sequence
        } else {
            Self::Lines
        }
    }
}

/// The events of a stream of bytes, as it is taken apart.
pub(super) struct Frames {
    framing: Framing,
    /// What came since the last end of a line or record.
    open: Vec<u8>,
    /// The last line ended with a carriage return: a line feed that follows belongs to it.
    returned: bool,
    begun: bool,
    current: Event,
    has_data: bool,
    /// The id of the last event that was finished and had one.
    pub(super) last_id: Option<String>,
    /// How long the service asked to wait before the next connection.
    pub(super) retry: Option<Duration>,
    pub(super) events: VecDeque<Event>,
}

impl Frames {
    pub(super) fn new(framing: Framing) -> Self {
        Self {
            framing,
            open: Vec::new(),
            returned: false,
            begun: false,
            current: Event::default(),
            has_data: false,
            last_id: None,
            retry: None,
            events: VecDeque::new(),
        }
    }

    /// The stream goes on in another answer: what wasn't finished comes again.
    pub(super) fn go_on(&mut self) {
        let (last_id, retry) = (self.last_id.take(), self.retry);
        let current = Event { id: last_id.clone(), ..Event::default() };
        *self = Self { current, last_id, retry, ..Self::new(self.framing) };
    }

    /// Whether events have ids, so that a stream of them can be taken up again.
    pub(super) fn has_ids(&self) -> bool {
        self.framing == Framing::Sse
    }

    /// How many bytes the event has that isn't finished.
    pub(super) fn unfinished(&self) -> usize {
        self.open.len() + self.current.data.len()
    }

    pub(super) fn push(&mut self, piece: &[u8]) {
        for byte in piece {
            let returned = std::mem::replace(&mut self.returned, *byte == b'\r');
            match (self.framing, byte) {
                (Framing::Sequence, b'\x1e') => self.record(),
                (Framing::Sequence, other) => self.open.push(*other),
                (_, b'\n') if returned => {}
                (_, b'\n' | b'\r') => self.line(),
                (_, other) => self.open.push(*other),
            }
        }
    }

    /// The stream has ended. A last line needs no end; an event that no empty line finishes is none.
    pub(super) fn end(&mut self) {
        match self.framing {
            Framing::Sse => {}
            Framing::Lines | Framing::Sequence => self.record(),
        }
    }

    fn line(&mut self) {
        if self.framing == Framing::Sse {
            let line = std::mem::take(&mut self.open);
            self.field(&String::from_utf8_lossy(&line));
        } else {
            self.record();
        }
    }

    /// What came since the last one is an event, unless it is nothing but space.
    fn record(&mut self) {
        let record = std::mem::take(&mut self.open);
        let text = String::from_utf8_lossy(&record);
        let text = if std::mem::replace(&mut self.begun, true) {
            &*text
        } else {
            text.trim_start_matches('\u{feff}')
        };
        let data = text.trim();
        if !data.is_empty() {
            self.events.push_back(Event { data: data.to_owned(), ..Event::default() });
        }
    }

    fn field(&mut self, line: &str) {
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
            "retry" => {
                self.current.retry = value.parse().ok().map(Duration::from_millis);
                self.retry = self.current.retry.or(self.retry);
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        self.last_id.clone_from(&self.current.id);
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

    fn events(framing: Framing, text: &str) -> Vec<(String, String, Option<String>)> {
        let mut frames = Frames::new(framing);
        // Byte by byte: no event depends on how the stream was cut.
        text.as_bytes().chunks(1).for_each(|byte| frames.push(byte));
        frames.end();
        frames.events.into_iter().map(|event| (event.event, event.data, event.id)).collect()
    }

    #[test]
    fn events_end_at_an_empty_line_whatever_ends_a_line() {
        for text in ["data: a\ndata:b\n\n", "data: a\r\ndata:b\r\n\r\n", "data: a\rdata:b\r\r"] {
            assert_eq!(events(Framing::Sse, text), [("message".into(), "a\nb".into(), None)], "{text:?}");
        }
    }

    #[test]
    fn comments_and_unfinished_events_are_none_and_ids_last() {
        let text = "\u{feff}: hello\nid: 7\nevent: tick\ndata\n\nevent: none\n\ndata: {}\n\ndata: cut";
        let seven = Some("7".to_owned());
        let expected =
            [("tick".into(), String::new(), seven.clone()), ("message".into(), "{}".into(), seven)];
        assert_eq!(events(Framing::Sse, text), expected);
    }

    #[test]
    fn lines_and_records_are_events_of_data_alone() {
        let data =
            |framing, text| events(framing, text).into_iter().map(|(_, data, _)| data).collect::<Vec<_>>();
        assert_eq!(data(Framing::Lines, "\u{feff}{\"a\":1}\r\n\n 2 \n3"), ["{\"a\":1}", "2", "3"]);
        // A record may have line feeds in it.
        assert_eq!(data(Framing::Sequence, "\x1e{\n1}\n\x1e\x1e2\n\x1e3"), ["{\n1}", "2", "3"]);
    }

    #[test]
    fn media_types_say_how_events_are_framed() {
        let framings = [
            "text/event-stream; charset=utf-8",
            "application/x-ndjson",
            "application/json-seq",
            "application/geo+json-seq",
        ];
        let expected = [Framing::Sse, Framing::Lines, Framing::Sequence, Framing::Sequence];
        assert_eq!(framings.map(Framing::of), expected);
    }
}
