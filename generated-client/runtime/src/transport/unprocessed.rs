//! What HTTP/2 tells of a request that the service never looked at.

use std::error::Error as StdError;

/// Whether the other side says that it did nothing with the request (RFC 9113, section 8.7): it refused the stream, or said
/// goodbye and named an earlier stream as the last it looked at. Streams up to that one get no such error: where the
/// connection ends before their answer, nothing is known of them.
#[cfg(feature = "http2")]
pub(super) fn is_unprocessed(error: &(dyn StdError + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(known) = cause {
        if let Some(error) = known.downcast_ref::<h2::Error>() {
            let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (refused || error.is_go_away());
        }
        cause = known.source();
    }
    false
}

/// Without HTTP/2 nothing does.
#[cfg(not(feature = "http2"))]
pub(super) fn is_unprocessed(_: &(dyn StdError + 'static)) -> bool {
    false
}
