//! The token turns up nowhere: not in errors and what they keep of an answer, not in `Debug`, not in what is logged at the finest level.

use std::error::Error as _;
use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::client::SendEmailRequest;
use crate::support::control::{ALL, with};
use crate::support::{Act, Client, Server, TOKEN, builder, closed_port, no_route, ok};
use lowcodeapi_runtime::{Token, Value};
use serde_json::json;

/// Part of the token, and in no spelling of it encoded.
const TOKEN_PART: &str = "SENTINEL";
const PROXY_PASSWORD: &str = "PROXYWORD";
/// What a caller adds to a call may be an address, as its parameters may.
const ADDED: &str = "ADDRESSEE";

/// Everything that was shown.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Vec<u8>>>);

impl io::Write for Shown {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shown {
    fn show(&self, what: &impl Debug) {
        io::Write::write_all(&mut self.clone(), format!("{what:?} {what:#?}\n").as_bytes()).unwrap();
    }

    /// `Display`, `Debug` and the whole chain of sources.
    fn error(&self, error: &crate::support::client::Error) {
        let mut text = format!("{error} {error:?} {error:#?} {:?} {:?}\n", error.message(), error.excerpt());
        let body = String::from_utf8_lossy(error.body());
        writeln!(text, "{:?} {body} {} {:?}", error.headers(), error.text(), error.decode::<Value>())
            .unwrap();
        let mut source = error.source();
        while let Some(cause) = source {
            writeln!(text, "{cause} {cause:?}").unwrap();
            source = cause.source();
        }
        self.show(&text);
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// Every answer that repeats the token, and every way to fail.
fn acts() -> Vec<Act> {
    let encoded = "at_SENTINEL%2F0%2Bx%3D9~Q";
    let logging = json!({ "message": format!("bad {TOKEN}"), "provider": "awsses", "error": {
        "code": format!("code{TOKEN}"), "Message": format!("you sent {TOKEN} or {encoded}"),
        "logging": { "api_token": TOKEN, "headers": { "x": TOKEN } } }, "headers": { "x-amzn-requestid": TOKEN } });
    let escaped = TOKEN.replace('/', "\\/");
    vec![
        Act::answer(401, logging.to_string()),
        Act::answer(403, logging.to_string()),
        Act::answer(400, format!("<html>{TOKEN} {encoded} at_SENTINEL%2f0%2bx%3d9~Q {escaped}</html>")),
        Act::answer(500, logging.to_string()),
        Act::answer(429, logging.to_string()),
        Act::answer(302, TOKEN).header("location", format!("http://127.0.0.1:9/?api_token={encoded}")),
        ok(&format!("{}{TOKEN}", "x".repeat(190))),
        ok(&format!(r#"{{"MessageId":["{escaped}"]}}"#)),
        ok(&format!(r#"{{"data":{{"{TOKEN}":1}}}}"#)),
        ok(&format!(r#"{{"MessageId":"{TOKEN}" oops"#)),
        no_route(),
        Act::ResetBeforeReading,
        Act::ResetAfterReading,
        Act::ResetInHead,
        Act::answer(200, logging.to_string()).truncated(),
        Act::answer(400, logging.to_string()).truncated(),
        Act::StallBeforeAnswer,
        Act::answer(200, logging.to_string()).stalling(),
        ok(r#"{"MessageId":"1"}"#).header("x-echo", TOKEN),
    ]
}

#[tokio::test]
async fn the_token_is_never_shown() {
    let shown = Shown::default();
    let writer = shown.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let panics = shown.clone();
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        panics.show(&panic.to_string());
        default(panic);
    }));

    for (act, control) in acts().into_iter().flat_map(|act| ALL.map(|control| (act.clone(), control))) {
        let server = Server::new([act]);
        let builder = builder(&server.url()).timeout(Duration::from_millis(300)).header("x-all", ADDED);
        let builder = with(builder, control);
        shown.show(&builder);
        let client = builder.build().unwrap();
        shown.show(&client);
        let call = client.send_email(SendEmailRequest::default()).query_pair("to", ADDED);
        let call = call.header("x-to", ADDED).body_member("to", ADDED);
        shown.show(&call);
        match call.detailed().await {
            Ok(detailed) => shown.show(&detailed),
            Err(error) => shown.error(&error),
        }
        if let Err(error) = client.retrieve_page("a").await {
            shown.error(&error);
        }
        let refused = client.ping().query_pair("api_token", ADDED).header("host", ADDED).await;
        shown.error(&refused.unwrap_err());
        shown.error(&client.ping().header("x-a", format!("{ADDED}\n")).await.unwrap_err());
    }

    let proxied = format!("http://user:{PROXY_PASSWORD}@{}", closed_port().trim_start_matches("http://"));
    for builder in [
        builder(&closed_port()),
        builder("https://lowcodeapi.invalid"),
        builder(&closed_port().replace("http", "https")),
        builder("https://lowcodeapi.invalid").proxy(proxied),
    ] {
        shown.show(&builder);
        let client = builder.build().unwrap();
        shown.show(&client);
        shown.error(&client.send_email(SendEmailRequest::default()).await.unwrap_err());
    }

    for builder in [
        Client::builder().token(format!("{TOKEN}\n")),
        builder(&format!("https://api.example/?api_token={TOKEN}")),
        builder(&format!("https://user:{TOKEN_PART}@api.example")),
        builder(&format!("http://{TOKEN}.example")),
        builder("https://api.example").proxy(format!("http://user:{PROXY_PASSWORD}@")),
        builder("https://api.example").user_agent(format!("{TOKEN}\n")),
    ] {
        shown.show(&builder);
        shown.error(&builder.build().unwrap_err());
    }
    shown.show(&Token::new(TOKEN));

    let text = shown.text();
    assert!(
        text.contains("reuse idle connection") || text.contains("pooling idle connection"),
        "nothing was logged"
    );
    #[cfg(feature = "tracing")]
    assert!(text.contains("http.request.method"), "no span was logged");
    for secret in [TOKEN_PART, PROXY_PASSWORD, ADDED] {
        let leak = text.lines().find(|line| line.contains(secret));
        assert!(leak.is_none(), "{leak:?}");
    }
}
