//! Addresses are checked, and names arrive as they were written.

use lowcodeapi_awsses::{Mailbox, MailboxError};

fn shown(name: &str) -> String {
    Mailbox::new(name, "ann@example.com").unwrap().to_string()
}

#[test]
fn a_name_is_quoted_or_encoded_as_it_has_to_be() {
    assert_eq!(shown(""), "ann@example.com");
    assert_eq!(shown("Ann O'Neill"), "Ann O'Neill <ann@example.com>");
    assert_eq!(shown("Ann, at work"), r#""Ann, at work" <ann@example.com>"#);
    assert_eq!(shown(r#"Ann "\" B."#), r#""Ann \"\\\" B." <ann@example.com>"#);
    assert_eq!(shown("Jürgen"), "=?UTF-8?B?SsO8cmdlbg==?= <ann@example.com>");
    assert_eq!(shown("=?x"), "=?UTF-8?B?PT94?= <ann@example.com>");
}

/// An independent reader sees the name as it was written.
#[test]
fn names_are_read_back_by_a_mail_program() {
    let long = "日本語の名前がとても長いので、いくつもの語に分かれます。終わり";
    for name in ["Jürgen", long, "Ann \"quoted\", B.", "=?UTF-8?B?QQ==?=", "🦀"] {
        let header = shown(name);
        let mut words = header.split(' ').filter(|word| word.starts_with("=?"));
        assert!(words.all(|word| word.len() <= 75), "{header}");
        let message = format!("From: {header}\r\n\r\n");
        let message = mail_parser::MessageParser::default().parse(message.as_bytes()).unwrap();
        let from = message.from().unwrap().first().unwrap();
        let read = (from.name.as_deref(), from.address.as_deref());
        assert_eq!(read, (Some(name), Some("ann@example.com")), "{header}");
    }
}

#[test]
fn what_leads_nowhere_is_refused_with_a_reason() {
    let refused = |result: Result<Mailbox, MailboxError>| result.unwrap_err().to_string();
    let bad = [
        "",
        "ann",
        "ann@",
        "@example.com",
        "a b@example.com",
        "ann@localhost",
        "a@b@example.com",
        "ann@[127.0.0.1]",
    ];
    for bad in bad {
        assert!(refused(Mailbox::address(bad)).contains("is no mail address"), "{bad}");
    }
    assert!(refused(Mailbox::address("ann@bücher.example")).contains("Punycode"));
    assert!(refused(Mailbox::address("änn@example.com")).contains("before the `@`"));
    for bad in ["Ann\r\nBcc: all@example.com", "Ann\0", "Ann\u{85}"] {
        assert!(refused(Mailbox::new(bad, "ann@example.com")).contains("control character"), "{bad:?}");
    }
    let smuggled = Mailbox::address("ann@example.com\r\nBcc: all@example.com");
    assert!(refused(smuggled).contains("is no mail address"));
    assert!(refused("=?UTF-8?B?QQ==?= <ann@example.com>".parse()).contains("as it reads"));
}

#[test]
fn what_is_written_is_read() {
    let ann = Mailbox::new(r#"Ann "at\work", B."#, "ann@example.com").unwrap();
    assert_eq!(ann.to_string().parse(), Ok(ann));
    let plain: Mailbox = " ann@example.com ".parse().unwrap();
    assert_eq!((plain.name(), plain.email()), (None, "ann@example.com"));
    let named: Mailbox = "Ann <ann@example.com>".parse().unwrap();
    assert_eq!((named.name(), named.email()), (Some("Ann"), "ann@example.com"));
}
