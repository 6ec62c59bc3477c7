//! An answer's body that is read to its end, up to a limit.

use bytes::{Bytes, BytesMut};

use super::progress::Progress;
use crate::answer::Answer;
use crate::dialect::Dialect;
use crate::error::{ErrorKind, Failure};
use crate::secret::Scrubber;

/// How large an answer may be, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Limit(pub(crate) usize);

impl Limit {
    pub(super) fn is_exceeded_by(self, length: usize) -> bool {
        length > self.0
    }

    pub(super) fn exceeded(self, answer: &Answer, progress: &Progress, scrubber: &Scrubber) -> Failure {
        let message = format!("the limit is {} bytes; `max_response_bytes` of the builder raises it", self.0);
        let failure = Failure::new(ErrorKind::TooLarge, progress.delivery(), message);
        answer.keep(failure, scrubber, Dialect::Plain)
    }
}

/// A body as it comes in; the usual single piece is not copied.
pub(super) struct Whole {
    pieces: Pieces,
    length: usize,
    limit: Limit,
    expected: usize,
}

enum Pieces {
    None,
    One(Bytes),
    Several(BytesMut),
}

impl Whole {
    /// Nothing yet, of what was announced.
    pub(super) fn new(limit: Limit, expected: Option<usize>) -> Self {
        Self { pieces: Pieces::None, length: 0, limit, expected: expected.unwrap_or(0) }
    }

    /// Takes one more piece; false where that is more than the limit.
    pub(super) fn takes(&mut self, piece: Bytes) -> bool {
        self.length += piece.len();
        if self.limit.is_exceeded_by(self.length) {
            return false;
        }
        self.pieces = match std::mem::replace(&mut self.pieces, Pieces::None) {
            Pieces::None => Pieces::One(piece),
            Pieces::One(first) => {
                let mut pieces = BytesMut::with_capacity(self.expected.max(self.length));
                pieces.extend_from_slice(&first);
                pieces.extend_from_slice(&piece);
                Pieces::Several(pieces)
            }
            Pieces::Several(mut pieces) => {
                pieces.extend_from_slice(&piece);
                Pieces::Several(pieces)
            }
        };
        true
    }
}

impl From<Whole> for Bytes {
    fn from(whole: Whole) -> Self {
        match whole.pieces {
            Pieces::None => Self::new(),
            Pieces::One(piece) => piece,
            Pieces::Several(pieces) => pieces.freeze(),
        }
    }
}
