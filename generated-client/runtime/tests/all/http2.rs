//! What is proven of a request over HTTP/2 that ends without an answer.
#![cfg(all(feature = "http2", feature = "own-reqwest"))]

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::client::SendEmailRequest;
use crate::support::control::stock_tls;
use crate::support::{Client, builder, quick};
use lowcodeapi_runtime::{Connections, Delivery, ErrorKind, RetryPolicy};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Types of frames (RFC 9113, section 6).
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

/// Flags of them.
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;
const ENHANCE_YOUR_CALM: u32 = 11;

/// What a server does with a stream whose request it has read.
#[derive(Debug, Clone, Copy)]
enum Act {
    Answers,
    Resets(u32),
    /// Says goodbye with this reason, the last stream it looked at so many behind this one, and hangs up.
    SaysGoodbye(u32, u32),
    HangsUp,
    /// Begins an answer, and then does that.
    Begins(&'static Act),
}

/// A server on loopback that speaks HTTP/2 frame by frame, and does one act after another.
struct Server {
    url: String,
    streams: Arc<AtomicUsize>,
}

impl Server {
    fn new(acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let streams = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&streams);
        let acts: Vec<Act> = acts.into_iter().collect();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (acts, seen) = (acts.clone(), Arc::clone(&seen));
                std::thread::spawn(move || serve(stream.unwrap(), &acts, &seen));
            }
        });
        Self { url, streams }
    }

    fn client(&self, policy: RetryPolicy) -> Client {
        let stock = stock_tls(reqwest::Client::builder().http2_prior_knowledge());
        let builder = builder(&self.url).connections(Connections::from_reqwest_builder(stock));
        builder.retry(policy).build().unwrap()
    }

    fn streams(&self) -> usize {
        self.streams.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, acts: &[Act], seen: &AtomicUsize) -> io::Result<()> {
    let mut preface = [0; PREFACE.len()];
    stream.read_exact(&mut preface)?;
    assert_eq!(preface, PREFACE);
    send(&mut stream, SETTINGS, 0, 0, &[])?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let (kind, flags) = (head[3], head[4]);
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        let mut payload = vec![0; length as usize];
        stream.read_exact(&mut payload)?;
        match kind {
            SETTINGS if flags & ACK == 0 => send(&mut stream, SETTINGS, ACK, 0, &[])?,
            DATA | HEADERS if flags & END_STREAM != 0 => {
                let at = seen.fetch_add(1, Ordering::SeqCst);
                if !act(&mut stream, id, acts[at.min(acts.len() - 1)])? {
                    // Read to its end: what nobody read would make a reset of the goodbye.
                    stream.shutdown(Shutdown::Write)?;
                    return io::copy(&mut stream, &mut io::sink()).map(drop);
                }
            }
            _ => {}
        }
    }
}

