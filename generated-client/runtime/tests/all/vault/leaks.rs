//! Nothing that shows what came back shows a secret with it.

use std::collections::HashMap;

use lowcodeapi_runtime::{Delivery, ErrorKind};

use super::{ALL, BASIC, SECRETS, Spy, all_schemes, parrot, safe, shown, tells};
use crate::support::control::OverReqwest;
use crate::support::{Act, Server, quick};

#[tokio::test]
async fn a_layer_reads_no_secret_wherever_it_looks_and_however_the_service_spells_it() {
    for status in [200, 401, 500] {
        for (builder, secrets) in [ALL, BASIC] {
            for own in [false, true] {
                let server = parrot(status, secrets);
                let spy = Spy::default();
                let builder = builder(&server).call_layer(spy.clone()).attempt_layer(spy.clone());
                let builder = if own { builder.transport(OverReqwest::new()) } else { builder };
                let result = builder.build().unwrap().open().await;
                assert_eq!(result.is_ok(), status == 200);
                let seen = spy.seen();
                assert!(seen.contains("x-echo") && seen.contains("[redacted]"), "{seen}");
                assert_eq!(tells(&seen), None, "{seen}");
                // It was sent, and repeated.
                let sent = format!("{:?}", server.seen());
                assert!(sent.contains("SENTINEL") || sent.contains("Basic "), "{sent}");
                if let Err(error) = result {
                    assert_eq!(tells(&shown(&error)), None, "{}", shown(&error));
                }
            }
        }
    }
}

#[tokio::test]
async fn a_secret_in_the_name_of_a_header_is_shown_to_nobody() {
    // Names arrive in lower case, however they were sent.
    for (secret, status) in
        ["k_sentinel~9", "K_Sentinel~9"].into_iter().flat_map(|secret| [(secret, 200), (secret, 401)])
    {
        let server =
            Server::by_rule(move |_| Act::answer(status, "{}").header(secret, "1").header("x-other", "2"));
        let builder = || {
            let builder = safe::Client::builder().base_url(server.url()).retry(quick());
            SECRETS.into_iter().fold(builder, |builder, (scheme, other)| {
                builder.credential(scheme, if scheme == "header" { secret } else { other })
            })
        };
        let spy = Spy::default();
        let layered = builder().call_layer(spy.clone()).attempt_layer(spy.clone());
        for builder in [layered, builder()] {
            if let Err(error) = builder.build().unwrap().open().await {
                let told = format!("{} {:?}", shown(&error), error.headers());
                assert!(told.contains("x-other") && !told.to_lowercase().contains("sentinel~9"), "{told}");
            }
        }
        let seen = spy.seen();
        assert!(seen.contains("x-other: 2"), "{seen}");
        assert!(!seen.to_lowercase().contains("sentinel~9"), "{seen}");
        assert_eq!(server.seen()[0].header("x-key"), Some(secret));
    }
}

#[tokio::test]
async fn an_error_shows_no_secret_where_the_answer_would_have_been_streamed() {
    for (builder, secrets) in [ALL, BASIC] {
        let server = parrot(401, secrets);
        let client = builder(&server).build().unwrap();
        let error = client.stream().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Unauthorized, Delivery::Refused));
        assert_eq!(tells(&shown(&error)), None, "{}", shown(&error));
    }
}

#[tokio::test]
async fn a_line_of_a_stream_that_cannot_be_read_shows_no_secret_and_no_name_that_is_one() {
    for (_, secret) in SECRETS {
        let name = format!(r#"{{"{secret}":"x"}}"#);
        let value = format!(r#"{{"a":"{secret}"}}"#);
        for line in [name, value] {
            let lines = format!("{{\"a\":1}}\n{line}\n");
            let server = Server::new([
                Act::new(200, "application/x-ndjson", &lines),
                Act::answer(200, &line).header("x-echo", secret),
            ]);
            let client = all_schemes(&server).build().unwrap();
            let mut events =
                client.numbers().events_of::<HashMap<String, u8>>("application/x-ndjson").await.unwrap();
            assert!(events.next().await.unwrap().is_some());
            let error = events.next().await.unwrap_err();
            assert_eq!((error.kind(), tells(&shown(&error))), (ErrorKind::Decode, None), "{}", shown(&error));
            let error = client.numbers().await.unwrap_err();
            assert_eq!((error.kind(), tells(&shown(&error))), (ErrorKind::Decode, None), "{}", shown(&error));
        }
    }
}
