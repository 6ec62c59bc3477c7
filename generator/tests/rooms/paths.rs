//! Where the paths in a piece of code lead.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, Meta};

/// Whether an item is there for tests only.
pub(crate) fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    };
    let is_for_tests =
        |meta: &Meta| meta.path().is_ident("cfg") && meta.to_token_stream().to_string().contains("test");
    attributes.iter().any(|attribute| is_for_tests(&attribute.meta))
}

/// The names paths begin with, in imports as well as in the midst of the code.
#[derive(Default)]
pub(crate) struct Paths {
    /// Behind `crate::`.
    pub(crate) of_crate: Vec<String>,
    /// The first names of all other paths.
    pub(crate) others: Vec<String>,
}

impl Paths {
    pub(crate) fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon = |at: Option<usize>| {
            let token = at.and_then(|at| tokens.get(at));
            matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
        };
        for (at, token) in tokens.iter().enumerate() {
            match (token, tokens.get(at + 3)) {
                (TokenTree::Group(group), _) => self.collect(group.stream()),
                (TokenTree::Ident(_), _) if !is_colon(Some(at + 1)) || !is_colon(Some(at + 2)) => {}
                (TokenTree::Ident(name), Some(TokenTree::Group(group)))
                    if name == "crate" && group.delimiter() == Delimiter::Brace =>
                {
                    self.of_crate.extend(first_names(group.stream()));
                }
                (TokenTree::Ident(name), Some(TokenTree::Ident(next))) if name == "crate" => {
                    self.of_crate.push(next.to_string());
                }
                (TokenTree::Ident(name), _) if !is_colon(at.checked_sub(1)) => {
                    self.others.push(name.to_string());
                }
                _ => {}
            }
        }
    }
}

/// The first name of each path in the braces of an import.
fn first_names(tokens: TokenStream) -> Vec<String> {
    let mut starts = true;
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) if starts => {
                names.push(name.to_string());
                starts = false;
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => starts = true,
            _ => {}
        }
    }
    names
}
