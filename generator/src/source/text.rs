//! Source text for the frames of messages, with long lines cut to what can be read.

use std::sync::Arc;

use super::Position;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// The longest line that is shown whole, in bytes. Documents are often served as one line of half a megabyte.
const LONGEST_LINE: usize = 300;

/// How much of a longer line is shown on each side of the place, in bytes.
const AROUND: usize = 70;

/// How many problems a message is about, in words.
pub(crate) fn problems(count: usize) -> String {
    if count == 1 { "a problem".to_owned() } else { format!("{count} problems") }
}

/// A text and what messages call it; a cheap clone.
#[derive(Debug, Clone)]
pub struct SourceText {
    name: Arc<str>,
    text: Arc<str>,
}

impl SourceText {
    /// A text and its name.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let before = &self.text[..offset];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Position { line, column: before[start..].chars().count() + 1, offset }
    }

    /// The last boundary between characters that is not behind `offset`.
    fn boundary(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }

    /// The part of the line at `offset` that is shown where the line is too long.
    fn window(&self, offset: usize) -> MietteSpanContents<'_> {
        let text = &self.text;
        let offset = self.boundary(offset);
        let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
        let start = self.boundary(offset.saturating_sub(AROUND)).max(line_start);
        let end = self.boundary(offset + AROUND).min(line_end);
        let line = text[..line_start].matches('\n').count();
        let span = (start, end - start).into();
        let data = &text.as_bytes()[start..end];
        MietteSpanContents::new_named(self.name.to_string(), data, span, line, start - line_start, 1)
    }
}

impl SourceCode for SourceText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.read_span(span, lines_before, lines_after)?;
        let context = lines_before > 0 || lines_after > 0;
        let shown = if context
            && contents.data().split(|byte| *byte == b'\n').any(|line| line.len() > LONGEST_LINE)
        {
            self.window(span.offset())
        } else {
            MietteSpanContents::new_named(
                self.name.to_string(),
                contents.data(),
                *contents.span(),
                contents.line(),
                contents.column(),
                contents.line_count(),
            )
        };
        Ok(Box::new(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(frame: &SourceText, offset: usize) -> (String, usize, usize) {
        let contents = frame.read_span(&(offset, 1).into(), 1, 1).expect("the offset is in the text");
        let text = String::from_utf8(contents.data().to_vec()).expect("characters are not cut");
        (text, contents.line(), contents.column())
    }

    #[test]
    fn short_lines_are_shown_with_their_neighbours() {
        assert_eq!(shown(&SourceText::new("a", "one\ntwo\nthree\n"), 5).0, "one\ntwo\nthree\n");
    }

    #[test]
    fn of_a_long_line_only_the_surroundings_are_shown() {
        let frame = SourceText::new("a", format!("short\n{}", "ä".repeat(10_000)));
        let (text, line, column) = shown(&frame, 10_000);
        assert!(text.len() <= 2 * AROUND + 2 && text.chars().all(|character| character == 'ä'), "{text}");
        assert_eq!(line, 1);
        assert!(column.abs_diff(10_000 - 6 - AROUND) <= 1, "{column}");
    }
}
