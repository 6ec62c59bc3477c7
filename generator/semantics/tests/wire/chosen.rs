//! Strings of a format are the type that the client's manifest names for it, wherever they stand, and types derive what it
//! wants of them.

use std::collections::{BTreeSet, HashSet};

use lowcodeapi_runtime::ErrorKind;
use semantics::Money;
use semantics::chosen::types::{Booking, BookingNote, Holder, Offer, Seat, SeatKind};
use semantics::chosen::{Client, Error};
use serde_json::json;

use crate::{Answer, Server};

const ID: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
const AT: &str = "2024-02-29T21:59:59.5Z";

fn client(answer: &str) -> (Server, Client) {
    let server = Server::answering([Answer::answer(200, answer)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn in_xml_their_text_is_what_it_is_elsewhere() {
    let body = format!("<Offer><price>1.50</price><ids>{ID}</ids></Offer>");
    let server = Server::answering([
        Answer::new(200, "application/xml", &body),
        Answer::new(404, "application/xml", "<a><since>2024-02-29</since></a>"),
        Answer::new(200, "application/xml", format!("<Ids><Id>{ID}</Id></Ids>")),
    ]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let offer = Offer::new(Money(150)).ids([ID.parse::<uuid::Uuid>().unwrap()]);
    assert_eq!(client.swap_seats(offer.clone()).await.unwrap(), offer);
    assert!(server.last().text().ends_with(&body), "{}", server.last().text());
    client.swap_seats(offer).await.unwrap_err();
    // Where no type of the document is around them, they are text.
    assert_eq!(client.swap_ids([ID]).await.unwrap(), [ID.to_owned()]);
}

#[tokio::test]
async fn values_travel_as_their_types_write_them() {
    let answer = json!({
        "id": ID, "at": "2024-02-29T23:59:59.5+02:00", "until": null, "days": ["2024-02-29"], "guests": {"ann": ID},
        "note": ID, "host": "192.0.2.1", "link": "https://shop.example", "score": "7",
        "seats": [{"row": 1, "price": "1.50", "holder": {"since": "2020-01-31"}}],
    });
    let (server, client) = client(&answer.to_string());
    let id: uuid::Uuid = ID.parse().unwrap();
    let at: jiff::Timestamp = AT.parse().unwrap();
    let day = jiff::civil::date(2024, 2, 29);
    let aisle = Seat::new(1).price(Money(150)).holder(Holder::new().since(day));
    let booking = Booking::new(id, at).days([day]).guests([("ann", id)]).note(id).seats([aisle]);
    let booking = booking
        .host(std::net::Ipv4Addr::LOCALHOST)
        .link("https://shop.example/a".parse::<url::Url>().unwrap());
    let booked = client.book(id, day, booking).since(at).days([day, day]).x_trace(id).await.unwrap();

    let seen = server.last();
    let query = "since=2024-02-29T21%3A59%3A59.5Z&days=2024-02-29,2024-02-29";
    assert_eq!(seen.target, format!("/bookings/{ID}/2024-02-29?{query}"));
    assert_eq!(seen.header("x-trace"), ID);
    let sent = json!({
        "id": ID, "at": AT, "days": ["2024-02-29"], "guests": {"ann": ID}, "note": ID, "host": "127.0.0.1",
        "link": "https://shop.example/a", "seats": [{"row": 1, "price": "1.50", "holder": {"since": "2024-02-29"}}],
    });
    assert_eq!(seen.json(), sent);

    // A point in time comes back as the same one, in UTC.
    assert_eq!((booked.id, booked.at, &booked.days), (id, at, &Some(vec![day])));
    assert_eq!((booked.note, booked.until), (Some(BookingNote::String(id)), Some(None)));
    assert_eq!(
        (booked.link.unwrap().as_str(), booked.host.unwrap().octets()),
        ("https://shop.example/", [192, 0, 2, 1])
    );
    assert_eq!(booked.seats.unwrap()[0].price, Some(Money(150)));
}

#[tokio::test]
async fn a_text_that_is_no_such_value_fails_the_answer_and_says_where() {
    let (_server, client) =
        client(&json!({"id": ID, "at": AT, "seats": [{"row": 1, "price": "much"}]}).to_string());
    let booking = Booking::new(uuid::Uuid::nil(), jiff::Timestamp::UNIX_EPOCH);
    let error: Error = client.book(uuid::Uuid::nil(), jiff::civil::Date::MIN, booking).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("seats[0].price"), "{error}");
}

#[tokio::test]
async fn forms_have_them_too() {
    let (server, client) = client("\"2.00\"");
    let answer = client.price(Offer::new(Money(199))).await.unwrap();
    assert_eq!((server.last().text(), answer), ("price=1.99", Money(200)));
    let answer = client.offer(Offer::new(Money(199))).await.unwrap();
    let sent = server.last().text().to_owned();
    assert!(sent.contains("name=\"price\"\r\n\r\n1.99\r\n"), "{sent}");
    assert_eq!(answer, Money(200));
}

#[test]
fn types_have_the_traits_that_the_manifest_wants_and_so_have_those_in_them() {
    let seat = |row| Seat::new(row).kind(SeatKind::Window);
    let sorted: BTreeSet<Seat> = [seat(2), seat(1)].into();
    assert_eq!(sorted.first(), Some(&seat(1)));
    let bookings: HashSet<Booking> = [Booking::new(uuid::Uuid::nil(), jiff::Timestamp::UNIX_EPOCH)].into();
    assert_eq!(bookings.len(), 1);
    assert!(Holder::new() < Holder::new().since(jiff::civil::date(2024, 2, 29)));
}
