//! What YAML is read as, and what is refused.

use serde_json::json;

use super::*;
use crate::source::{Source, Syntax};

fn value(text: &str) -> Value {
    read(text).0.unwrap_or_else(|error| panic!("{error} at {:?}", error.at))
}

/// What is said of a text, and the part of it that is pointed at.
fn refused(text: &str) -> (String, String) {
    let source = Source::new("test", text, Syntax::Yaml);
    let error = source.read_yaml().expect_err("the text is refused");
    (error.describe(&source), text[error.at].to_owned())
}

#[test]
fn keys_are_texts_as_they_are_written() {
    let text = "200: {description: OK}\n3.10: a\nTrue: b\n~: c\n? d\n: e\n0x1F: f\n";
    assert_eq!(
        value(text),
        json!({"200": {"description": "OK"}, "3.10": "a", "True": "b", "~": "c", "d": "e", "0x1F": "f"})
    );
}

#[test]
fn aliases_and_merge_keys_are_applied() {
    let text = "a: &a {x: 1, y: 2}\nb: *a\nc: &c\n  <<: *a\n  y: 3\n  z: 4\nd: {<<: [{w: 5}, *c, *a]}\n&k k: *k\n'<<': 6\n";
    let read = value(text);
    assert_eq!(
        read.to_string(),
        json!({"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"y": 3, "z": 4, "x": 1},
               "d": {"w": 5, "y": 3, "z": 4, "x": 1}, "k": "k", "<<": 6})
        .to_string()
    );
}

#[test]
fn tags_count_where_they_say_what_a_scalar_is() {
    let text = "[!!str 1, !!int '2', ! 3, !own 4, !own '5', !!float 6, !!null '', !!bool 'true', !!binary AAAA, \
                !own [7], !<tag:yaml.org,2002:str> 8, !!float .inf]";
    assert_eq!(value(text), json!(["1", 2, "3", 4, "5", 6, null, true, "AAAA", [7], "8", ".inf"]));
    assert_eq!(
        refused("a: !!int x"),
        ("the tag says an integer, and `x` is none".to_owned(), "x".to_owned())
    );
}

#[test]
fn the_marks_of_other_systems_and_of_the_stream_make_no_difference() {
    let expected = json!({"a": ["b", "c\nd\n"], "e": null});
    for text in [
        "a:\n- b\n- |\n  c\n  d\ne:\n",
        "a:\r\n- b\r\n- |\r\n  c\r\n  d\r\ne:\r\n",
        "a:\r- b\r- |\r  c\r  d\re:\r",
        "\u{feff}a:\n- b\n- |\n  c\n  d\ne:\n",
        "%YAML 1.2\n---\na:\n- b\n- |\n  c\n  d\ne:\n...\n",
        "%YAML 1.1\n--- # one\na:\n- b\t\n- |\n  c\n  d\ne:\t# two\n",
    ] {
        assert_eq!(value(text), expected, "{text:?}");
    }
    assert_eq!(value("# nothing"), Value::Null);
}

#[test]
fn a_key_that_occurs_twice_is_refused_with_both_places() {
    let (said, at) = refused("a: 1\nb:\n  c: 1\n  d: {c: 2}\n  'c': 2\n");
    assert_eq!(
        (said.as_str(), at.as_str()),
        ("the key `c` occurs twice in one mapping, first in line 3", "'c'")
    );
    assert_eq!(refused("200: 1\n'200': 2\n").1, "'200'");
    assert_eq!(refused("a: &a {}\nb:\n  <<: *a\n  <<: *a\n").1, "<<");
}

#[test]
fn what_json_cannot_express_is_refused_at_its_place() {
    let cases = [
        ("a: 1\n---\nb: 2\n", "a second document begins here, and only one can be read", "---"),
        ("[{[x]: 1}]", "a key is a list or a mapping, which JSON can't express", "["),
        ("a: &a [1]\n*a : 2\n", "a key is a list or a mapping, which JSON can't express", "*a"),
        ("<<: [x]", "`<<` takes in a mapping or a list of mappings, and this is neither", ""),
        ("a: &a [*a]", "the alias stands in what it stands for, so the value would have no end", "*a"),
    ];
    for (text, reason, at) in cases {
        assert_eq!(refused(text), (reason.to_owned(), at.to_owned()), "{text}");
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let level =
        |level: usize| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    let bomb = format!("a0: &a0 [x, x, x]\n{}", (1..12).map(level).collect::<String>());
    assert_eq!(refused(&bomb).0, Reason::TooManyRepeated.to_string());
    // One that is anchored again and again on the way is copied as often.
    let anchored = "&b [".repeat(100);
    let many = format!("a: &a [{}]\nb: {anchored}*a{}\n", "x, ".repeat(20_000), "]".repeat(100));
    assert_eq!(refused(&many).0, Reason::TooManyRepeated.to_string());
    let shared = "- *a\n".repeat(1000);
    assert_eq!(value(&format!("- &a [{}]\n{shared}", "x, ".repeat(500)))[1000][499], "x");
}

#[test]
fn deep_nesting_is_refused() {
    let lists = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(read(&lists(DEEPEST)).0.is_ok());
    let deep = [lists(DEEPEST + 1), "[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000)];
    for text in deep {
        assert_eq!(read(&text).0.expect_err("it is too deep").reason, Reason::TooDeep);
    }
    let by_alias = format!("- &a {}\n- {}*a{}\n", lists(70), "[".repeat(70), "]".repeat(70));
    assert_eq!(refused(&by_alias), (Reason::TooDeep.to_string(), "*a".to_owned()));
}
