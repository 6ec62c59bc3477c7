//! The last words of a process, to see why it ended.

use std::io::{BufRead as _, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// Enough of them.
const MOST: usize = 400;

/// What a process said last.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Arc<Mutex<String>>);

impl Words {
    /// Listens to a process: one that nobody listens to would wait for ever.
    pub(super) fn of(stream: impl Read + Send + 'static) -> Self {
        let words = Self::default();
        let heard = words.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                heard.add(&line);
            }
        });
        words
    }

    fn add(&self, line: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = format!("{kept} {}", line.trim());
        let surplus = all.chars().count().saturating_sub(MOST);
        *kept = all.chars().skip(surplus).collect();
    }

    /// The last of them.
    pub(super) fn last(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).trim().to_owned()
    }
}
