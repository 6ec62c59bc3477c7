//! Forms with files: every file is bytes with a name, wherever the document has it, and every part is what it is called.

use lowcodeapi_runtime::{ErrorKind, File, Form, JsonObject};
use semantics::multipart::Client;
use semantics::multipart::types::{
    AttachmentsRequest, DescribedDoc, DescribedEither, DescribedRequest, EditMask, EditRequest, Link,
    SourceRequestFile, SourceRequestUrl, UntypedRequest, Upload,
};
use serde_json::json;

use crate::Server;

fn client() -> (Server, Client) {
    let server = Server::silent();
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

/// What the last request's parts say of themselves, and their content.
fn parts(server: &Server) -> Vec<String> {
    server.last().parts(&["Content-Type", "Content-Transfer-Encoding", "X-Version", "X-Part"])
}

#[tokio::test]
async fn files_that_the_document_does_not_name_keep_bytes_and_names() {
    let (server, client) = client();
    let photo = File::new("a.png", [1, 2]).content_type("image/png");
    let attachments = AttachmentsRequest::new()
        .note("hi")
        .additional_properties([("photo", photo), ("b", File::from(&b"b"[..]))]);
    client.attachments(attachments).await.unwrap();
    let expected = [
        "form-data; name=\"note\"|hi",
        "form-data; name=\"b\"; filename=\"file\"|application/octet-stream|b",
        "form-data; name=\"photo\"; filename=\"a.png\"|image/png|\u{1}\u{2}",
    ];
    assert_eq!(parts(&server), expected);
    client.pages([("page", vec![File::new("1.txt", "x"), File::new("2.txt", "y")])]).await.unwrap();
    let expected = [
        "form-data; name=\"page\"; filename=\"1.txt\"|application/octet-stream|x",
        "form-data; name=\"page\"; filename=\"2.txt\"|application/octet-stream|y",
    ];
    assert_eq!(parts(&server), expected);
}

#[tokio::test]
async fn files_of_alternatives_keep_bytes_and_names() {
    let (server, client) = client();
    let file = |content_type: &str| File::new("a", "a").content_type(content_type);
    client.source(SourceRequestFile::new(File::new("a", "a")).note("n")).await.unwrap();
    // The first of the media types the document has, unless the caller says another.
    let expected = ["form-data; name=\"file\"; filename=\"a\"|image/png|a", "form-data; name=\"note\"|n"];
    assert_eq!(parts(&server), expected);
    client.source(SourceRequestFile::new(file("image/jpeg"))).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"file\"; filename=\"a\"|image/jpeg|a"]);
    client.source(SourceRequestUrl::new("u")).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"url\"|u"]);
}

#[tokio::test]
async fn a_part_may_be_a_file_or_several_or_something_else() {
    let (server, client) = client();
    let file = |name: &str| File::new(name, name);
    client.edit(EditRequest::new(file("a"))).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"image\"; filename=\"a\"|image/png|a"]);
    let masks = [EditMask::from(file("c")), EditMask::from(Link::new("u"))];
    client.edit(EditRequest::new(vec![file("a"), file("b")]).masks(masks).cover(file("d"))).await.unwrap();
    let expected = [
        "form-data; name=\"image\"; filename=\"a\"|image/png|a",
        "form-data; name=\"image\"; filename=\"b\"|image/png|b",
        "form-data; name=\"masks\"; filename=\"c\"|application/octet-stream|c",
        r#"form-data; name="masks"|application/json|{"url":"u"}"#,
        "form-data; name=\"cover\"; filename=\"d\"|application/octet-stream|d",
    ];
    assert_eq!(parts(&server), expected);
    let body = EditRequest::new(file("a")).cover(File::text("https://example.com/d"));
    client.edit(body).await.unwrap();
    assert_eq!(parts(&server)[1], "form-data; name=\"cover\"|https://example.com/d");
}

