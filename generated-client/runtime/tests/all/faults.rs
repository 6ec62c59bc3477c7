//! What can go wrong with a send, what the error says, and how many mails may be under way.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::support::client::SendEmailRequest;
use crate::support::control::{ALL, Control, with};
use crate::support::{Act, Server, builder, closed_port, no_route, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;
const REFUSAL: &str = r#"{"message":"Error","provider":"awsses","error":{"__type":"X"}}"#;

/// Where a call goes.
#[derive(Clone)]
enum Place {
    Plain(Vec<Act>),
    /// TLS to a server that speaks none.
    Encrypted(Vec<Act>),
    Url(String),
}

struct Row {
    fault: &'static str,
    place: Place,
    timeout: Duration,
}

fn row(fault: &'static str, act: Act) -> Row {
    Row { fault, place: Place::Plain(vec![act]), timeout: Duration::from_secs(5) }
}

fn stalled(fault: &'static str, place: Place) -> Row {
    Row { fault, place, timeout: Duration::from_millis(150) }
}

fn rows() -> Vec<Row> {
    let body = || MESSAGE.to_owned();
    let elsewhere = |fault, url| Row { fault, place: Place::Url(url), timeout: Duration::from_secs(5) };
    vec![
        elsewhere("connection refused", closed_port()),
        elsewhere("no such host", "https://lowcodeapi.invalid".into()),
        Row {
            fault: "connection closed in the TLS handshake",
            place: Place::Encrypted(vec![Act::ResetBeforeReading]),
            timeout: Duration::from_secs(5),
        },
        Row {
            fault: "stall in the TLS handshake",
            place: Place::Encrypted(vec![Act::StallBeforeReading]),
            timeout: Duration::from_secs(5),
        },
        stalled(
            "stall in the TLS handshake until the call's time is up",
            Place::Encrypted(vec![Act::StallBeforeReading]),
        ),
        row("reset while the request is written", Act::ResetWhileReading),
        row("reset before the request is read", Act::ResetBeforeReading),
        row("reset after the request was read", Act::ResetAfterReading),
        row("reset in the answer's head", Act::ResetInHead),
        row("200, body cut off", Act::answer(200, body()).truncated()),
        stalled("stall before the request is read", Place::Plain(vec![Act::StallBeforeReading])),
        stalled("stall before the answer", Place::Plain(vec![Act::StallBeforeAnswer])),
        stalled("stall in the answer's head", Place::Plain(vec![Act::StallInHead])),
        stalled("stall in the body of a 200", Place::Plain(vec![Act::answer(200, body()).stalling()])),
        stalled("stall in the body of a 400", Place::Plain(vec![Act::answer(400, REFUSAL).stalling()])),
        row("200 with HTML", ok("<html>").header("content-type", "text/html")),
        row("200, empty", ok("")),
        row("200 with `null`", ok("null")),
        row("302", Act::answer(302, "").header("location", "http://127.0.0.1:9/")),
        row("400", Act::answer(400, REFUSAL)),
        row("400, body cut off", Act::answer(400, REFUSAL).truncated()),
        row("401", Act::answer(401, REFUSAL)),
        row("403", Act::answer(403, REFUSAL)),
        row("404 of the service: no such route", no_route()),
        row("404 of the provider", Act::answer(404, REFUSAL)),
        row("404 with HTML", Act::answer(404, "<html>")),
        row("405 of the service", Act::answer(405, "")),
        row("405 of the provider", Act::answer(405, REFUSAL)),
        row("429", Act::answer(429, REFUSAL)),
        row("429 with `Retry-After: 60`", Act::answer(429, REFUSAL).header("retry-after", "60")),
        row("500", Act::answer(500, REFUSAL)),
        row("502", Act::answer(502, "<html>")),
        row("503", Act::answer(503, "")),
        row("504", Act::answer(504, "")),
    ]
}

/// One row's call: the error, and how many requests the server accepted.
async fn play(row: &Row, control: Control) -> (crate::support::client::Error, usize) {
    let (server, url) = match row.place.clone() {
        Place::Url(url) => (None, url),
        Place::Plain(acts) => {
            let server = Server::new(acts);
            let url = server.url();
            (Some(server), url)
        }
        Place::Encrypted(acts) => {
            let server = Server::new(acts);
            let url = server.url().replace("http://", "https://");
            (Some(server), url)
        }
    };
    let mut builder = with(builder(&url).timeout(row.timeout), control);
    if control != Control::LayersAndTransport {
        builder = builder.connect_timeout(Duration::from_millis(400));
    }
    let client = builder.build().expect("the settings are right");
    // What is added to a call changes nothing about what becomes of it.
    let call = client.send_email(SendEmailRequest::from("a@b")).query_pair("a", 1);
    let error = call.header("x-a", 1).body_member("a", 1).await.expect_err(row.fault);
    (error, server.map_or(0, |server| server.accepted()))
}

#[tokio::test]
async fn the_matrix_in_the_documentation_is_what_happens() {
    let mut table = String::from(
        "| what happens to a send | `kind()` | `delivery()` | attempts | requests accepted |\n|---|---|---|---|---|\n",
    );
    for row in rows() {
        let fault = row.fault;
        let (error, accepted) = play(&row, Control::Nothing).await;
        for control in ALL {
            // The transport of the tests has no TLS.
            if control == Control::LayersAndTransport && !matches!(row.place, Place::Plain(_)) {
                continue;
            }
            let (other, others) = play(&row, control).await;
            let what =
                |error: &crate::support::client::Error| (error.kind(), error.delivery(), error.attempts());
            assert_eq!((what(&other), others), (what(&error), accepted), "{fault} with {control:?}");
        }
        assert!(accepted <= 1, "{fault}: {accepted} requests were accepted");
        assert!(accepted == 0 || error.delivery() == Delivery::Unknown, "{fault}: {error:?}");
        writeln!(
            table,
            "| {fault} | `{:?}` | `{:?}` | {} | {accepted} |",
            error.kind(),
            error.delivery(),
            error.attempts()
        )
        .unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, table, "docs/faults.md is stale: run this test with UPDATE_FAULTS=1");
}

/// What one act means for a call that has tries left or not.
fn expected(act: &Act) -> Option<Result<(), (ErrorKind, Delivery)>> {
    let unknown = |kind| Some(Err((kind, Delivery::Unknown)));
    match act {
        Act::Answer(answer) => match answer.status {
            200 if answer.body == MESSAGE.as_bytes() => Some(Ok(())),
            200 => unknown(ErrorKind::Decode),
            404 => Some(Err((ErrorKind::RouteMiss, Delivery::NotSent))),
            429 => None,
            400 => Some(Err((ErrorKind::Refused, Delivery::Refused))),
            _ => unknown(ErrorKind::Server),
        },
        Act::StallBeforeReading | Act::StallBeforeAnswer | Act::StallInHead | Act::StallInBody(_) => {
            unknown(ErrorKind::Timeout)
        }
        _ => unknown(ErrorKind::Interrupted),
    }
}

fn draw(random: &mut fastrand::Rng) -> Act {
    let body = || MESSAGE.to_owned();
    match random.u8(0..24) {
        0..=5 => Act::answer(429, REFUSAL),
        6 => Act::answer(429, REFUSAL).header("retry-after", "0"),
        7 | 8 => ok(MESSAGE),
        9 => ok("<html>"),
        10 => Act::answer(400, REFUSAL),
        11 => no_route(),
        12 => Act::answer(500, REFUSAL),
        13 => Act::answer(502, "<html>"),
        14 => Act::answer(503, ""),
        15 => Act::answer(504, ""),
        16 => Act::ResetBeforeReading,
        17 => Act::ResetWhileReading,
        18 => Act::ResetAfterReading,
        19 => Act::ResetInHead,
        20 => Act::answer(200, body()).truncated(),
        21 => Act::StallBeforeReading,
        22 => Act::StallBeforeAnswer,
        _ => Act::answer(200, body()).stalling(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_sends_among_faults_never_send_twice() {
    let seed = std::env::var("FAULT_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| fastrand::u64(..));
    println!("FAULT_SEED={seed}");
    let workers: Vec<_> = (0..8).map(|worker| tokio::spawn(sends(seed.wrapping_add(worker), 125))).collect();
    for worker in workers {
        worker.await.expect("no send broke its promise");
    }
}

async fn sends(seed: u64, count: usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    for run in 0..count {
        let acts: Vec<Act> = std::iter::repeat_with(|| draw(&mut random)).take(3).collect();
        let server = Server::new(acts.clone());
        // Short, for some answers never come; long enough for a busy machine to give the others.
        let control = ALL[random.usize(0..ALL.len())];
        let builder = builder(&server.url()).timeout(Duration::from_secs(1));
        let client = with(builder, control).build().unwrap();
        let result = client.send_email(SendEmailRequest::from("a@b")).await;
        let accepted = server.accepted();
        let told =
            format!("seed {seed}, run {run}, {control:?}: {acts:?} gave {result:?}, accepted {accepted}");

        let wanted = acts.iter().find_map(expected).unwrap_or(Err((ErrorKind::Throttled, Delivery::Refused)));
        assert!(accepted <= 1, "{told}");
        match (&result, wanted) {
            (Ok(_), Ok(())) => assert_eq!(accepted, 1, "{told}"),
            (Err(error), Err(wanted)) => {
                assert_eq!((error.kind(), error.delivery()), wanted, "{told}");
                assert!(accepted == 0 || error.delivery() == Delivery::Unknown, "{told}");
            }
            _ => panic!("{told}"),
        }
    }
}
