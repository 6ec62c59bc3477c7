//! Certificates: whom a client trusts beside the operating system, and how it shows who it is.
#![cfg(feature = "rustls-ring")]

use crate::support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lowcodeapi_runtime::{Call, Delivery, Endpoint, ErrorKind, Value};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use support::client::SendEmailRequest;
use support::{Act, Server, TOKEN, builder};
use test_support::Scratch;

const AUTHORITY: &[u8] = include_bytes!("support/tls/authority.pem");
const SERVER: &[u8] = include_bytes!("support/tls/server.pem");
const CLIENT: &[u8] = include_bytes!("support/tls/client.pem");

static FILE: Endpoint = Endpoint::get("File", "/v2/file");

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\nconnection: close\r\n\r\n{\"MessageId\":\"1\"}";

/// A server that shows a certificate of an authority nobody knows; it may ask for one of the same authority.
struct Encrypted {
    url: String,
    connections: Arc<AtomicUsize>,
    /// What came, as text.
    seen: Arc<Mutex<String>>,
}

impl Encrypted {
    fn new(asks: bool) -> Self {
        Self::answering(asks, ANSWER.to_vec())
    }

    fn answering(asks: bool, answer: Vec<u8>) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(AUTHORITY).unwrap()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = if asks {
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        } else {
            config.with_no_client_auth()
        };
        let chain = CertificateDer::pem_slice_iter(SERVER).collect::<Result<_, _>>().unwrap();
        let key = PrivateKeyDer::from_pem_slice(SERVER).unwrap();
        let config = Arc::new(config.with_single_cert(chain, key).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let seen = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = StreamOwned::new(connection, stream);
                let mut head = [0; 4096];
                if let Ok(length) = stream.read(&mut head) {
                    kept.lock().unwrap().push_str(&String::from_utf8_lossy(&head[..length]));
                    let _ = stream.write_all(&answer).and_then(|()| stream.flush());
                    stream.conn.send_close_notify();
                    let _ = stream.flush();
                }
            }
        });
        Self { url, connections, seen }
    }
}

#[tokio::test]
async fn a_certificate_nobody_trusts_is_one_attempt_and_says_so() {
    let server = Encrypted::new(false);
    let client = builder(&server.url).build().unwrap();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Connect, Delivery::NotSent, 1)
    );
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
    let text = error.to_string();
    assert!(text.contains("`root_certificates`") && text.contains("certificate: UnknownIssuer"), "{text}");
    assert!(!text.contains(TOKEN));
}

#[tokio::test]
async fn an_authority_and_an_identity_in_pem_are_what_a_server_asks_for() {
    let open = Encrypted::new(false);
    let client = builder(&open.url).root_certificates(AUTHORITY).build().unwrap();
    assert_eq!(client.send_email(SendEmailRequest::default()).await.unwrap().message_id.unwrap(), "1");

    let closed = Encrypted::new(true);
    let known = builder(&closed.url).root_certificates(AUTHORITY).identity(CLIENT).build().unwrap();
    known.send_email(SendEmailRequest::default()).await.unwrap();
    let unknown = builder(&closed.url).root_certificates(AUTHORITY).timeout(Duration::from_secs(2));
    unknown.build().unwrap().send_email(SendEmailRequest::default()).await.unwrap_err();
}

#[tokio::test]
async fn no_redirect_leads_from_https_to_http_and_no_token_goes_with_one() {
    let scratch = Scratch::new();
    for status in [301, 302, 303, 307, 308] {
        let open = Server::new([Act::answer(200, r#"{"MessageId":"1"}"#)]);
        let secure = Encrypted::answering(
            false,
            format!(
                "HTTP/1.1 {status} Moved\r\nlocation: {}/v2/there\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                open.url()
            )
            .into_bytes(),
        );
        let client = builder(&secure.url).root_certificates(AUTHORITY).build().unwrap();
        let mail = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        let call = || -> Call<Value, support::client::ErrorCode> { client.core().call(&FILE) };
        let streamed = call().stream().await.unwrap_err();
        let saved = call().save_to(scratch.path("file")).await.unwrap_err();
        for error in [mail, streamed, saved] {
            assert_eq!((error.kind(), error.status()), (ErrorKind::Redirect, Some(status)), "{error}");
            assert!(error.location().is_some_and(|to| to.starts_with(&open.url())), "{error}");
            assert!(!format!("{error} {error:?}").contains("SENTINEL"));
        }
        let seen = secure.seen.lock().unwrap();
        assert_eq!((seen.matches("SENTINEL").count(), open.seen().len()), (3, 0), "{seen}");
        assert!(!scratch.path("file").exists());
    }
}

#[test]
fn pem_that_holds_nothing_is_refused_when_the_client_is_built() {
    let https = || builder("https://a.example");
    for builder in [
        https().root_certificates("no certificate"),
        https().root_certificates("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----"),
        https().identity(AUTHORITY),
        https().identity("secret"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().contains("in PEM") && !error.message().contains("secret"), "{error}");
    }
}
