//! Numbers go out as people write them, and come in however they are written.

use lowcodeapi_runtime::{ErrorKind, Number};
use semantics::numbers::types::{
    Circle, Drawing, DrawingEither, Point, Shape, Square, Usage, UsageCount, UsageLevel,
};
use semantics::numbers::{Client, IdsAnswer};
use serde_json::json;

use crate::{Answer, Server};

fn client() -> (Server, Client) {
    answering([Answer::empty(204)])
}

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn whole_numbers_have_no_fraction_outside_bodies() {
    let (server, client) = client();
    let call = client.near(5, [1.0, 2.5]).lat(52.52_f32).limits([10_u8, 20]).count(7);
    call.at(Point::new(3.0).lon(0.1)).json(Point::new(4.0)).x_lat(-2).zoom(1e20).await.unwrap();
    let seen = server.last();
    let lists = "lat=52.52&limits=10&limits=20&count=7";
    let objects = "at%5Blat%5D=3&at%5Blon%5D=0.1&json=%7B%22lat%22%3A4%7D";
    assert_eq!(seen.target, format!("/near/5/1,2.5?{lists}&{objects}"));
    assert_eq!((seen.header("x-lat"), seen.header("cookie")), ("-2", "zoom=100000000000000000000"));
}

#[tokio::test]
async fn a_number_is_what_the_caller_wrote() {
    let (server, client) = client();
    for (number, expected) in [
        (Number::from(u64::MAX), "18446744073709551615"),
        (Number::from(i128::MIN), "-170141183460469231731687303715884105728"),
        (Number::from(0.1_f32), "0.1"),
        (Number::from(1e-7), "1e-7"),
        (Number::from(-0.0), "0"),
    ] {
        client.near(number, [number]).lat(number).x_lat(number).await.unwrap();
        let seen = server.last();
        assert_eq!(seen.target, format!("/near/{expected}/{expected}?lat={expected}"));
        assert_eq!(seen.header("x-lat"), expected);
    }
}

#[tokio::test]
async fn whole_numbers_have_no_fraction_in_forms() {
    let (server, client) = client();
    client.form(Point::new(52.0).lon(0.1)).await.unwrap();
    assert_eq!(server.last().text(), "lat=52&lon=0.1");
    client.parts(Point::new(52.0).lon(0.1)).await.unwrap();
    let seen = server.last();
    assert!(seen.text().contains("name=\"lat\"\r\n\r\n52\r\n"), "{seen:?}");
    assert!(seen.text().contains("name=\"lon\"\r\n\r\n0.1\r\n"), "{seen:?}");
}

