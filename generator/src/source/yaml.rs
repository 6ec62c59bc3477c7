//! Walks the events of a YAML text for where its values stand.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::tree::{Builder, Tree};

/// The tree of the first document of a YAML text. Of a text that is not YAML it is the part that could be made out.
pub(super) fn scan(text: &str) -> Tree {
    let mut scan =
        Scan { bytes: Bytes::new(text), builder: Builder::default(), anchors: HashMap::new(), nested_key: 0 };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
            break;
        }
        scan.event(&event, span);
    }
    scan.builder.finish()
}

struct Scan<'a> {
    bytes: Bytes<'a>,
    builder: Builder,
    anchors: HashMap<usize, usize>,
    /// How many containers are open that are themselves (part of) a key; these have no pointer.
    nested_key: usize,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let bytes = self.bytes.range(span);
        if self.nested_key > 0 || (self.builder.wants_key() && !ends(event)) {
            self.key(event, bytes);
            return;
        }
        let (anchor, node) = match *event {
            Event::Scalar(_, _, anchor, _) => (anchor, self.builder.scalar(bytes)),
            Event::SequenceStart(anchor, _) => (anchor, self.builder.array(bytes.start)),
            Event::MappingStart(anchor, _) => (anchor, self.builder.object(bytes.start)),
            Event::Alias(anchor) => return self.builder.alias(bytes, self.anchors.get(&anchor).copied()),
            Event::SequenceEnd | Event::MappingEnd => return self.builder.close(bytes.end),
            _ => return,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, node);
        }
    }

    fn key(&mut self, event: &Event<'_>, bytes: Range<usize>) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => self.nested_key += 1,
            Event::SequenceEnd | Event::MappingEnd => self.nested_key -= 1,
            _ => {}
        }
        if self.nested_key == 0 {
            let name = if let Event::Scalar(text, ..) = event { text.as_ref() } else { "" };
            self.builder.key(name, bytes);
        }
    }
}

fn ends(event: &Event<'_>) -> bool {
    matches!(event, Event::SequenceEnd | Event::MappingEnd)
}

/// Turns the parser's character indices into byte offsets, going along with it.
struct Bytes<'a> {
    text: &'a str,
    index: usize,
    offset: usize,
}

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, index: 0, offset: 0 }
    }

    fn range(&mut self, span: Span) -> Range<usize> {
        let start = self.offset_of(span.start.index());
        // The end is looked at without going there: the next event may begin before it.
        let ahead = span.end.index().saturating_sub(span.start.index());
        let end = start + self.width(start, ahead);
        start..end
    }

    fn offset_of(&mut self, index: usize) -> usize {
        if index > self.index {
            self.offset += self.width(self.offset, index - self.index);
        } else {
            let back = self.text[..self.offset].chars().rev().take(self.index - index);
            self.offset -= back.map(char::len_utf8).sum::<usize>();
        }
        self.index = index;
        self.offset
    }

    fn width(&self, from: usize, characters: usize) -> usize {
        self.text[from..].chars().take(characters).map(char::len_utf8).sum()
    }
}
