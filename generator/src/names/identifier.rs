//! Which texts Rust takes for identifiers, and for paths of them.

use super::keyword;

/// Whether Rust takes a text for an identifier; most are plain, and need no parser.
pub(super) fn is_identifier(rust: &str) -> bool {
    let begins = |first: char| first.is_ascii_alphabetic();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    rust.starts_with(begins) && rust.bytes().all(is_plain) || syn::parse_str::<syn::Ident>(rust).is_ok()
}

/// Whether a text is a path: identifiers between colons, from a package or from this crate.
pub(crate) fn is_path(text: &str) -> bool {
    let is_start = |at: usize, text: &str| at == 0 && matches!(text, "crate" | "self" | "super");
    let mut segments = text.split("::").enumerate();
    segments.all(|(at, text)| is_start(at, text) || is_identifier(text) && !keyword::is_keyword(text))
}