#[tokio::test]
async fn whole_numbers_have_no_fraction_in_json() {
    let (server, client) = client();
    let drawing = Drawing::new(5.0)
        .zoom(2.0)
        .weights([1.0, 0.5])
        .named([("a", 3.0)])
        .pair((4.0, "x".to_owned()))
        .either(DrawingEither::from(6.0))
        .free(json!([7.0, 0.25]));
    client.draw(drawing.clone().shape(Square::new(52.52))).await.unwrap();
    let rest = r#""zoom":2,"weights":[1,0.5],"named":{"a":3},"pair":[4,"x"],"either":6"#;
    let seen = server.last();
    assert!(seen.text().starts_with(&format!(r#"{{"scale":5,{rest},"shape":{{"#)), "{seen:?}");
    assert!(seen.text().contains(r#""side":52.52"#) && seen.text().ends_with(r#","free":[7,0.25]}"#));
    client.draw(drawing.clone().zoom(None).shape(Circle::new(8.0))).await.unwrap();
    let seen = server.last();
    assert!(seen.text().contains(r#""zoom":null"#) && seen.text().contains(r#""radius":8"#), "{seen:?}");
    assert_eq!(seen.json()["shape"], json!({"kind": "circle", "radius": 8}));
}

#[tokio::test]
async fn what_is_no_number_is_told_before_anything_is_sent() {
    let (server, client) = client();
    let infinite = |lat| Point::new(1.0).lon(lat);
    let drawing = |shape: Shape| Drawing::new(1.0).shape(shape);
    for (error, place) in [
        (client.near(f64::NAN, [1]).await.unwrap_err(), "`radius`"),
        (client.near(1, [f64::INFINITY]).await.unwrap_err(), "`points`"),
        (client.near(1, [1]).lat(f32::NEG_INFINITY).await.unwrap_err(), "`lat`"),
        (client.near(1, [1]).at(infinite(f64::NAN)).await.unwrap_err(), "`lon`"),
        (client.near(1, [1]).json(infinite(f64::NAN)).await.unwrap_err(), "`lon`"),
        (client.form(infinite(f64::NAN)).await.unwrap_err(), "`lon`"),
        (client.parts(infinite(f64::NAN)).await.unwrap_err(), "`lon`"),
        (client.draw(Drawing::new(f64::NAN)).await.unwrap_err(), "`scale`"),
        (client.draw(Drawing::new(1.0).zoom(f64::NAN)).await.unwrap_err(), "`zoom`"),
        (client.draw(Drawing::new(1.0).weights([f64::NAN])).await.unwrap_err(), "`weights`"),
        (client.draw(Drawing::new(1.0).named([("a", f64::NAN)])).await.unwrap_err(), "`named.a`"),
        (client.draw(drawing(Circle::new(f64::NAN).into())).await.unwrap_err(), "`shape.radius`"),
        (client.draw(drawing(Square::new(f64::NAN).into())).await.unwrap_err(), "`shape.side`"),
        (client.scale(f64::INFINITY).await.unwrap_err(), "inf"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert!(error.to_string().contains(place), "{place}: {error}");
    }
    assert!(server.all().is_empty());
}

fn usage() -> Usage {
    Usage::new(1, 0, None)
}

#[tokio::test]
async fn integers_are_read_however_they_are_written() {
    let body = r#"{"bytes": 1.0, "lost": 1e3, "since": 9.0, "left": 2.0, "limit": 3.0, "ceiling": 4e0, "natural": 5.0,
        "unsigned": 18446744073709551615, "wide": 18446744073709551614, "count": 9.0, "days": [6.0], "months": {"may": 7.0},
        "level": 2.0, "other": 8.0}"#;
    let (server, client) = answering([Answer::answer(200, body)]);
    let usage = client.usage(usage()).await.unwrap();
    assert_eq!((usage.bytes, usage.lost, usage.since), (1, 1000, Some(9)));
    assert_eq!((usage.left, usage.limit), (Some(2), Some(Some(3))));
    assert_eq!(
        (usage.ceiling, usage.natural, usage.unsigned),
        (Some(Some(4_i32)), Some(5_u64), Some(u64::MAX))
    );
    assert_eq!((usage.wide, usage.level.as_ref()), (Some((1_i128 << 64) - 2), Some(&UsageLevel::N2)));
    client.usage(usage).await.unwrap();
    let sent = r#"{"bytes":1,"lost":1000,"since":9,"left":2,"limit":3,"ceiling":4,"natural":5,"unsigned":18446744073709551615,"wide":18446744073709551614,"count":9,"days":[6],"months":{"may":7},"level":2,"other":8}"#;
    assert_eq!(server.last().text(), sent);
}

#[tokio::test]
async fn an_integer_that_does_not_fit_costs_no_answer() {
    let body = r#"{"bytes": 9223372036854775808, "lost": -1, "since": 1e30, "left": 1e30, "limit": -1e30, "ceiling": 3000000000,
        "natural": -1, "days": [1, 1e30], "months": {"may": -1e30}, "other": 1e30}"#;
    let (_server, client) = answering([Answer::answer(200, body)]);
    let usage = client.usage(usage()).await.unwrap();
    assert_eq!((usage.bytes, usage.lost, usage.since), (i64::MAX, 0, None));
    assert_eq!((usage.left, usage.limit, usage.ceiling, usage.natural), (None, None, None, None));
    assert_eq!(usage.days, Some(vec![1, i64::MAX]));
    assert_eq!(usage.months.unwrap()["may"], i64::MIN);
    assert_eq!(usage.additional_properties["other"], i64::MAX);
}

#[tokio::test]
async fn an_integer_beyond_every_alternative_is_kept_as_it_came() {
    let body = r#"{"bytes": 1, "lost": 0, "widest": -170141183460469231731687303715884105728,
        "count": 18446744073709551615}"#;
    let (server, client) = answering([Answer::answer(200, body)]);
    let read = client.usage(usage()).await.unwrap();
    assert_eq!(read.count, Some(UsageCount::Unknown(json!(u64::MAX))));
    client.usage(read).await.unwrap();
    let numbers = r#""widest":-170141183460469231731687303715884105728,"count":18446744073709551615"#;
    assert!(server.last().text().contains(numbers), "{:?}", server.last());
}

#[tokio::test]
async fn answers_that_are_integers_are_read_alike() {
    let (_server, client) = answering([
        Answer::answer(200, "3.0"),
        Answer::answer(200, "[1.0,1e3,1e30]"),
        Answer::answer(203, "2e0"),
    ]);
    assert_eq!(client.scale(1.0).await.unwrap(), 3);
    assert_eq!(client.ids().await.unwrap(), IdsAnswer::Ok(vec![1, 1000, i64::MAX]));
    assert_eq!(client.ids().await.unwrap(), IdsAnswer::NonAuthoritative(2));
}

#[tokio::test]
async fn absent_null_and_value_stay_three_things() {
    let answers = [r#"{"bytes":1,"lost":0}"#, r#"{"bytes":1,"lost":0,"limit":null}"#];
    let (_server, client) = answering(answers.map(|body| Answer::answer(200, body)));
    assert_eq!(client.usage(usage()).await.unwrap().limit, None);
    assert_eq!(client.usage(usage()).await.unwrap().limit, Some(None));
}
