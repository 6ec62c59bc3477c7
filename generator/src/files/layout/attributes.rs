//! Documentation and attributes above an item.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, LitStr, Meta};

use super::{STEP, WIDTH, width};
use crate::files::line;

/// How wide the arguments of an attribute may be on one line.
const ARGUMENTS: usize = 70;

/// The same of the traits that a type derives.
const TRAITS: usize = 85;

/// Each on a line of its own; `None` where one stands inside the item.
pub(super) fn lines(attributes: &[Attribute], indent: usize) -> Option<String> {
    let mut text = String::new();
    for attribute in attributes {
        if !matches!(attribute.style, AttrStyle::Outer) {
            return None;
        }
        let written = match documentation(attribute) {
            Some(doc) if doc.contains('\n') => return None,
            Some(doc) => format!("///{}", doc.trim_end()),
            None => format!("#[{}]", arguments(attribute.meta.to_token_stream(), indent)),
        };
        let _ = writeln!(text, "{:indent$}{written}", "");
    }
    Some(text)
}

fn documentation(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if pair.path.is_ident("doc") => Some(said(text)),
        _ => None,
    }
}

/// What a literal says: what stands between the quotes of a raw one, of which most are.
fn said(text: &LitStr) -> String {
    let token = text.token().to_string();
    let raw = token.strip_prefix("r\"").and_then(|rest| rest.strip_suffix('"'));
    raw.map_or_else(|| text.value(), str::to_owned)
}

/// What stands in an attribute; too many arguments are one a line, and a list that is the only one opens with it.
fn arguments(tokens: TokenStream, indent: usize) -> String {
    let mut head: Vec<TokenTree> = tokens.into_iter().collect();
    let Some(TokenTree::Group(list)) = head.pop_if(|last| is_list(last)) else {
        return line(head);
    };
    let head = line(head);
    let mut parts: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in list.stream() {
        match &token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => parts.push(Vec::new()),
            _ => parts.last_mut().expect("there is always one").push(token),
        }
    }
    parts.retain(|part| !part.is_empty());
    let inside: Vec<String> = parts.iter().map(|part| line(part.iter().cloned())).collect();
    let inside = inside.join(", ");
    let are_traits = head == "derive";
    let is_short = if are_traits { indent + width(&inside) <= TRAITS } else { width(&inside) <= ARGUMENTS };
    if is_short {
        return format!("{head}({inside})");
    }
    let inner = indent + STEP;
    let between = format!(",\n{:inner$}", "");
    // Traits are the only list that ends with a comma.
    if are_traits {
        let is_row = inner + width(&inside) <= WIDTH;
        let rows = if is_row { inside } else { inside.replace(", ", &between) };
        return format!("{head}(\n{:inner$}{rows},\n{:indent$})", "", "");
    }
    if let [only] = parts.as_slice()
        && only.last().is_some_and(is_list)
    {
        return format!("{head}({})", arguments(only.iter().cloned().collect(), indent));
    }
    let rows = parts.into_iter().map(|part| arguments(part.into_iter().collect(), inner));
    let rows: Vec<String> = rows.collect();
    format!("{head}(\n{:inner$}{}\n{:indent$})", "", rows.join(&between), "")
}

fn is_list(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}
