//! What a form becomes on the wire.

use super::*;

#[test]
fn a_form_holds_fields_and_files() {
    let form = Form::of(&serde_json::json!({"purpose": "test", "tags": ["a", "b"], "none": null}))
        .upload("file", File::new("a \"b\".txt", "text").content_type("text/plain"))
        .upload("thumbnail", None)
        .uploads("pages", [File::from(vec![1, 2])]);
    let (content_type, body) = form.encode().unwrap();
    let body = body.plain().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap().replace(boundary, "B").replace("\r\n", "\n");
    let part =
        |head: &str, content: &str| format!("--B\nContent-Disposition: form-data; {head}\n\n{content}\n");
    let expected = [
        part("name=\"purpose\"", "test"),
        part("name=\"tags\"", "a"),
        part("name=\"tags\"", "b"),
        part("name=\"file\"; filename=\"a %22b%22.txt\"\nContent-Type: text/plain", "text"),
        part("name=\"pages\"; filename=\"file\"\nContent-Type: application/octet-stream", "\u{1}\u{2}"),
        "--B--\n".to_owned(),
    ];
    assert_eq!(text, expected.concat());
}

/// The heads of a form's parts, or why it has none.
fn heads(form: Form) -> Result<Vec<String>, String> {
    let (content_type, body) = form.encode().map_err(|failure| failure.0.message.clone())?;
    let (_, boundary) = content_type.split_once("boundary=").unwrap();
    let body = String::from_utf8(body.plain().unwrap().to_vec()).unwrap();
    let boundary = format!("--{boundary}");
    let parts = body.split(&boundary).filter_map(|part| part.split_once("\r\n\r\n"));
    Ok(parts.map(|(head, _)| head.trim().replace("\r\n", "|")).collect())
}

#[test]
fn a_part_is_the_first_of_several_media_types_unless_it_says_what_it_is() {
    let pictures = Form::new()
        .upload("pic", File::new("a", "a"))
        .upload("pic", File::new("b", "b").content_type("image/jpeg"))
        .media_type("pic", "image/png, image/jpeg");
    let head = |name: &str, of: &str| {
        format!("Content-Disposition: form-data; name=\"pic\"; filename=\"{name}\"|Content-Type: {of}")
    };
    assert_eq!(heads(pictures).unwrap(), [head("a", "image/png"), head("b", "image/jpeg")]);
}

#[test]
fn json_is_never_called_something_else() {
    let doc = |media_types: &str| {
        let form = Form::of(&serde_json::json!({"doc": {"x": 1}, "text": "t"}));
        heads(form.media_type("doc", media_types).media_type("none", "application/xml"))
    };
    let head = |of: &str| format!("Content-Disposition: form-data; name=\"doc\"|Content-Type: {of}");
    for (media_types, of) in [
        ("application/xml, application/json", "application/json"),
        ("application/vnd.x+json; v=1", "application/vnd.x+json; v=1"),
        ("text/plain", "text/plain"),
    ] {
        assert_eq!(doc(media_types).unwrap()[0], head(of));
    }
    for media_types in ["application/xml", "text/xml; charset=utf-8", "image/png, text/csv"] {
        assert!(doc(media_types).unwrap_err().contains(media_types));
    }
    let text = Form::new().field("doc", &"<a/>").media_type("doc", "application/xml");
    assert_eq!(heads(text).unwrap(), [head("application/xml")]);
}

#[test]
fn parts_have_headers() {
    let file = Form::new().upload("doc", File::new("a", "").header("X-File\r\n", "1"));
    let head = "Content-Disposition: form-data; name=\"doc\"; filename=\"a\"\
                |Content-Type: application/octet-stream|X-File: 1";
    assert_eq!(heads(file).unwrap(), [head]);
    let form = Form::new().base64("doc", &["YQ=="]).part_header("doc", "X-Part", "1\r\nX: 2");
    let head = "Content-Disposition: form-data; name=\"doc\"|Content-Type: application/octet-stream\
                |Content-Transfer-Encoding: base64|X-Part: 1X: 2";
    assert_eq!(heads(form).unwrap(), [head]);
}

#[test]
fn parts_without_names_go_by_their_position() {
    let form = Form::by_position()
        .item(0, &serde_json::json!({"a": 1}))
        .upload("1", File::new("x.png", "p"))
        .item(2, &[1, 2])
        .item(3, &"t")
        .media_type("0", "application/ld+json")
        .media_type("1", "image/png")
        .media_type("2..", "text/plain")
        .part_header("3..", "X-Last", "1")
        .subtype("mixed");
    let expected = [
        "Content-Type: application/ld+json",
        "Content-Disposition: attachment; filename=\"x.png\"|Content-Type: image/png",
        "Content-Type: text/plain",
        "Content-Type: text/plain|X-Last: 1",
    ];
    assert_eq!(heads(form).unwrap(), expected);
    // Where a form has names, they are names.
    let named = Form::new().field("2..", &"t").media_type("2..", "text/plain").media_type("1..", "text/csv");
    assert_eq!(
        heads(named).unwrap(),
        ["Content-Disposition: form-data; name=\"2..\"|Content-Type: text/plain"]
    );
}

#[test]
fn what_is_no_object_is_no_form() {
    assert!(Form::of(&[1]).encode().is_err());
}
