//! Names keep their letters, inline types are named after the component they stand in, and each goes out as written.

use semantics::names::types::{
    Label, Letters, LettersLarge, Payment, PaymentCard, RowItem, Straße, StraßeТип, Straße名前, required,
};
use semantics::names::{Client, servers};
use serde_json::json;

use crate::{Answer, Server};

#[tokio::test]
async fn letters_of_any_script_are_names_in_rust_and_go_out_as_the_document_has_them() {
    let sent = json!({"größe": "XL", "Höhe": 3, "名": "a", "тип": "да", "名前": {"ふりがな": "b"}, "naïveCafé": "c"});
    let server = Server::answering([Answer::answer(200, sent.to_string())]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let body = Straße::new("XL", "a")
        .höhe(3)
        .тип(StraßeТип::Да)
        .名前(Straße名前::default().ふりがな("b"))
        .naïve_café("c");
    let back = client.straße_取得("ü", body.clone()).ширина("я").await.unwrap();
    assert_eq!(server.last().target, "/stra%C3%9Fen/%C3%BC?%D0%A8%D0%B8%D1%80%D0%B8%D0%BD%D0%B0=%D1%8F");
    assert_eq!(server.last().json(), sent);
    assert_eq!(back, body);
}

#[test]
fn servers_are_called_as_they_are_described() {
    assert_eq!(String::from(servers::БоевойСервер::new()), "https://api.example.com");
}

#[test]
fn inline_types_are_named_after_the_list_map_or_union_they_stand_in() {
    let letters = required::Letters {
        a: "a".into(),
        b: "b".into(),
        c: "c".into(),
        d: "d".into(),
        e: "e".into(),
        f: "f".into(),
        g: "g".into(),
        h: "h".into(),
    };
    let letters = Letters::new(letters)
        .rows([RowItem::default().z(1)])
        .labels([("k".to_owned(), Label::default().text("t"))])
        .payment(Payment::Card(PaymentCard::new("4711")))
        .large(LettersLarge::N4294967295);
    let value = serde_json::to_value(&letters).unwrap();
    assert_eq!(value["rows"], json!([{"z": 1}]));
    assert_eq!(value["labels"], json!({"k": {"text": "t"}}));
    assert_eq!(value["payment"], json!({"card": "4711"}));
    assert_eq!(value["large"], json!(4_294_967_295_u32));
}