#[tokio::test]
async fn alternatives_are_told_by_their_tag() {
    let (server, client) = client();
    client.tagged(Upload::new(File::new("a", "a"))).await.unwrap();
    let expected = [
        "form-data; name=\"file\"; filename=\"a\"|application/octet-stream|a",
        "form-data; name=\"kind\"|upload",
    ];
    assert_eq!(parts(&server), expected);
    client.tagged(Link::new("u")).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"url\"|u", "form-data; name=\"kind\"|link"]);
}

#[tokio::test]
async fn a_form_without_described_parts_is_made_by_the_caller() {
    let (server, client) = client();
    client.anything(Form::new().field("a", &1).upload("b", File::new("b", "b"))).await.unwrap();
    let expected =
        ["form-data; name=\"a\"|1", "form-data; name=\"b\"; filename=\"b\"|application/octet-stream|b"];
    assert_eq!(parts(&server), expected);
    client.anything(File::new("c", "c")).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"file\"; filename=\"c\"|application/octet-stream|c"]);
    client.members(Form::new().upload("e", File::new("e", "e"))).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"e\"; filename=\"e\"|application/octet-stream|e"]);
    client.members(JsonObject::from_iter([("a".to_owned(), 1.into())])).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"a\"|1"]);
    client.whole(File::new("f", "f")).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"file\"; filename=\"f\"|application/octet-stream|f"]);
    client.whole(Upload::new(File::new("g", "g"))).await.unwrap();
    assert_eq!(parts(&server), ["form-data; name=\"file\"; filename=\"g\"|application/octet-stream|g"]);
    client.list_of_files([File::new("d", "d")]).await.unwrap();
    assert!(server.last().header("content-type").starts_with("multipart/mixed; boundary="));
    assert!(server.last().text().contains("Content-Disposition: attachment; filename=\"d\"\r\n"));
}

#[tokio::test]
async fn base64_says_that_it_is() {
    let (server, client) = client();
    client.described(DescribedRequest::new().photo(&[1, 2]).photos([&[3], &[4]])).await.unwrap();
    let expected = [
        "form-data; name=\"photo\"|image/png|base64|AQI=",
        "form-data; name=\"photos\"|application/octet-stream|base64|Aw==",
        "form-data; name=\"photos\"|application/octet-stream|base64|BA==",
    ];
    assert_eq!(parts(&server), expected);
}

#[tokio::test]
async fn headers_of_parts_are_sent_where_the_document_says_their_value() {
    let (server, client) = client();
    client
        .described(DescribedRequest::new().text("<a/>").pic(File::new("p", "p").header("X-Part", "3")))
        .await
        .unwrap();
    let expected = [
        "form-data; name=\"text\"|application/xml; charset=utf-8|2|<a/>",
        "form-data; name=\"pic\"; filename=\"p\"|application/octet-stream|3|p",
    ];
    assert_eq!(parts(&server), expected);
}

#[tokio::test]
async fn json_never_goes_out_as_xml() {
    let (server, client) = client();
    client.described(DescribedRequest::new().either(DescribedEither::new().x(1))).await.unwrap();
    assert_eq!(parts(&server), [r#"form-data; name="either"|application/json|{"x":1}"#]);
    let error = client.described(DescribedRequest::new().doc(DescribedDoc::new().x(1))).await.unwrap_err();
    assert_eq!((error.kind(), server.all().len()), (ErrorKind::Config, 1));
    assert!(error.message().contains("`doc` would have to be `application/xml`"), "{error}");
}

#[tokio::test]
async fn what_has_no_type_is_a_file_where_json_is_not_meant() {
    let (server, client) = client();
    let pages = [File::new("1", "x"), File::new("2", "y")];
    let request = UntypedRequest::new().pages(pages).photo(File::new("p", "z")).note(json!("n"));
    client.untyped(request).await.unwrap();
    let expected = [
        "form-data; name=\"pages\"; filename=\"1\"|application/octet-stream|x",
        "form-data; name=\"pages\"; filename=\"2\"|application/octet-stream|y",
        "form-data; name=\"photo\"; filename=\"p\"|image/png|z",
        "form-data; name=\"note\"|n",
    ];
    assert_eq!(parts(&server), expected);
}
