//! Formats macro invocations, for prettyplease knows nothing of what is in them.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, ItemMacro, MacroDelimiter, Token};

use super::layout::{self, WIDTH};
use super::line;

/// An invocation as an item: in parentheses on one line, unless that is too long; in braces an entry a line.
pub(super) fn print(item: ItemMacro) -> String {
    let attributes = layout::attributes(&item.attrs);
    let path = line(item.mac.path.to_token_stream());
    let tokens = item.mac.tokens;
    if let MacroDelimiter::Brace(_) = item.mac.delimiter {
        let mut text = format!("{attributes}{path}! {{\n");
        entries(tokens, 1, &mut text);
        text.push_str("}\n");
        return text;
    }
    let inside = line(tokens.clone());
    let whole = format!("{path}!({inside});\n");
    // What reads as arguments of a call is laid out as such.
    let is_call = || Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()).is_ok();
    if whole.trim_end().len() <= WIDTH && (inside.len() <= layout::CALL || !is_call()) {
        return attributes + &whole;
    }
    let arguments = divided(tokens).0.into_iter().map(line);
    format!("{attributes}{path}!(\n    {}\n);\n", arguments.collect::<Vec<_>>().join(",\n    "))
}

/// What stands between commas, but for those between the arguments of a type; and whether there is one at the end.
fn divided(tokens: TokenStream) -> (Vec<Vec<TokenTree>>, bool) {
    let mut parts = vec![Vec::new()];
    let (mut depth, mut arrow) = (0_usize, false);
    for token in tokens {
        let punct = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match punct {
            ',' if depth == 0 => {
                parts.push(Vec::new());
                continue;
            }
            '<' => depth += 1,
            '>' if !arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        arrow = matches!(punct, '-' | '=');
        parts.last_mut().expect("there is always one").push(token);
    }
    let ends_with_comma = parts.pop_if(|last| last.is_empty()).is_some();
    (parts, ends_with_comma)
}

/// The entries of a block, each on a line of its own; a block that stands last needs no comma.
fn entries(tokens: TokenStream, depth: usize, text: &mut String) {
    let (entries, ends_with_comma) = divided(tokens);
    let last = entries.len().saturating_sub(1);
    for (at, entry) in entries.into_iter().enumerate() {
        let is_block =
            matches!(entry.last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
        let end = if at == last && is_block && !ends_with_comma { "" } else { "," };
        self::entry(entry, end, depth, text);
    }
}

/// Documentation, then the entry itself; a block at its end is opened up. What is too long for a line has its attributes
/// above it, and its arguments one a line.
fn entry(mut tokens: Vec<TokenTree>, end: &str, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    let docs = take_docs(&mut tokens);
    if is_method(&tokens) && !docs.is_empty() {
        text.push('\n');
    }
    for doc in docs {
        text.push_str(&indent);
        text.push_str("///");
        text.push_str(&doc);
        text.push('\n');
    }
    text.push_str(&indent);
    match tokens.pop() {
        Some(TokenTree::Group(block)) if block.delimiter() == Delimiter::Brace => {
            text.push_str(&line(tokens));
            text.push_str(" {\n");
            let inside = block.stream();
            // What nobody else holds is taken apart without being copied.
            drop(block);
            entries(inside, depth + 1, text);
            text.push_str(&indent);
            text.push('}');
        }
        last => {
            tokens.extend(last);
            if is_method(&tokens) {
                method(tokens, &indent, end.len(), text);
            } else {
                text.push_str(&line(tokens));
            }
        }
    }
    text.push_str(end);
    text.push('\n');
}

/// Whether an entry is a method with arguments: `send(body: Body) -> Send::new`.
fn is_method(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens,
        [
            ..,
            TokenTree::Group(_),
            TokenTree::Punct(_),
            TokenTree::Punct(_),
            TokenTree::Ident(_),
            TokenTree::Punct(_),
            TokenTree::Punct(_),
            TokenTree::Ident(_)
        ]
    )
}

/// A method, with `tail` columns behind it.
fn method(tokens: Vec<TokenTree>, indent: &str, tail: usize, text: &mut String) {
    let whole = line(tokens.iter().cloned());
    if indent.len() + whole.len() + tail <= WIDTH {
        text.push_str(&whole);
        return;
    }
    let mut head = Vec::new();
    let mut tokens = tokens.into_iter();
    for token in tokens.by_ref() {
        match token {
            // An attribute.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                head.push(group.into());
                let _ = write!(text, "{}\n{indent}", line(head.drain(..)));
            }
            TokenTree::Group(arguments) => {
                let _ = writeln!(text, "{}(", line(head.drain(..)));
                for argument in divided(arguments.stream()).0 {
                    let _ = writeln!(text, "{indent}    {},", line(argument));
                }
                let _ = write!(text, "{indent}) {}", line(tokens));
                return;
            }
            token => head.push(token),
        }
    }
}

