//! By what the service knows a call again, and whether it may be repeated for that.

use super::{Carries, Outgoing};
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
            // A body that has no room for it goes out without, and the call is nobody's to know again.
            Place::Member if self.carries == Carries::Json => {
                let _ = self.add_member(place.name, &serde_json::Value::from(key).to_string());
            }
            Place::Member => {}
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
            Place::Member => place.in_body(&self.body),
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
        let Some(place) = self.endpoint.idempotency else { return false };
        // The others are always there.
        place.is_honoured && (place.place != Place::Member || self.idempotency_key().is_some())
    }
}
