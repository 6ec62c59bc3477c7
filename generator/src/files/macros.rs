//! Formats macro invocations, for prettyplease knows nothing of what is in them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ItemMacro, MacroDelimiter};

use super::line;

/// An invocation as an item: on one line in parentheses, an entry a line in braces.
pub(super) fn print(item: &ItemMacro) -> String {
    let path = line(item.mac.path.to_token_stream());
    let tokens = item.mac.tokens.clone();
    if let MacroDelimiter::Brace(_) = item.mac.delimiter {
        let mut text = format!("{path}! {{\n");
        entries(tokens, 1, &mut text);
        text.push_str("}\n");
        text
    } else {
        format!("{path}!({});\n", line(tokens))
    }
}

/// The comma-separated entries of a block, each on a line of its own.
fn entries(tokens: TokenStream, depth: usize, text: &mut String) {
    let mut entry = Vec::new();
    for token in tokens {
        if matches!(&token, TokenTree::Punct(comma) if comma.as_char() == ',') {
            self::entry(&std::mem::take(&mut entry), ",", depth, text);
        } else {
            entry.push(token);
        }
    }
    if let Some(TokenTree::Group(last)) = entry.last()
        && last.delimiter() == Delimiter::Brace
    {
        self::entry(&entry, "", depth, text);
    } else if !entry.is_empty() {
        self::entry(&entry, ",", depth, text);
    }
}

/// Documentation, then the entry itself; a block at its end is opened up.
fn entry(tokens: &[TokenTree], end: &str, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    let (docs, mut tokens) = split_docs(tokens);
    for doc in docs {
        text.push_str(&indent);
        text.push_str("///");
        text.push_str(&doc);
        text.push('\n');
    }
    text.push_str(&indent);
    match tokens.pop() {
        Some(TokenTree::Group(block)) if block.delimiter() == Delimiter::Brace => {
            text.push_str(&line(tokens.into_iter().collect()));
            text.push_str(" {\n");
            entries(block.stream(), depth + 1, text);
            text.push_str(&indent);
            text.push('}');
        }
        last => text.push_str(&line(tokens.into_iter().chain(last).collect())),
    }
    text.push_str(end);
    text.push('\n');
}

/// The lines of the `#[doc = "…"]` attributes in front, and what comes after them.
fn split_docs(tokens: &[TokenTree]) -> (Vec<String>, Vec<TokenTree>) {
    let mut docs = Vec::new();
    let mut rest = tokens;
    while let [TokenTree::Punct(hash), TokenTree::Group(attribute), after @ ..] = rest {
        let Some(doc) = doc_of(attribute).filter(|_| hash.as_char() == '#') else { break };
        docs.push(doc.trim_end().to_owned());
        rest = after;
    }
    (docs, rest.to_vec())
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
        let text = [client, status, call].map(|item| super::print(&syn::parse2(item).unwrap())).concat();
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
        "#);
    }
}
