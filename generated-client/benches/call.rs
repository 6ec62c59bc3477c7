//! What a call costs beside the same call written by hand: time, and allocations of the calling thread.
//!
//! The service is a thread of this process that allocates nothing for a request, so allocations are the caller's alone.
//!
//! Instructions of the calling thread, by callgrind: the difference of two runs, one of them with more calls, is what the
//! calls took. `BENCH` is the binary `cargo bench -p lowcodeapi-awsses --no-run` names; the first of the files callgrind
//! writes (`….out.*-01`) is the calling thread's.
//!
//! ```sh
//! for calls in 1000 3000; do
//!     valgrind --tool=callgrind --separate-threads=yes --callgrind-out-file=$calls.out \
//!         BENCH --bench --sample-count 1 --sample-size $calls '^call::client$'
//!     grep totals $calls.out-01
//! done
//! ```

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use divan::{AllocProfiler, Bencher};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use lowcodeapi_awsses::Client;
use lowcodeapi_awsses::types::*;
use serde::Deserialize;
use tokio::runtime::Runtime;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const PATH: &str = "/awsses/v2/email/outbound-emails";
const TOKEN: &str = "at_0123456789abcdef";
const ANSWER: &str = concat!(
    "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: 76\r\n\r\n",
    r#"{"data":{"MessageId":"0100018b2f3a4c5d-6e7f8a9b-0c1d-2e3f-4a5b-6c7d8e9f0a"}}"#
);

#[derive(Deserialize)]
struct Envelope {
    data: SendEmailResponse,
}

fn main() {
    // Nothing is encrypted here, but reqwest makes no client without it.
    drop(rustls::crypto::ring::default_provider().install_default());
    divan::main();
}

/// The same mail for all of them.
fn mail() -> SendEmailRequest {
    SendEmailRequest::new(EmailContent::simple(
        "Welcome",
        Body::html("<h1>Welcome!</h1>").text("Thank you for signing up!"),
    ))
    .from_email_address("news@example.com")
    .destination(Destination::to(["ann@example.com"]))
    .email_tags([MessageTag::new("Campaign", "Welcome")])
}

/// A service that gives every request the same answer.
fn service() -> String {
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
    let mut request = [0; 4096];
    let mut length = 0;
    while let Ok(count @ 1..) = stream.read(&mut request[length..]) {
        length += count;
        // How the mail's JSON ends, and nothing before it.
        if request[..length].ends_with(b"}]}") {
            length = 0;
            if stream.write_all(ANSWER.as_bytes()).is_err() {
                return;
            }
        }
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// This client.
#[divan::bench]
fn client(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let client = Client::builder().token(TOKEN).base_url(service()).build().expect("a client");
    let call = || runtime.block_on(async { client.send_email(mail()).await }).expect("a success");
    // The connection is made before anything is measured.
    call();
    bencher.bench_local(call);
}

/// reqwest as one would use it, with the same limits.
#[divan::bench]
fn reqwest(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let client = ::reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(5))
        .build()
        .expect("a client");
    let url = format!("{}{PATH}", service());
    let call = || {
        runtime.block_on(async {
            let request = client.post(&url).query(&[("api_token", TOKEN)]).json(&mail());
            let answer = request.send().await.expect("an answer").error_for_status().expect("a success");
            answer.json::<Envelope>().await.expect("a message id").data
        })
    };
    call();
    bencher.bench_local(call);
}

/// hyper-util: what is left when even reqwest is too much, without any limit.
#[divan::bench]
fn hyper_util(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let client = legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let url = format!("{}{PATH}?api_token={TOKEN}", service());
    let call = || {
        runtime.block_on(async {
            let body = serde_json::to_vec(&mail()).expect("JSON");
            let request = hyper::Request::post(url.as_str()).header("content-type", "application/json");
            let request = request.body(Full::from(body)).expect("a request");
            let answer = client.request(request).await.expect("an answer");
            assert!(answer.status().is_success());
            let body = answer.into_body().collect().await.expect("a body").to_bytes();
            serde_json::from_slice::<Envelope>(&body).expect("a message id").data
        })
    };
    call();
    bencher.bench_local(call);
}
