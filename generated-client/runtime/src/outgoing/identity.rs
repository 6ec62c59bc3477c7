//! By what the service knows a call again, and whether it may be repeated for that.

use super::Outgoing;
use crate::encode;
use crate::idempotency::{Identity, Place};

impl Outgoing {
    /// Gives the call a key of its own where the operation takes one and the caller has set none.
    pub(crate) fn identify(&mut self) {
        let Some(place) = self.endpoint.idempotency else { return };
        if self.idempotency_key().is_some() {
            return;
        }
        let key = place.fresh();
        match place.place {
            Place::Header => self.headers.push((place.name.into(), key)),
            Place::Query => {
                encode::pair(&mut self.query, place.name, &key);
                encode::pair(&mut self.pairs, place.name, &key);
            }
        }
    }

    /// The key, where the call has one.
    fn idempotency_key(&self) -> Option<String> {
        let place = self.endpoint.idempotency?;
        match place.place {
            Place::Header => {
                let mut headers = self.headers.iter();
                let (_, key) = headers.find(|(name, _)| name.eq_ignore_ascii_case(place.name))?;
                Some(key.clone())
            }
            Place::Query => place.in_query(&self.query).map(Into::into),
        }
    }

    /// By what the service knows it again.
    pub(crate) fn identity(&self) -> Identity {
        Identity { key: self.idempotency_key(), is_known_again: self.is_known_again() }
    }

    /// Whether doing it twice is the same as doing it once.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.endpoint.method.is_idempotent() || self.is_known_again()
    }

    /// Whether the service knows it again by its key.
    fn is_known_again(&self) -> bool {
        self.endpoint.idempotency.is_some_and(|place| place.is_honoured)
    }
}
