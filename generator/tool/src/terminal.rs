//! How output looks: colours and links on a terminal, neither in a pipe.

use std::io::IsTerminal as _;

use anstyle::{AnsiColor, Style};
use miette::MietteHandlerOpts;

/// Something a reviewer must not overlook.
pub const ALARM: Style = AnsiColor::Red.on_default().bold();
/// Something worth a look.
pub const NOTICE: Style = AnsiColor::Yellow.on_default();
/// The name of a line.
pub const LABEL: Style = Style::new().bold();

/// Whether standard error is a terminal that may be coloured (<https://no-color.org>).
pub fn colourful() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Makes errors look alike everywhere.
pub fn install() {
    // Ignored when set before, which nobody does.
    let _ = miette::set_hook(Box::new(|_| {
        let colourful = colourful();
        let terminal = std::io::stderr().is_terminal();
        Box::new(
            MietteHandlerOpts::new()
                .color(colourful)
                .terminal_links(colourful)
                .unicode(terminal)
                .break_words(false)
                // In a log, a sentence is one line to search for.
                .wrap_lines(terminal)
                .build(),
        )
    }));
}
