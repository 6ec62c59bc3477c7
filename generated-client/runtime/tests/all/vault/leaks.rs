//! Nothing that shows what came back shows a secret with it.

use std::collections::HashMap;

use lowcodeapi_runtime::{Delivery, ErrorKind};

use super::{ALL, BASIC, SECRETS, Spy, all_schemes, parrot, safe, shown, tells};
use crate::support::control::OverReqwest;
use crate::support::{Act, Server};

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
    const NAME: &str = "k_sentinel~9";
    for status in [200, 401] {
        let server = Server::new([Act::answer(status, "{}").header(NAME, "1").header("x-other", "2")]);
        let spy = Spy::default();
        let builder = SECRETS.into_iter().fold(safe::Client::builder(), |builder, (scheme, secret)| {
            builder.credential(scheme, if scheme == "header" { NAME } else { secret })
        });
        let builder = builder.base_url(server.url()).call_layer(spy.clone()).attempt_layer(spy.clone());
        let result = builder.build().unwrap().open().await;
        let seen = spy.seen();
        assert!(seen.contains("x-other: 2"), "{seen}");
        assert_eq!(tells(&seen), None, "{seen}");
        assert_eq!(server.only().header("x-key"), Some(NAME));
        if let Err(error) = result {
            assert_eq!(tells(&shown(&error)), None, "{}", shown(&error));
        }
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
