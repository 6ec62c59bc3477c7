//! Answers that come compressed are unpacked, and not beyond the limit.
#![cfg(feature = "gzip")]

use crate::support;

use lowcodeapi_runtime::ErrorKind;
use support::client::SendEmailRequest;
use support::{Act, Server, builder};

/// `{"data":{"MessageId":"1"}}`.
const MESSAGE: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x4a\x49\x2c\x49\x54\xb2\xaa\x56\xf2\x4d\x2d\x2e\x4e\x4c\x4f\xf5\x4c\x51\xb2\x52\x32\x54\xaa\xad\x05\x00\x75\x80\x20\x64\x1a\x00\x00\x00";

/// A hundred thousand times `0`, in 133 bytes.
fn bomb() -> Vec<u8> {
    let (begin, end) = (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\x4a\xeb\x9f\xce\x1a\x1e\x40\x01", b"\xaf\x06\x85\xc2\x4d\xc5\xa0\x86\x01\x00");
    [&begin[..], &[0; 96], &end[..]].concat()
}

#[tokio::test]
async fn a_compressed_answer_is_unpacked() {
    let server = Server::new([Act::answer(200, MESSAGE).header("content-encoding", "gzip")]);
    let client = builder(&server.url()).build().unwrap();
    let sent = client.send_email(SendEmailRequest::default()).await.unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("1"));
    assert!(server.only().header("accept-encoding").unwrap().contains("gzip"));
}

#[tokio::test]
async fn the_limit_is_that_of_what_is_unpacked() {
    let server = Server::new([Act::answer(200, bomb()).header("content-encoding", "gzip")]);
    let client = |limit| builder(&server.url()).max_response_bytes(limit).build().unwrap();
    assert_eq!(client(100_000).download().await.unwrap().len(), 100_000);
    assert_eq!(client(99_999).download().await.unwrap_err().kind(), ErrorKind::TooLarge);
}
