//! Makes running text safe: what rustdoc would take for a tag, a link or code of ours is escaped.

/// The words of `text`, each safe wherever it stands in a line but at its beginning (see [`at_line_start`]). A span
/// of code and a link are one word, spaces included.
pub(super) fn words(text: &str) -> Vec<String> {
    Line { rest: text, words: Vec::new(), word: String::new() }.run()
}

/// `word`, escaped if at the beginning of a line it would open a list, a heading or a rule.
pub(super) fn at_line_start(word: &str) -> String {
    let mark = !word.is_empty() && word.chars().all(|character| "-+*=_#~".contains(character));
    if mark || word.starts_with('>') {
        return format!("\\{word}");
    }
    match word.strip_suffix(['.', ')']) {
        Some(number) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{number}\\{}", &word[number.len()..])
        }
        _ => word.to_owned(),
    }
}

/// `text` between backticks, on one line.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.split(|character| character != '`').map(str::len).max() {
        _ if text.is_empty() => "(empty)".to_owned(),
        None | Some(0) => format!("`{text}`"),
        Some(longest) => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// `url` so that it ends neither a link nor a line.
pub(super) fn url(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '\\' => safe.push_str("%5C"),
            '`' => safe.push_str("%60"),
            _ if character.is_whitespace() => safe.push_str("%20"),
            _ => safe.push(character),
        }
    }
    safe
}

struct Line<'a> {
    rest: &'a str,
    words: Vec<String>,
    word: String,
}

impl Line<'_> {
    fn run(mut self) -> Vec<String> {
        while let Some(character) = self.rest.chars().next() {
            let taken = self.step(character);
            self.rest = &self.rest[taken..];
        }
        self.end_word();
        self.words
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    /// Writes what the text begins with; how many bytes that were.
    fn step(&mut self, character: char) -> usize {
        match character {
            _ if character.is_whitespace() => self.end_word(),
            '\\' => return self.backslash(),
            '`' => return self.backticks(),
            'h' if web_address(self.rest) > 0 => {
                let length = web_address(self.rest);
                self.address(0..length);
                return length;
            }
            '<' if web_address(&self.rest[1..]) > 0 => {
                let length = 1 + web_address(&self.rest[1..]);
                self.address(1..length);
                return length + usize::from(self.rest[length..].starts_with('>'));
            }
            '!' if self.rest[1..].starts_with('[') && Link::parse(&self.rest[1..]).is_some() => {}
            '[' => match Link::parse(self.rest) {
                Some(link) => {
                    self.word.push_str(&link.shown());
                    return link.length;
                }
                None => self.word.push_str("\\["),
            },
            ']' | '<' => self.escaped(character),
            '~' if self.rest[1..].starts_with('~') || self.word.ends_with('~') => self.escaped(character),
            _ => self.word.push(character),
        }
        character.len_utf8()
    }

    fn escaped(&mut self, character: char) {
        self.word.push('\\');
        self.word.push(character);
    }

    fn address(&mut self, at: std::ops::Range<usize>) {
        self.word.push('<');
        self.word.push_str(&url(&self.rest[at]));
        self.word.push('>');
    }

    /// What the author escaped stays escaped; any other backslash is one.
    fn backslash(&mut self) -> usize {
        match self.rest[1..].chars().next() {
            Some(next) if next.is_ascii_punctuation() => {
                self.escaped(next);
                2
            }
            _ => {
                self.escaped('\\');
                1
            }
        }
    }

    /// A span of code, or backticks that close nothing.
    fn backticks(&mut self) -> usize {
        let run = self.rest.len() - self.rest.trim_start_matches('`').len();
        let after = &self.rest[run..];
        match closing(after, run) {
            Some(end) if !after[..end].trim().is_empty() => {
                self.word.push_str(&code(&after[..end]));
                run + end + run
            }
            _ => {
                (0..run).for_each(|_| self.escaped('`'));
                run
            }
        }
    }
}

/// Where a run of exactly `length` backticks begins.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut position = 0;
    while let Some(found) = text[position..].find('`') {
        let start = position + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == length {
            return Some(start);
        }
        position = start + run;
    }
    None
}

/// The length of the web address that `text` begins with, or 0.
fn web_address(text: &str) -> usize {
    let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme)) else {
        return 0;
    };
    let end = text.find(|character: char| character.is_whitespace() || "<>\"`|\\()[]".contains(character));
    let address =
        text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    if address.len() > scheme.len() { address.len() } else { 0 }
}

/// `[label](target)`.
struct Link<'a> {
    label: &'a str,
    target: &'a str,
    length: usize,
}

impl<'a> Link<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let after = text.strip_prefix('[')?;
        let label = &after[..after.find(['[', ']', '`'])?];
        let inside = after[label.len()..].strip_prefix("](")?;
        // Brackets end the search, so that a million of them don't search the text a million times.
        let inside = &inside[..inside.find([')', '[', ']'])?];
        let start = label.len() + "[](".len();
        if !text[start + inside.len()..].starts_with(')') {
            return None;
        }
        let target = inside.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        Some(Self { label, target, length: start + inside.len() + 1 })
    }

    /// Only the web is linked to: what else a document points at (`#section`, `other.md`) is not there.
    fn shown(&self) -> String {
        let web = web_address(self.target) > 0;
        if web && (self.label.trim().is_empty() || self.label.contains("http")) {
            return format!("<{}>", url(self.target));
        }
        let label = words(self.label).join(" ");
        if !web {
            return label;
        }
        // Quotes inside the brackets look like a link to code whose backticks are missing.
        match label.strip_prefix('"').and_then(|label| label.strip_suffix('"')) {
            Some(quoted) => format!("\"[{quoted}]({})\"", url(self.target)),
            None => format!("[{label}]({})", url(self.target)),
        }
    }
}