/// Takes the `#[doc = "…"]` attributes in front away: the lines they say.
fn take_docs(tokens: &mut Vec<TokenTree>) -> Vec<String> {
    let mut docs = Vec::new();
    while let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = &tokens[2 * docs.len()..] {
        let Some(doc) = doc_of(attribute).filter(|_| hash.as_char() == '#') else { break };
        docs.push(doc.trim_end().to_owned());
    }
    tokens.drain(..2 * docs.len());
    docs
}

fn doc_of(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)) if name == "doc" => {
            let text: syn::LitStr = syn::parse2(text.to_token_stream()).ok()?;
            Some(text.value()).filter(|text| !text.contains('\n'))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn entries_stand_on_lines_of_their_own() {
        let client = quote! {
            lowcodeapi_runtime::client! {
                #[doc = " A client."]
                #[doc = ""]
                #[doc = " More."]
                provider: "awsses",
                auth: query("api_token"),
                error: crate::types::ErrorCode,
            }
        };
        let status = quote! {
            lowcodeapi_runtime::string_enum! {
                Status { Done = "DONE", NotDone = "NOT_DONE" }
            }
        };
        let call = quote!(lowcodeapi_runtime::call!(Send -> Vec<types::Sent>, types::ErrorCode););
        let gated = quote! {
            #[cfg(any(feature = "boats", feature = "crews"))]
            lowcodeapi_runtime::mock_group! { boats -> Boats { dock -> () = DOCK } }
        };
        let long = quote! {
            lowcodeapi_runtime::paged_call!(ListBoats -> std::collections::BTreeMap<String, types::Boat>, lowcodeapi_runtime::ErrorCode, lowcodeapi_runtime::Paging::header());
        };
        let mock = quote! {
            lowcodeapi_runtime::mock_calls! {
                boats -> std::collections::BTreeMap<String, types::Boat> = BOATS,
                #[deprecated] dock -> () = DOCK
            }
        };
        let text = [client, status, call, gated, long, mock]
            .map(|item| super::print(syn::parse2(item).unwrap()))
            .concat();
        insta::assert_snapshot!(text, @r#"
        lowcodeapi_runtime::client! {
            /// A client.
            ///
            /// More.
            provider: "awsses",
            auth: query("api_token"),
            error: crate::types::ErrorCode,
        }
        lowcodeapi_runtime::string_enum! {
            Status {
                Done = "DONE",
                NotDone = "NOT_DONE",
            }
        }
        lowcodeapi_runtime::call!(Send -> Vec<types::Sent>, types::ErrorCode);
        #[cfg(any(feature = "boats", feature = "crews"))]
        lowcodeapi_runtime::mock_group! {
            boats -> Boats {
                dock -> () = DOCK,
            }
        }
        lowcodeapi_runtime::paged_call!(
            ListBoats -> std::collections::BTreeMap<String, types::Boat>,
            lowcodeapi_runtime::ErrorCode,
            lowcodeapi_runtime::Paging::header()
        );
        lowcodeapi_runtime::mock_calls! {
            boats -> std::collections::BTreeMap<String, types::Boat> = BOATS,
            #[deprecated] dock -> () = DOCK,
        }
        "#);
    }
}
