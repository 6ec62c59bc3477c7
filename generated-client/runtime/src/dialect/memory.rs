//! Which of the two URL formats worked, for each operation.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::endpoint::Endpoint;
use crate::url_format::{Order, UrlFormat};

/// Which format worked, per operation, for the life of a client.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<HashMap<usize, UrlFormat>>);

impl Memory {
    /// The formats of an operation in the order they are tried.
    pub(crate) fn order(&self, endpoint: &'static Endpoint, pinned: Option<UrlFormat>) -> Order {
        let (first, second) = endpoint.order();
        if let Some(pinned) = pinned {
            return (if endpoint.has(pinned) { pinned } else { first }, None);
        }
        let Some(other) = second else { return (first, None) };
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key(endpoint)).copied();
        if known == Some(other) { (other, Some(first)) } else { (first, second) }
    }

    /// Keeps the format that worked, and says whether that was not known yet.
    pub(crate) fn keep(&self, endpoint: &'static Endpoint, format: UrlFormat) -> bool {
        let key = key(endpoint);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        let is_new = known != Some(format);
        if is_new {
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, format);
        }
        is_new
    }
}

/// An operation is its static: two of one name stay apart.
fn key(endpoint: &'static Endpoint) -> usize {
    std::ptr::from_ref(endpoint) as usize
}
