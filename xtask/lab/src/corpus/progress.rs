//! A bar that tells how far it is, on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const INTERVAL: Duration = Duration::from_millis(100);
const WIDTH: usize = 30;

/// The bar; it disappears when dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    terminal: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    done: usize,
    shown: Option<Instant>,
}

impl Progress {
    /// A bar for so many of something.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        Self { what, total, terminal: std::io::stderr().is_terminal(), state: Mutex::default() }
    }

    /// One more is done; the bar is not drawn more often than an eye can follow.
    pub(crate) fn done(&self, name: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.done += 1;
        let settled = state.shown.is_some_and(|at| at.elapsed() < INTERVAL);
        if !self.terminal || settled {
            return;
        }
        state.shown = Some(Instant::now());
        // A terminal that went away is no reason to stop.
        let _ = write!(std::io::stderr(), "\r{}", line(self.what, state.done, self.total, name));
    }
}

fn line(what: &str, done: usize, total: usize, name: &str) -> String {
    let filled = (done * WIDTH).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    let name: String = name.chars().take(28).collect();
    format!("{what} [{}{}] {done}/{total} {name:28}", "=".repeat(filled), " ".repeat(WIDTH - filled))
}

impl Drop for Progress {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if state.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r{:90}\r", "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_bar_is_as_long_as_the_share_that_is_done() {
        assert_eq!(
            line("generated", 1, 2, "notion.json"),
            format!("generated [{}{}] 1/2 {:28}", "=".repeat(15), " ".repeat(15), "notion.json")
        );
    }
}
