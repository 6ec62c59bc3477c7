//! Dates, bytes and their like go out as text, whatever they are made from, and whatever comes back is read.

use lowcodeapi_runtime::{Date, DateTime, Uuid};
use semantics::formats::Client;
use semantics::formats::types::Booking;
use serde_json::json;

use crate::{Answer, Server};

const ID: &str = "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6";
const AT: &str = "2024-02-29T23:59:59.5+02:00";

fn client(answer: &str) -> (Server, Client) {
    let server = Server::answering([Answer::answer(200, answer)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn text_goes_out_as_it_is() {
    let (server, client) = client(r#"{"id": "", "at": ""}"#);
    let booking = Booking::new(ID, AT).until(DateTime::from(AT)).days(["2024-02-29"]).guests([("ann", ID)]);
    client
        .book(ID, "2024-02-29", booking)
        .since(AT)
        .days(["2024-02-29", "2024-03-01"])
        .x_trace(ID)
        .await
        .unwrap();
    let seen = server.last();
    let path = format!("/bookings/{ID}/2024-02-29");
    let query = "since=2024-02-29T23%3A59%3A59.5%2B02%3A00&days=2024-02-29,2024-03-01";
    assert_eq!(seen.target, format!("{path}?{query}"));
    assert_eq!(seen.header("x-trace"), ID);
    let sent = json!({"id": ID, "at": AT, "until": AT, "days": ["2024-02-29"], "guests": {"ann": ID}});
    assert_eq!(seen.json(), sent);
}

#[tokio::test]
async fn values_of_the_usual_crates_are_taken_and_given() {
    let (server, client) = client(&json!({"id": ID, "at": AT, "days": ["2024-02-29"]}).to_string());
    let id: uuid::Uuid = ID.parse().unwrap();
    let at: jiff::Timestamp = AT.parse().unwrap();
    let day = jiff::civil::date(2024, 2, 29);
    let booked = client.book(id, day, Booking::new(id, at)).since(at).await.unwrap();
    let seen = server.last();
    assert_eq!(
        seen.target,
        format!("/bookings/{}/2024-02-29?since=2024-02-29T21%3A59%3A59.5Z", ID.to_ascii_lowercase())
    );
    assert_eq!(seen.json(), json!({"id": ID.to_ascii_lowercase(), "at": "2024-02-29T21:59:59.5Z"}));
    assert_eq!((booked.id.to_uuid().unwrap(), booked.at.to_jiff().unwrap()), (id, at));
    assert_eq!(booked.days.unwrap()[0].to_jiff().unwrap(), day);
}

#[tokio::test]
async fn odd_values_are_read_and_kept() {
    let odd = json!({
        "id": "none", "at": "0000-00-00 00:00:00", "until": null, "days": ["", "31/12/1999"], "note": "2024-02-30",
        "seal": "none!", "scan": "https://files.example/1", "host": "10.0.0.256", "link": "?", "price": "1,50 €"
    });
    let (server, client) = client(&odd.to_string());
    let booked = client.book(Uuid::from("a"), Date::from("b"), Booking::new("a", "b")).await.unwrap();
    assert!(booked.at.to_jiff().is_err());
    assert!(booked.seal.as_ref().unwrap().bytes().is_err());
    client.book("a", "b", booked).await.unwrap();
    assert_eq!(server.last().json(), odd);
}

#[tokio::test]
async fn bytes_are_read_in_either_alphabet_of_base64_and_written_in_the_standard_one() {
    for seal in ["--__YQ==", "--__YQ", "++//\r\nYQ==\r\n"] {
        let (server, client) = client(&json!({"id": ID, "at": AT, "seal": seal}).to_string());
        let booked = client.book("a", "b", Booking::new("a", "b")).await.unwrap();
        assert_eq!(booked.seal.as_ref().unwrap().bytes().unwrap(), [0xfb, 0xef, 0xff, b'a']);
        client.book("a", "b", booked).await.unwrap();
        assert_eq!(server.last().json()["seal"], "++//YQ==");
    }
}

#[test]
fn members_that_may_be_null_take_what_others_take_and_null() {
    let written = |booking: Booking| serde_json::to_value(booking).unwrap();
    let day: jiff::civil::Date = "2024-03-01".parse().unwrap();
    let before = Booking::new(ID, AT).remark("b");
    let booking = Booking::new(ID, AT).until(AT).remark("a").discount(1).stamp(b"a").before(before);
    let booking = booking.nights(["2024-02-29"]).nights([day]).nights_null(true).extras([("a", "b")]);
    assert_eq!(
        written(booking.clone()),
        json!({
            "id": ID, "at": AT, "until": AT, "remark": "a", "discount": 1.0, "stamp": "YQ==",
            "nights": ["2024-03-01"], "nights_null": true, "extras": {"a": "b"},
            "before": {"id": ID, "at": AT, "remark": "b"}
        })
    );
    let nothing = booking.until(None).remark(None).discount(None).stamp(None).before(None);
    assert_eq!(
        written(nothing.nights_null_2().extras_null().r#type(["c"]).type_null()),
        json!({
            "id": ID, "at": AT, "until": null, "remark": null, "discount": null, "stamp": null,
            "nights": null, "nights_null": true, "type": null, "extras": null, "before": null
        })
    );
    let kept = Booking::new(ID, AT).remark(Some("a".to_owned())).until(Some(DateTime::from(AT)));
    assert_eq!((kept.remark, kept.until), (Some(Some("a".to_owned())), Some(Some(DateTime::from(AT)))));
}
