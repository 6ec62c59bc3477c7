//! What a service sends by itself: read only after it was verified, and never as something else.

use std::time::{Duration, SystemTime};

use lowcodeapi_runtime::webhooks::{Error, Signing};
use semantics::webhooks::webhooks::Webhook;
use semantics::webhooks_by_name::types::{Names, Star};
use semantics::webhooks_by_name::webhooks::Webhook as Forged;

/// When the signatures below were made.
fn then() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PAID: &[u8] = br#"{"type":"order.paid","total":7}"#;

/// By Python's `hmac`, over `msg_1.1700000000.` and the body.
fn headers<'v>(timestamp: &'v str, signature: &'v str) -> [(&'static str, &'v str); 3] {
    [("Webhook-Id", "msg_1"), ("webhook-timestamp", timestamp), ("webhook-signature", signature)]
}

const SIGNATURE: &str = "v1,E/XUM4vHNh+rG+MPw0x9QUS84yuLol5CpRz5C14aKb8=";

#[test]
fn what_is_signed_is_read() {
    let verified = Webhook::verify(SECRET, headers("1700000000", SIGNATURE), PAID, then()).unwrap();
    assert_eq!(verified.body(), PAID);
    let Webhook::OrderPaid(paid) = verified.parse().unwrap() else { panic!("it is the one that was sent") };
    assert_eq!(paid.total, 7);
    // While a secret is replaced there are several signatures.
    let both = format!("v1,AAAA v1a,xyz {SIGNATURE}");
    assert!(Webhook::verify(SECRET, headers("1700000000", &both), PAID, then()).is_ok());
    let svix = headers("1700000000", SIGNATURE)
        .map(|(name, value)| (name.to_lowercase().replace("webhook", "svix"), value));
    assert!(Webhook::verify(SECRET, svix, PAID, then()).is_ok());
}

#[test]
fn whoever_knows_better_says_how_it_is_signed() {
    let right = headers("1700000000", SIGNATURE);
    let verified = Webhook::verify_by(&Signing::STANDARD, SECRET, right, PAID, then()).unwrap();
    assert!(matches!(verified.parse().unwrap(), Webhook::OrderPaid(_)));
    let own = Signing::hmac("x-signature");
    let error = Webhook::verify_by(&own, SECRET, right, PAID, then()).unwrap_err();
    assert_eq!(error, Error::MissingHeader("x-signature".to_owned()));
}

#[test]
fn what_is_not_signed_is_not_read() {
    let refused = |headers: &[(&str, &str)], body: &[u8], now| {
        Webhook::verify(SECRET, headers.iter().copied(), body, now).unwrap_err()
    };
    let right = headers("1700000000", SIGNATURE);
    assert_eq!(refused(&right, br#"{"type":"order.paid","total":8}"#, then()), Error::WrongSignature);
    assert_eq!(refused(&headers("1700000001", SIGNATURE), PAID, then()), Error::WrongSignature);
    assert_eq!(refused(&headers("1700000000", "v1,"), PAID, then()), Error::WrongSignature);
    assert_eq!(
        refused(&headers("1700000000", &SIGNATURE.replace("v1,", "v2,")), PAID, then()),
        Error::WrongSignature
    );
    assert_eq!(Webhook::verify("whsec_AAAA", right, PAID, then()).unwrap_err(), Error::WrongSignature);
    for unusable in ["whsec_?", "whsec_", ""] {
        assert_eq!(Webhook::verify(unusable, right, PAID, then()).unwrap_err(), Error::UnusableSecret);
    }
    assert_eq!(refused(&right[..2], PAID, then()), Error::MissingHeader("webhook-signature".to_owned()));
    assert_eq!(
        refused(&headers("soon", SIGNATURE), PAID, then()),
        Error::MalformedHeader("webhook-timestamp".to_owned())
    );
    let five_minutes = Duration::from_mins(5);
    let second = Duration::from_secs(1);
    assert!(Webhook::verify(SECRET, right, PAID, then() + five_minutes).is_ok());
    assert_eq!(refused(&right, PAID, then() + five_minutes + second), Error::NotNow(301));
    assert_eq!(refused(&right, PAID, then() - five_minutes - second), Error::NotNow(301));
}

#[test]
fn a_payload_says_which_one_it_is() {
    let parse = |body: &str| Webhook::parse_unverified("whatever", body.as_bytes());
    for kind in ["order.sent", "order.lost"] {
        let body = format!(r#"{{"type":"{kind}","reason":"rain"}}"#);
        let Webhook::OrderClosed(closed) = parse(&body).unwrap() else { panic!("it was closed") };
        assert_eq!((closed.r#type.as_str(), closed.reason.as_str()), (kind, "rain"));
    }
    let Webhook::Moved(moved) = parse(r#"{"type":"moved","to":"Ulm"}"#).unwrap() else { panic!("it moved") };
    assert_eq!(moved.to, "Ulm");
    let Webhook::Unknown(unknown) = parse(r#"{"type":"order.eaten","by":1}"#).unwrap() else {
        panic!("it is new")
    };
    assert_eq!((unknown.name.as_str(), &unknown.payload["by"]), ("order.eaten", &1.into()));
    assert_eq!(
        parse(r#"{"type":"order.paid","total":"x"}"#).unwrap_err().to_string(),
        r#"the webhook's payload can't be read, at `total`: invalid type: string "x", expected an integer at line 1 column 32"#
    );
    assert!(matches!(parse("[").unwrap_err(), Error::Unreadable { .. }));
    assert!(matches!(parse(r#"{"type":"order.paid","total":1}}"#).unwrap_err(), Error::Unreadable { .. }));
}

#[test]
fn a_header_says_which_one_it_is() {
    // By Python's `hmac`, over `v1:1700000000:["main"]`.
    let signature = "v1=876318b728bce499977497a06ee475c921fe85f7098e72fb206345aa4412dc0e";
    let headers = |event: &'static str| {
        [("X-Forge-Event", event), ("X-Forge-Time", "1700000000"), ("X-Forge-Signature", signature)]
    };
    let body = br#"["main"]"#;
    let verified = Forged::verify("s3cret", headers("push"), body, then()).unwrap();
    assert_eq!(verified.parse().unwrap(), Forged::Push(vec!["main".to_owned()]));
    // Whoever receives it may know better.
    assert_eq!(verified.parse_as("ping").unwrap(), Forged::Ping);
    let nameless = &headers("push")[1..];
    assert_eq!(
        Forged::verify("s3cret", nameless.iter().copied(), body, then()).unwrap_err(),
        Error::MissingHeader("x-forge-event".to_owned())
    );
    assert_eq!(Forged::verify("other", headers("push"), body, then()).unwrap_err(), Error::WrongSignature);
    assert_eq!(Forged::verify("", headers("push"), body, then()).unwrap_err(), Error::UnusableSecret);
    assert_eq!(Forged::parse_unverified("ping", b"anything").unwrap(), Forged::Ping);
}

#[test]
fn a_document_without_operations_is_one_of_types() {
    let star: Star = serde_json::from_str(r#"{"by": "ann"}"#).unwrap();
    assert_eq!(serde_json::to_string(&star).unwrap(), r#"{"by":"ann"}"#);
    let names: Names = vec!["ann".to_owned()];
    assert_eq!(names.len(), 1);
}

#[test]
fn the_secret_is_never_shown() {
    assert_eq!(format!("{:?}", lowcodeapi_runtime::webhooks::Secret::new("s3cret")), "Secret([redacted])");
}
