//! Documentation: a document's words, made safe for Rust and rustdoc.
//!
//! Descriptions are Markdown or HTML of any quality. They are taken apart into blocks and written anew, so that
//! nothing in them is a tag, a link into our items, a test to be run, or the end of a comment.

mod blocks;
mod clean;
mod html;
mod inline;
mod wrap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Docs, Name};

/// The documentation of one item, paragraph by paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Page {
    lines: Vec<String>,
}

impl Page {
    /// What the document says; `otherwise`, unless empty, where it says nothing.
    pub(super) fn of(docs: &Docs, otherwise: impl FnOnce() -> String) -> Self {
        let mut page = Self { lines: prose(&docs.summary) };
        let description = prose(&docs.description);
        if description.join(" ").starts_with(page.lines.join(" ").trim_end_matches('.')) {
            page.lines = description;
        } else {
            page.end_sentence();
            page = page.paragraph(description);
        }
        if page.lines.is_empty() { page.note(otherwise()) } else { page }
    }

    /// A page that begins with words of ours.
    pub(super) fn new(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()] }
    }

    /// Adds a paragraph of the document's words.
    pub(super) fn prose(self, text: &str) -> Self {
        self.paragraph(prose(text))
    }

    /// Adds a paragraph of our words, unless empty.
    pub(super) fn note(self, note: impl Into<String>) -> Self {
        let note = note.into();
        if note.is_empty() { self } else { self.paragraph(vec![note]) }
    }

    /// Adds a list of our words, a line an entry.
    pub(super) fn list(self, entries: Vec<String>) -> Self {
        self.paragraph(entries)
    }

    /// Adds code of ours that compiles and is not run, where there is any.
    pub(super) fn example(self, lines: Option<Vec<String>>) -> Self {
        let Some(mut lines) = lines else { return self };
        lines.insert(0, "```no_run".to_owned());
        lines.push("```".to_owned());
        self.paragraph(lines)
    }

    /// Adds a link to the provider's page.
    pub(super) fn link(self, docs: &Docs) -> Self {
        self.note(docs.link.as_deref().and_then(link).unwrap_or_default())
    }

    /// As outer documentation.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| literal(line));
        quote!(#(#[doc = #lines])*)
    }

    /// As inner documentation.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| literal(line));
        quote!(#(#![doc = #lines])*)
    }

    fn paragraph(mut self, lines: Vec<String>) -> Self {
        if !lines.is_empty() {
            if !self.lines.is_empty() {
                self.lines.push(String::new());
            }
            self.lines.extend(lines);
        }
        self
    }

    fn end_sentence(&mut self) {
        if let Some(last) = self.lines.pop() {
            self.lines.push(ended(last));
        }
    }
}

/// `text` as code in running text.
pub(super) fn code(text: &str) -> String {
    inline::code(&clean::clean(text))
}

/// The words `documentation` as a link to `url`, if that is on the web.
pub(super) fn link(url: &str) -> Option<String> {
    let url = inline::url(clean::clean(url).trim());
    let web =
        ["https://", "http://"].into_iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    web.then(|| format!("[Documentation]({url})"))
}

/// Whether a text says nothing but a name, however it is spelt.
pub(super) fn repeats(name: &Name, text: &str) -> bool {
    let bare = ["A ", "An ", "The "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    [&name.wire, &name.rust].iter().any(|name| letters(name) == letters(bare))
}

/// The letters and digits of a text in lower case, by which it is the same however it is spelt.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first sentence of what the document says, if it is short enough to be said twice.
pub(super) fn first_sentence(docs: &Docs) -> Option<String> {
    let text = if docs.summary.is_empty() { &docs.description } else { &docs.summary };
    let blocks = blocks::blocks(&html::to_markdown(&clean::clean(text)));
    let Some(blocks::Block::Paragraph(paragraph)) = blocks.first() else { return None };
    let mut sentence = String::new();
    for word in inline::words(paragraph) {
        sentence.push_str(if sentence.is_empty() { "" } else { " " });
        sentence.push_str(&word);
        if sentence.len() > 160 {
            return None;
        }
        if word.ends_with(['.', '!', '?']) {
            break;
        }
    }
    Some(ended(sentence)).filter(|sentence| !sentence.is_empty())
}

/// `text`, safe in running text of ours.
pub(super) fn text(text: &str) -> String {
    inline::words(&clean::clean(text)).join(" ")
}

/// `sentence` with a full stop, if it lacks one.
fn ended(mut sentence: String) -> String {
    if sentence.ends_with(|end: char| end.is_alphanumeric() || "`)]".contains(end)) {
        sentence.push('.');
    }
    sentence
}

fn prose(text: &str) -> Vec<String> {
    wrap::lines(&blocks::blocks(&html::to_markdown(&clean::clean(text))))
}

/// `/// text`, and `///` for a blank line.
fn literal(line: &str) -> Literal {
    let space = if line.is_empty() { "" } else { " " };
    // Most lines are raw literals, which nobody who reads the tokens has to look at letter by letter.
    let is_plain = line.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"');
    let raw = is_plain.then(|| format!("r\"{space}{line}\"").parse().ok());
    raw.flatten().unwrap_or_else(|| Literal::string(&format!("{space}{line}")))
}

#[cfg(test)]
mod tests;
