//! Bodies that are one JSON value after another: lines (`application/x-ndjson`) or records (RFC 7464).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

use crate::error::{BoxError, Failure};
use crate::json;
use crate::media_type;
use crate::upload::Upload;

/// How many bytes are gathered before they are sent.
const PIECE: usize = 64 * 1024;

/// JSON values to be sent one after another: of a list, of an iterator or of a stream.
///
/// What is in memory can be sent again, as a call that is tried again does. An iterator and a stream are read while they are
/// sent, of which no more is in memory than a piece, and can be sent once.
///
/// ```
/// use lowcodeapi_runtime::Sequence;
///
/// let few = Sequence::from(["a", "b"]);
/// let many = Sequence::from_iterator((0..1_000_000).map(|at| format!("row {at}")));
/// # drop((few, many));
/// ```
pub struct Sequence<T>(Content<T>);

enum Content<T> {
    Written(String),
    Listed(Vec<T>),
    Read(Items<T>),
}

type Items<T> = Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>;

impl<T: Send + 'static> Sequence<T> {
    /// What an iterator yields, while it is sent.
    #[must_use]
    pub fn from_iterator<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T, IntoIter: Send + 'static>,
    {
        Self(Content::Read(Box::pin(Iterated(items.into_iter()))))
    }

    /// What a stream yields, while it is sent. An error of it ends the call.
    #[must_use]
    pub fn from_stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self(Content::Read(Box::pin(Converted(Box::pin(items)))))
    }
}

impl<T: Serialize + 'static> Sequence<T> {
    /// The body in a media type, which says what stands between values.
    pub(crate) fn encode(self, media_type: &str) -> Result<Upload, Failure> {
        let before: &[u8] = if media_type::is_of_records(media_type) { b"\x1e" } else { b"" };
        match self.0 {
            Content::Written(text) => Ok(text.into_bytes().into()),
            Content::Listed(items) => {
                let mut body = Vec::new();
                for item in &items {
                    add(&mut body, before, item)
                        .map_err(|error| Failure::config(format!("the body can't be serialised: {error}")))?;
                }
                Ok(body.into())
            }
            Content::Read(items) => Ok(Upload::from_stream(Pieces { items: Some(items), before })),
        }
    }
}

/// Adds a value, and what stands around it.
fn add(body: &mut Vec<u8>, before: &[u8], item: &impl Serialize) -> Result<(), serde_json::Error> {
    body.extend_from_slice(before);
    body.extend(json::to_vec(item)?);
    body.push(b'\n');
    Ok(())
}

impl<T> From<Vec<T>> for Sequence<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Content::Listed(items))
    }
}

impl<T, const N: usize> From<[T; N]> for Sequence<T> {
    fn from(items: [T; N]) -> Self {
        Self(Content::Listed(items.into()))
    }
}

/// Text that is written already goes out as it is.
impl<T> From<String> for Sequence<T> {
    fn from(text: String) -> Self {
        Self(Content::Written(text))
    }
}

impl<T> From<&str> for Sequence<T> {
    fn from(text: &str) -> Self {
        Self(Content::Written(text.to_owned()))
    }
}

impl<T> FromIterator<T> for Sequence<T> {
    /// Gathers them in memory, so that they can be sent again.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Content::Listed(items.into_iter().collect()))
    }
}

impl<T> fmt::Debug for Sequence<T> {
    /// Without the values, which may be anything.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sequence")
    }
}

/// An iterator as a stream.
struct Iterated<I>(I);

impl<I> Unpin for Iterated<I> {}

impl<I: Iterator> Stream for Iterated<I> {
    type Item = Result<I::Item, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

/// A stream whose errors are any.
struct Converted<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<T, E>>, T, E: Into<BoxError>> Stream for Converted<S> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(|item| item.map_err(Into::into)))
    }
}

/// Values as pieces of a body. What is there is sent before the next is waited for.
struct Pieces<T> {
    /// What is still to be read; none once it has ended or failed.
    items: Option<Items<T>>,
    before: &'static [u8],
}

impl<T: Serialize> Stream for Pieces<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let before = self.before;
        let mut piece = Vec::new();
        while let Some(items) = &mut self.items
            && piece.len() < PIECE
        {
            let item = match items.as_mut().poll_next(context) {
                Poll::Ready(Some(item)) => item,
                Poll::Ready(None) => {
                    self.items = None;
                    break;
                }
                Poll::Pending if piece.is_empty() => return Poll::Pending,
                Poll::Pending => break,
            };
            let added = item.and_then(|item| add(&mut piece, before, &item).map_err(BoxError::from));
            if let Err(error) = added {
                self.items = None;
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready((!piece.is_empty()).then(|| Ok(piece.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_values_is_as_the_media_type_has_it() {
        for (media_type, expected) in [
            ("application/x-ndjson", "1\n[2]\n"),
            ("application/jsonl; charset=utf-8", "1\n[2]\n"),
            ("application/json-seq", "\u{1e}1\n\u{1e}[2]\n"),
            ("application/geo+json-seq", "\u{1e}1\n\u{1e}[2]\n"),
        ] {
            let values = Sequence::from([serde_json::json!(1), serde_json::json!([2])]);
            let Ok(body) = values.encode(media_type).unwrap().plain() else { panic!("it is in memory") };
            assert_eq!(body, expected, "{media_type}");
        }
        let written = Sequence::<u8>::from("as it is").encode("application/jsonl").unwrap();
        assert!(written.plain().is_ok_and(|body| body == "as it is"));
    }

    #[tokio::test]
    async fn what_is_read_is_sent_in_pieces() {
        let read = Sequence::from_iterator((0..20_000).map(|at| format!("{at:0>10}")));
        let Content::Read(items) = read.0 else { panic!("it is read") };
        let mut pieces = Pieces { items: Some(items), before: b"" };
        let (mut lines, mut count) = (Vec::new(), 0);
        while let Some(piece) = std::future::poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await
        {
            lines.extend_from_slice(&piece.unwrap());
            count += 1;
        }
        assert_eq!(lines.split(|byte| *byte == b'\n').count(), 20_001);
        assert!((3..10).contains(&count), "{count} pieces");
    }

    #[tokio::test]
    async fn an_error_ends_it() {
        let failing = Iterated([Ok(1), Err("broken"), Ok(2)].into_iter());
        let failing = Converted(Box::pin(Flattened(failing)));
        let mut pieces = Pieces { items: Some(Box::pin(failing)), before: b"" };
        let next = std::future::poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await;
        assert_eq!(next.unwrap().unwrap_err().to_string(), "broken");
        assert!(std::future::poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await.is_none());
    }

    /// What of each item is the item, or its own error.
    struct Flattened<S>(S);

    impl<S: Stream<Item = Result<Result<u8, &'static str>, BoxError>> + Unpin> Stream for Flattened<S> {
        type Item = Result<u8, &'static str>;

        fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Pin::new(&mut self.0).poll_next(context).map(|item| item.and_then(Result::ok))
        }
    }
}
