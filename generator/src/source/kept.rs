//! Files that are kept beside a client, and why one can't be read.

use std::fmt::Display;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};

use super::Position;

/// What is said of a file that this program writes beside a client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptFile {
    /// What it holds, as the subject of a sentence.
    pub(crate) holds: &'static str,
    pub(crate) code: &'static str,
    /// What to do where it is damaged.
    pub(crate) help: &'static str,
    pub(crate) language: &'static str,
}

/// A file that is kept beside a client is not as this program writes it.
#[derive(Debug, thiserror::Error)]
#[error("{name}:{line}:{column}: {holds} can't be read: {message}", holds = file.holds)]
pub struct Damaged {
    /// The file.
    pub name: String,
    /// Where, from 1.
    pub line: usize,
    /// Where, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    file: KeptFile,
    text: NamedSource<String>,
    span: SourceSpan,
}

impl KeptFile {
    /// Something is wrong at a position of the file, as far as so many bytes go.
    pub(crate) fn damaged(
        self,
        (name, text): (&str, &str),
        position: Position,
        length: usize,
        message: String,
    ) -> Damaged {
        let Position { line, column, offset } = position;
        let source = NamedSource::new(name, text.to_owned()).with_language(self.language);
        let span = (offset.min(text.len()), length).into();
        Damaged { name: name.to_owned(), line, column, message, file: self, text: source, span }
    }
}

impl Diagnostic for Damaged {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.file.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.file.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, self.span))))
    }
}
