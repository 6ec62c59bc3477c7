//! What a call costs beside the same call written by hand: time, and allocations of the calling side.
//!
//! The server is a thread of the same process that allocates nothing per request, so what is counted is the client's.
//! For instructions, run one of the three under callgrind: `valgrind --tool=callgrind BINARY --bench runtime`.

#[path = "../tests/support/client.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::needless_pass_by_value)]
mod client;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use client::{Client, SendEmailRequest, SendEmailResponse};
use divan::{AllocProfiler, Bencher};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const PATH: &str = "/awsses/v2/email/outbound-emails";
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{\"data\":{\"MessageId\":\"0100018b-0000-0000-000000\"}}";

#[derive(Deserialize)]
struct Data {
    data: SendEmailResponse,
}

fn main() {
    // Nothing is encrypted here, but reqwest makes no client without it.
    drop(rustls::crypto::ring::default_provider().install_default());
    divan::main();
}

/// Answers every request with the same bytes, and allocates nothing for it.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    url
}

fn serve(mut stream: TcpStream) {
    drop(stream.set_nodelay(true));
    let mut buffer = [0; 4096];
    let mut filled = 0;
    while let Ok(count @ 1..) = stream.read(&mut buffer[filled..]) {
        filled += count;
        // The body of every request of this benchmark ends so, and nothing before it does.
        if buffer[..filled].ends_with(b"}") {
            filled = 0;
            if stream.write_all(ANSWER).is_err() {
                return;
            }
        }
    }
}

fn runtime_of_one_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn mail() -> SendEmailRequest {
    SendEmailRequest::from("news@example.com")
}

#[divan::bench]
fn runtime(bencher: Bencher<'_, '_>) {
    let tokio = runtime_of_one_thread();
    let client = Client::builder().token("at_token").base_url(server()).build().expect("a client");
    bencher.bench_local(|| tokio.block_on(async { client.send_email(mail()).await }).expect("a success"));
}

#[divan::bench]
fn reqwest(bencher: Bencher<'_, '_>) {
    let tokio = runtime_of_one_thread();
    let client = ::reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(5))
        .build()
        .expect("a client");
    let url = format!("{}{PATH}", server());
    bencher.bench_local(|| {
        tokio.block_on(async {
            let request = client.post(&url).query(&[("api_token", "at_token")]).json(&mail());
            let answer =
                request.send().await.and_then(::reqwest::Response::error_for_status).expect("an answer");
            answer.json::<Data>().await.expect("a success").data
        })
    });
}

#[divan::bench]
fn hyper_util(bencher: Bencher<'_, '_>) {
    let tokio = runtime_of_one_thread();
    let client: legacy::Client<_, Full<Bytes>> = legacy::Client::builder(TokioExecutor::new()).build_http();
    let url = format!("{}{PATH}?api_token=at_token", server());
    bencher.bench_local(|| {
        tokio.block_on(async {
            let body = serde_json::to_vec(&mail()).expect("JSON");
            let request = hyper::Request::post(&url)
                .header("content-type", "application/json")
                .body(Full::from(body))
                .expect("a request");
            let answer = client.request(request).await.expect("an answer");
            let body = answer.into_body().collect().await.expect("a body").to_bytes();
            serde_json::from_slice::<Data>(&body).expect("a success").data
        })
    });
}
