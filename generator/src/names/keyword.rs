//! Words Rust keeps for itself.

/// Keywords that no raw identifier can stand for.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// Keywords, strict and reserved, up to edition 2024, that may be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether `text` is a keyword that not even a raw identifier can stand for.
pub(super) fn never_raw(text: &str) -> bool {
    NEVER_RAW.contains(&text)
}

/// Whether `text` is a keyword, raw or not.
pub(crate) fn is_keyword(text: &str) -> bool {
    never_raw(text) || KEYWORDS.contains(&text)
}

/// The identifier that stands for `text`: raw where that is a keyword.
pub(super) fn escape(text: String) -> String {
    if KEYWORDS.contains(&text.as_str()) { format!("r#{text}") } else { text }
}
