//! A line that tells how much has come, on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

const INTERVAL: Duration = Duration::from_millis(100);

/// The line; it disappears when dropped.
#[derive(Debug)]
pub(super) struct Progress {
    terminal: bool,
    shown: Option<Instant>,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), shown: None }
    }

    /// Says how many bytes have come; not more often than an eye can follow.
    pub(super) fn show(&mut self, bytes: usize) {
        if !self.terminal || self.shown.is_some_and(|at| at.elapsed() < INTERVAL) {
            return;
        }
        self.shown = Some(Instant::now());
        // A terminal that went away is no reason to stop.
        let _ = write!(std::io::stderr(), "\rreceiving: {} KiB", bytes >> 10);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r{:30}\r", "");
        }
    }
}
