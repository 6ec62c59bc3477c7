//! Writes tokens on one line, spaced as rustfmt would.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Punct, Spacing, TokenTree};

/// How long most lines are at most.
const USUAL: usize = 64;

/// `tokens` as one line of Rust.
pub(super) fn line(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut text = String::with_capacity(USUAL);
    write(tokens.into_iter(), None, &mut text);
    text
}

/// Writes what stands in a group, or outside of all.
fn write(tokens: impl Iterator<Item = TokenTree>, group: Option<Delimiter>, text: &mut String) {
    let mut before = Before::Start;
    let mut commas = 0;
    let mut tokens = tokens.peekable();
    while let Some(token) = tokens.next() {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            commas += 1;
            if tokens.peek().is_none() && is_idle(group, commas) {
                break;
            }
        }
        if before.wants_space(&token) {
            text.push(' ');
        }
        before = match token {
            TokenTree::Group(group) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                // Tokens that nobody else holds are taken apart without being copied.
                drop(group);
                let (open, close) = match delimiter {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(inner.into_iter(), Some(delimiter), text);
                text.push_str(close);
                Before::Closed
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                before.then(&punct)
            }
            word => {
                let start = text.len();
                let _ = write!(text, "{word}");
                if is_keyword(&text[start..]) { Before::Keyword } else { Before::Name }
            }
        }
    }
}

/// Whether a comma that ends a group says nothing: a tuple of one keeps the comma that makes it one.
fn is_idle(group: Option<Delimiter>, commas: usize) -> bool {
    group.is_some_and(|delimiter| commas > usize::from(delimiter == Delimiter::Parenthesis))
}

/// What stands left of the next token.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Start,
    /// A word that isn't a keyword: `<`, `(` and `[` follow it at once.
    Name,
    Keyword,
    /// `::`, `&`, `.`, `<`, `'`, `!` or the first half of a longer operator: anything follows at once.
    Tight,
    /// The first colon of `::`.
    Colon,
    /// `>`, or a closed group.
    Closed,
    Other,
}

impl Before {
    fn wants_space(self, next: &TokenTree) -> bool {
        match (self, next) {
            (Self::Start | Self::Tight | Self::Colon, _) => false,
            (_, TokenTree::Punct(next)) => match next.as_char() {
                // A path that begins with `::`, behind a colon of its own for one.
                ':' if next.spacing() == Spacing::Joint => matches!(self, Self::Other | Self::Keyword),
                ',' | ';' | '.' | '?' | ':' | '!' | '>' => false,
                '<' => self == Self::Other,
                _ => true,
            },
            (Self::Name | Self::Closed, TokenTree::Group(next)) => next.delimiter() == Delimiter::Brace,
            _ => true,
        }
    }

    fn then(self, punct: &Punct) -> Self {
        match (punct.as_char(), punct.spacing()) {
            (':', _) if self == Self::Colon => Self::Tight,
            (':', Spacing::Joint) => Self::Colon,
            ('&' | '.' | '<' | '\'' | '!' | '#', _) | (_, Spacing::Joint) => Self::Tight,
            ('-', _) if self == Self::Other => Self::Tight,
            // The end of `->` is no closing bracket: `-> (A, B)`.
            ('>', _) if self == Self::Tight => Self::Other,
            ('>', _) => Self::Closed,
            _ => Self::Other,
        }
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "mut" | "dyn" | "as" | "in" | "for" | "where" | "const" | "static" | "enum" | "struct")
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::line;

    #[test]
    fn signatures_read_as_written_by_hand() {
        let shown = [
            quote!(fn to(mut self, to: impl IntoIterator<Item = impl Into<String>>) -> Self),
            quote!(fn pair(&self, pair: (String, [i64; 2]), text: &'static str) -> Vec<Vec<types::Page>>),
            quote!(fn path<M: Mode, T>(core: &Core<M>) -> (A, B)),
            quote!(value: ::uuid::Uuid, list: Vec<::uuid::Uuid>),
            quote!(provider: "awsses"),
            quote!(Below = -1),
            quote!(auth: query("api_token")),
            quote!(SendEmail -> types::SendEmailResponse, types::ErrorCode),
            quote!(impl<M: Mode> Send for SendEmail<M>),
        ]
        .map(line)
        .join("\n");
        insta::assert_snapshot!(shown, @r#"
        fn to(mut self, to: impl IntoIterator<Item = impl Into<String>>) -> Self
        fn pair(&self, pair: (String, [i64; 2]), text: &'static str) -> Vec<Vec<types::Page>>
        fn path<M: Mode, T>(core: &Core<M>) -> (A, B)
        value: ::uuid::Uuid, list: Vec<::uuid::Uuid>
        provider: "awsses"
        Below = -1
        auth: query("api_token")
        SendEmail -> types::SendEmailResponse, types::ErrorCode
        impl<M: Mode> Send for SendEmail<M>
        "#);
    }
}
