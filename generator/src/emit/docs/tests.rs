//! What becomes of descriptions, friendly and hostile.

use proptest::prelude::*;

use super::{Page, code, first_sentence, link, prose, repeats};
use crate::api::{Docs, Name};

fn shown(text: &str) -> String {
    prose(text).join("\n")
}

#[test]
fn markdown_keeps_its_shape() {
    let text = "# Sending\n\nSend *one* message, see [the guide](https://example.com/guide \"Guide\").\nIt is `queued`.\n\n\
                * first\n  goes on\n* second\n    1. deep\n\n1) one\n2) two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n> Quoted.";
    insta::assert_snapshot!(shown(text), @r"
    **Sending**

    Send *one* message, see [the guide](https://example.com/guide). It is `queued`.

    - first goes on
    - second
    1. deep
    1. one
    2. two

    | a | b |
    |---|---|
    | 1 | 2 |

    Quoted.
    ");
}

#[test]
fn html_becomes_markdown() {
    let text = "<p>Represents the <code>Body&lt;T&gt;</code> of the <a href=\"https://example.com/a(b)\">message</a>.</p> \
                <p><b>Note</b>: <i>at most</i> 10 MB.</p><ul><li><p>one</p></li><li>two</li></ul><pre>{ \"a\": [1] }</pre>";
    insta::assert_snapshot!(shown(text), @r#"
    Represents the `Body<T>` of the [message](https://example.com/a%28b)).

    **Note**: at most 10 MB.

    - one
    - two

    ```text
    { "a": [1] }
    ```
    "#);
}

#[test]
fn what_rustdoc_would_act_on_is_escaped() {
    let text = "A <recipient> of Vec<String> and [`Foo`] or [foo][bar] or [x](#frag), [^1] <!-- gone --> a < b > c, \
                unclosed ` and ``double` ticks, \\[kept\\] c:\\dir, ~~struck~~, ![image](https://example.com/i.png).";
    insta::assert_snapshot!(shown(text), @r#"
    A \<recipient> of Vec\<String> and \[`Foo`\] or \[foo\]\[bar\] or x, \[^1\] a \< b > c, unclosed
    ``` and ``double ``` ticks, \[kept\] c:\\dir, \~\~struck\~\~, [image](https://example.com/i.png).
    "#);
}

#[test]
fn web_addresses_become_links() {
    let text = "See https://example.com/a_b?c=d&e=*f*, (http://example.com) or <https://example.com/x>. \
                [https://example.com](https://example.com) https:// http://[::1]/";
    insta::assert_snapshot!(shown(text), @r#"
    See <https://example.com/a_b?c=d&e=*f>*, (<http://example.com>) or <https://example.com/x>.
    <https://example.com> https:// http://\[::1\]/
    "#);
}

#[test]
fn a_quoted_label_keeps_its_quotes_outside_the_link() {
    let text = "If [\"Sign in\"](https://example.com/a) is on.";
    insta::assert_snapshot!(shown(text), @r#"If "[Sign in](https://example.com/a)" is on."#);
}

#[test]
fn code_is_never_a_test_of_ours() {
    let text = "Example:\n\n    fn main() { panic!() }\n\n```rust\nassert!(false)\n```\n~~~\n``` inside ~~~\n~~~\n```json\n{ unclosed";
    insta::assert_snapshot!(shown(text), @r"
    Example:

    ```text
    fn main() { panic!() }
    ```

    ```text
    assert!(false)
    ```

    ````text
    ``` inside ~~~
    ````

    ```text
    { unclosed
    ```
    ");
}

#[test]
fn invisible_and_reordering_characters_are_dropped() {
    let text = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{0}f\rg\u{7}h\ti\u{2028}j\u{e0041}";
    assert_eq!(shown(text), "abcdefgh i j");
}

#[test]
fn nothing_ends_the_comment() {
    insta::assert_snapshot!(shown("a */ b\n*/ #![allow(all)]\n\"; fn evil() {} //\n]]> {{ }} $x #\"#"), @r##"a */ b */ #!\[allow(all)\] "; fn evil() {} // \]\]> {{ }} $x #"#"##);
}

#[test]
fn wrapped_lines_open_no_lists_or_headings() {
    let words = "word - 1. # + * > === --- 12) ~~~ ".repeat(20);
    for line in prose(&format!("Text {words}")) {
        let first = line.split(' ').next().unwrap_or_default();
        assert!(!["-", "1.", "#", "+", "*", ">", "===", "---", "12)"].contains(&first), "{line}");
    }
}

#[test]
fn long_descriptions_are_wrapped_and_kept() {
    let lines = prose(&"lorem ipsum ".repeat(1000));
    assert!(lines.iter().all(|line| line.len() <= 100), "{lines:?}");
    assert_eq!(lines.join(" "), "lorem ipsum ".repeat(1000).trim());
}

#[test]
fn hostile_brackets_cost_no_time() {
    for piece in ["[", "[a](", "<", "<a ", "`", "` `` ", "\\", "![", "*", "- "] {
        let lines = prose(&piece.repeat(100_000));
        assert!(lines.len() < 200_000);
    }
}

#[test]
fn code_spans_hold_any_text() {
    let shown = ["plain", "a`b", "``", "a\nb", "", "\u{202e}x"].map(code);
    assert_eq!(shown, ["`plain`", "`` a`b ``", "``` `` ```", "`a b`", "(empty)", "`x`"]);
}

#[test]
fn only_the_web_is_linked_to() {
    assert_eq!(
        link(" https://example.com/a b)").as_deref(),
        Some("[Documentation](https://example.com/a%20b%29)")
    );
    assert_eq!(link("javascript:alert(1)"), None);
}

#[test]
fn a_summary_that_the_description_repeats_is_said_once() {
    let docs = |summary: &str, description: &str| Docs {
        summary: summary.into(),
        description: description.into(),
        link: None,
    };
    let page = |docs: &Docs| Page::of(docs, || "Nothing.".into()).lines.join("\n");
    assert_eq!(page(&docs("Send it", "Send it now.")), "Send it now.");
    assert_eq!(page(&docs("Send it", "To all.")), "Send it.\n\nTo all.");
    assert_eq!(page(&docs("", "")), "Nothing.");
    assert_eq!(first_sentence(&docs("", "One thing. Another.")).as_deref(), Some("One thing."));
}

proptest! {
    #[test]
    fn whatever_is_said_stays_documentation(text in "(?s)(.|[<>`\\[\\]()*#/\\\\\n -]|https://a|```|<p>|<code>|\\*/){0,60}") {
        let lines = prose(&text);
        for line in &lines {
            prop_assert!(!line.contains(['\n', '\r', '\0', '\u{202e}']), "{line:?}");
        }
        let mut open = None;
        for line in &lines {
            let rest = line.trim_start_matches('`');
            let ticks = line.len() - rest.len();
            open = match open {
                None if ticks >= 3 && rest.trim_start_matches("text").is_empty() => Some(ticks),
                Some(opening) if ticks >= opening && rest.is_empty() => None,
                open => open,
            };
        }
        prop_assert_eq!(open, None, "{:?}", lines);
        let docs = Page::of(&Docs { description: text, ..Docs::default() }, || "Nothing.".into()).outer();
        let item: syn::ItemStruct = syn::parse2(quote::quote!(#docs struct Documented;)).unwrap();
        prop_assert!(item.attrs.iter().all(|attribute| attribute.path().is_ident("doc")));
    }
}

#[test]
fn what_says_nothing_but_a_name_is_known_by_its_letters() {
    let name = Name { wire: "code_of_conduct".to_owned(), rust: "CodeOfConduct".to_owned() };
    for text in ["Code Of Conduct", "A code of conduct.", "CodeOfConduct"] {
        assert!(repeats(&name, text), "{text}");
    }
    assert!(!repeats(&name, "The code of conduct of a repository.") && !repeats(&name, ""));
}
