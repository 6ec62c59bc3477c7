//! Parameters go out in the style the document gives them.

use lowcodeapi_runtime::ErrorKind;
use semantics::parameters::Client;
use semantics::parameters::types::{Colour, ConstantsEither, ConstantsNone};

use crate::{Seen, Server};

fn client() -> (Server, Client) {
    let server = Server::silent();
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

fn red() -> Colour {
    Colour::new().b(1).name("r d")
}

const LIST: [&str; 2] = ["a/b", "c,d"];

/// The query without what stands before the question mark.
fn query(seen: &Seen) -> &str {
    seen.target.split_once('?').map_or("", |(_, query)| query)
}

#[tokio::test]
async fn paths_have_every_style() {
    let (server, client) = client();
    client.simple(LIST, red(), red()).await.unwrap();
    assert_eq!(server.last().target, "/simple/a%2Fb,c%2Cd/b,1,name,r%20d/b=1,name=r%20d");
    client.label(LIST, red(), red(), LIST, 7).await.unwrap();
    assert_eq!(server.last().target, "/label/.a%2Fb,c%2Cd/.b,1,name,r%20d/.b=1.name=r%20d/.a%2Fb.c%2Cd/.7");
    client.matrix(LIST, LIST, 7).await.unwrap();
    assert_eq!(server.last().target, "/matrix/;list=a%2Fb,c%2Cd/;exploded=a%2Fb;exploded=c%2Cd/;one=7");
}

#[tokio::test]
async fn no_item_of_a_path_climbs_in_any_style() {
    let (server, client) = client();
    let climbing = ["a", "b/%2E./c"];
    for error in [
        client.simple(climbing, red(), red()).await.unwrap_err(),
        client.label(climbing, red(), red(), LIST, 7).await.unwrap_err(),
        client.matrix(LIST, climbing, 7).await.unwrap_err(),
        client.simple(LIST, Colour::new().name(".."), red()).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn queries_have_every_style() {
    let (server, client) = client();
    client.in_query().form(LIST).joined(LIST).await.unwrap();
    assert_eq!(query(&server.last()), "form=a%2Fb&form=c%2Cd&joined=a%2Fb,c%2Cd");
    client.in_query().spaced(LIST).piped(LIST).await.unwrap();
    assert_eq!(query(&server.last()), "spaced=a%2Fb%20c%2Cd&piped=a%2Fb%7Cc%2Cd");
    client.in_query().colour(red()).deep(red()).await.unwrap();
    assert_eq!(query(&server.last()), "b=1&name=r%20d&deep%5Bb%5D=1&deep%5Bname%5D=r%20d");
    client.in_query().flag(true).number(1.5).await.unwrap();
    assert_eq!(query(&server.last()), "flag=true&number=1.5");
}

#[tokio::test]
async fn reserved_characters_stay_where_the_document_allows_them() {
    let (server, client) = client();
    client.in_query().raw("a/b?c=d:e,f&g#h+i j").await.unwrap();
    assert_eq!(query(&server.last()), "raw=a/b?c=d:e,f%26g%23h%2Bi%20j");
    client.in_query().raw("a%20b%2Fc%26d 50%").await.unwrap();
    assert_eq!(query(&server.last()), "raw=a%20b%2Fc%26d%2050%25");
}

#[tokio::test]
async fn what_is_described_by_a_media_type_goes_as_json() {
    let (server, client) = client();
    client.in_query().json(red()).await.unwrap();
    assert_eq!(query(&server.last()), "json=%7B%22b%22%3A1%2C%22name%22%3A%22r%20d%22%7D");
    client.in_headers().x_json(red()).await.unwrap();
    assert_eq!(server.last().header("x-json"), r#"{"b":1,"name":"r d"}"#);
    client.in_cookies().json(red()).await.unwrap();
    assert_eq!(server.last().header("cookie"), "json=%7B%22b%22%3A1%2C%22name%22%3A%22r%20d%22%7D");
}

#[tokio::test]
async fn headers_and_cookies_hold_lists_and_objects() {
    let (server, client) = client();
    client.in_headers().x_list(["a", "b"]).x_colour(red()).x_exploded(red()).x_number(-1).await.unwrap();
    let seen = server.last();
    let headers = ["x-list", "x-colour", "x-exploded", "x-number"].map(|name| seen.header(name));
    assert_eq!(headers, ["a,b", "b,1,name,r d", "b=1,name=r d", "-1"]);
    client.in_cookies().one("a;b").list(["c", "d"]).joined(["e", "f"]).await.unwrap();
    assert_eq!(server.last().header("cookie"), "one=a%3Bb; list=c; list=d; joined=e,f");
}

#[tokio::test]
async fn required_parameters_of_one_value_are_not_asked_for() {
    let (server, client) = client();
    client.constants("x", ConstantsEither::B, ConstantsNone::A).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.target, "/constants/a%2Fb/x?version=2&exact=true&either=b&none=a");
    assert_eq!((seen.header("x-api"), seen.header("cookie")), ("2024-01", "seen=1"));
    client.constants("x", "a", "a").maybe("only").await.unwrap();
    assert!(query(&server.last()).ends_with("&maybe=only"));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent_nor_is_what_has_no_elements() {
    let (server, client) = client();
    client.in_query().await.unwrap();
    assert_eq!(server.last().target, "/query");
    let nothing: [&str; 0] = [];
    let call = client.in_query().form(nothing).joined(nothing).spaced(nothing).piped(nothing);
    call.colour(Colour::new()).deep(Colour::new()).await.unwrap();
    assert_eq!(server.last().target, "/query");
    client.in_headers().x_list(nothing).x_colour(Colour::new()).x_exploded(Colour::new()).await.unwrap();
    let seen = server.last();
    assert!(["x-list", "x-colour", "x-exploded"].iter().all(|name| !seen.has(name)), "{seen:?}");
    client.in_cookies().list(nothing).joined(nothing).await.unwrap();
    assert!(!server.last().has("cookie"));
    let error = client.simple(nothing, red(), red()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    client.in_query().raw("").joined([""]).await.unwrap();
    assert_eq!(server.last().target, "/query?raw=&joined=");
}
