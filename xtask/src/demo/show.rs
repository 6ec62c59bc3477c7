//! A mail on the terminal, as its recipient would see it.

use std::fmt::Write as _;

use stand_in::Mail;
use tool::terminal::LABEL;

/// Beyond it, lines begin below each other.
const WIDTH: usize = 9;

/// What an example sent, by its name.
pub(super) fn heading(example: &str) -> String {
    format!("{LABEL}The example `{example}` sent{LABEL:#}")
}

/// A mail: who, what, and what came along.
pub(super) fn mail(mail: &Mail) -> String {
    let mut shown = String::new();
    let mut row = |name: &str, value: &str| {
        for (at, line) in value.lines().enumerate() {
            let name = if at == 0 { name } else { "" };
            let _ = match line.trim_end() {
                "" => writeln!(shown),
                line => writeln!(shown, "  {LABEL}{name:WIDTH$}{LABEL:#} {line}"),
            };
        }
    };
    row("Kind", mail.kind.name());
    row("From", &mail.from);
    row("To", &mail.to.join(", "));
    row("Cc", &mail.cc.join(", "));
    row("Bcc", &mail.bcc.join(", "));
    row("Reply to", &mail.reply_to.join(", "));
    row("Subject", &mail.subject);
    row("Text", mail.text.as_deref().unwrap_or_default());
    row("HTML", mail.html.as_deref().unwrap_or_default());
    for (title, pairs) in [("Header", &mail.headers), ("Tag", &mail.tags)] {
        for pair in pairs {
            row(title, &format!("{}: {}", pair.name, pair.value));
        }
    }
    for file in &mail.attachments {
        row("File", &format!("{} ({})", file.name, file.media_type));
    }
    row("Failure", mail.failure.as_deref().unwrap_or_default());
    shown
}
