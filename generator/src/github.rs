//! Workflow commands: lines that a pull request shows beside the lines they are about.

/// What a command is about.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Command<'a> {
    /// `error`, `warning` or `notice`.
    pub(crate) level: &'a str,
    pub(crate) file: Option<&'a str>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
    pub(crate) title: &'a str,
    pub(crate) message: &'a str,
}

impl std::fmt::Display for Command<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "::{} ", self.level)?;
        if let Some(file) = self.file {
            write!(f, "file={},", property(file))?;
        }
        if let Some(line) = self.line {
            write!(f, "line={line},")?;
        }
        if let Some(column) = self.column {
            write!(f, "col={column},")?;
        }
        write!(f, "title={}::{}", property(self.title), data(self.message))
    }
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