/// Does it; whether the connection stays.
fn act(stream: &mut TcpStream, id: u32, act: Act) -> io::Result<bool> {
    match act {
        Act::Answers => {
            head(stream, id)?;
            send(stream, DATA, END_STREAM, id, br#"{"data":{"MessageId":"1"}}"#)?;
        }
        Act::Resets(reason) => send(stream, RST_STREAM, 0, id, &reason.to_be_bytes())?,
        Act::SaysGoodbye(reason, behind) => {
            let last = id.saturating_sub(behind);
            send(stream, GOAWAY, 0, 0, &[last.to_be_bytes(), reason.to_be_bytes()].concat())?;
            return Ok(false);
        }
        Act::HangsUp => return Ok(false),
        Act::Begins(then) => {
            head(stream, id)?;
            send(stream, DATA, 0, id, br#"{"data":"#)?;
            return self::act(stream, id, *then);
        }
    }
    Ok(true)
}

/// A status of 200 and the length of the answer, by their numbers in HPACK's table.
fn head(stream: &mut TcpStream, id: u32) -> io::Result<()> {
    send(stream, HEADERS, END_HEADERS, id, b"\x88\x0f\x0d\x0226")
}

fn send(stream: &mut TcpStream, kind: u8, flags: u8, id: u32, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let head = [&length[1..], &[kind, flags], &id.to_be_bytes()].concat();
    stream.write_all(&[&head, payload].concat())
}

#[tokio::test]
async fn a_request_is_unsent_where_the_service_says_so_and_in_doubt_where_it_does_not() {
    let unsent = (ErrorKind::Interrupted, Delivery::NotSent);
    let in_doubt = (ErrorKind::Interrupted, Delivery::Unknown);
    for (act, expected) in [
        (Act::Resets(REFUSED_STREAM), unsent),
        (Act::Resets(CANCEL), in_doubt),
        (Act::Resets(INTERNAL_ERROR), in_doubt),
        (Act::Resets(ENHANCE_YOUR_CALM), in_doubt),
        (Act::Resets(NO_ERROR), in_doubt),
        (Act::SaysGoodbye(NO_ERROR, 1), unsent),
        (Act::SaysGoodbye(INTERNAL_ERROR, 1), unsent),
        (Act::SaysGoodbye(NO_ERROR, 0), in_doubt),
        (Act::SaysGoodbye(INTERNAL_ERROR, 0), in_doubt),
        (Act::HangsUp, in_doubt),
        // Who has begun an answer has looked at the request, whatever comes then.
        (Act::Begins(&Act::HangsUp), in_doubt),
        (Act::Begins(&Act::Resets(REFUSED_STREAM)), in_doubt),
        // hyper takes this one and the next for an end like any other.
        (Act::Begins(&Act::Resets(NO_ERROR)), in_doubt),
        (Act::Begins(&Act::SaysGoodbye(NO_ERROR, 1)), in_doubt),
    ] {
        let server = Server::new([act]);
        let client = server.client(RetryPolicy::none());
        let error = client.send_email(SendEmailRequest::from("a@b")).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), expected, "{act:?}: {error:?}");
        assert_eq!((error.attempts(), server.streams()), (1, 1), "{act:?}");
        let says_so = error.message().contains("before it looked at it");
        assert_eq!(says_so, expected == unsent, "{error}");
    }
}

#[tokio::test]
async fn what_is_proven_unsent_is_sent_again_and_nothing_else_is() {
    for act in [Act::Resets(REFUSED_STREAM), Act::SaysGoodbye(NO_ERROR, 1)] {
        let server = Server::new([act, act, Act::Answers]);
        let sent = server.client(quick()).send_email(SendEmailRequest::from("a@b")).detailed().await.unwrap();
        assert_eq!((sent.attempts, server.streams()), (3, 3), "{act:?}");
    }
    for act in [Act::Resets(CANCEL), Act::SaysGoodbye(NO_ERROR, 0), Act::HangsUp] {
        let server = Server::new([act, Act::Answers]);
        let error = server.client(quick()).send_email(SendEmailRequest::from("a@b")).await.unwrap_err();
        assert_eq!((error.delivery(), server.streams()), (Delivery::Unknown, 1), "{act:?}");
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_off_is_no_whole_one() {
    for then in [&Act::HangsUp, &Act::Resets(NO_ERROR), &Act::SaysGoodbye(NO_ERROR, 1)] {
        let server = Server::new([Act::Begins(then)]);
        let client = server.client(RetryPolicy::none());
        let mut download = client.anything().stream().await.unwrap();
        let mut body = Vec::new();
        let error = loop {
            match download.chunk().await {
                Ok(Some(piece)) => body.extend_from_slice(&piece),
                Ok(None) => panic!("{then:?}: {} bytes of 26 were taken for all", body.len()),
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown), "{then:?}");
    }
}

#[tokio::test]
async fn answers_that_come_whole_are_read() {
    let server = Server::new([Act::Answers]);
    let client = server.client(RetryPolicy::none());
    for _ in 0..3 {
        client.send_email(SendEmailRequest::from("a@b")).await.unwrap();
    }
    assert_eq!(server.streams(), 3);
}
