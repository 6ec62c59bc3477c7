//! A mailing from its first entry to its last outcome.

use std::time::Duration;

use tokio::time::Instant;

use super::answer::{self, EntryResult};
use super::flight::Flight;
use super::landing::Landing;
use super::outcome::{BulkFailure, BulkOutcome};
use super::pace::Pace;
use super::queue::{Pending, Queue};
use super::settings::Settings;
use crate::types::{BulkEmailEntry, SendBulkEmailResponse};
use crate::{Error, ErrorKind};

/// How long an entry waits before its second try; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// A service that asks to wait for longer ends the mailing.
const PATIENCE: Duration = Duration::from_secs(300);

/// A mailing under way.
pub(super) struct Run<'a, I: Iterator<Item = BulkEmailEntry>, F> {
    settings: &'a mut Settings,
    queue: Queue<I>,
    pace: Pace,
    flight: Flight<Landed>,
    landing: Landing<F>,
    /// No further entry is sent, for it is certain that none would get through.
    halted: bool,
}

/// A request that has been answered, or has failed.
struct Landed {
    entries: Vec<Pending>,
    left: Instant,
    answer: Result<SendBulkEmailResponse, Error>,
}

impl<'a, I, F> Run<'a, I, F>
where
    I: Iterator<Item = BulkEmailEntry>,
    F: FnMut(BulkOutcome),
{
    pub(super) fn new(settings: &'a mut Settings, entries: I, outcome: F) -> Self {
        Self {
            queue: Queue::new(entries),
            pace: Pace::new(settings.rate),
            flight: Flight::new(),
            landing: Landing::new(outcome),
            halted: false,
            settings,
        }
    }

    /// Goes on until each entry has its outcome.
    pub(super) async fn finish(mut self) {
        loop {
            let until = if self.halted { None } else { self.launch() };
            match self.flight.next(until).await {
                Some(landed) => self.settle(landed),
                None if until.is_none() => break,
                None => {}
            }
        }
        self.give_up();
    }

    /// Sends what may leave now; when the clock lets more leave, if it does.
    fn launch(&mut self) -> Option<Instant> {
        while self.flight.len() < self.settings.concurrency {
            let now = Instant::now();
            if let Err(later) = self.pace.room(1, now) {
                return Some(later);
            }
            let Some(first) = self.next(now) else { return self.queue.due() };
            match self.pace.room(first.recipients, now) {
                Ok(room) => self.send(first, room, now),
                Err(later) => {
                    self.queue.take_up(first, later);
                    return Some(later);
                }
            }
        }
        None
    }

    /// The next entry whose turn it is. What the caller still has is left there while much waits for an outcome.
    fn next(&mut self, now: Instant) -> Option<Pending> {
        let most = self.landing.done() + self.settings.chunk * self.settings.concurrency;
        self.queue.next(now, most)
    }

    /// Sends an entry, and with it those after it for which there is room.
    fn send(&mut self, first: Pending, room: u32, now: Instant) {
        let mut recipients = first.recipients;
        let mut entries = vec![first];
        while entries.len() < self.settings.chunk
            && let Some(next) = self.next(now)
        {
            if recipients.saturating_add(next.recipients) > room {
                self.queue.take_up(next, now);
                break;
            }
            recipients += next.recipients;
            entries.push(next);
        }
        for pending in &mut entries {
            pending.tries += 1;
        }
        self.pace.leave(recipients, now);
        let call = self.settings.call(entries.iter().map(|pending| pending.entry.clone()));
        self.flight.launch(async move { Landed { answer: call.await, entries, left: now } });
    }

    /// Hands on what became of each entry of a request, or takes the entry up again.
    fn settle(&mut self, landed: Landed) {
        let now = Instant::now();
        if let Err(error) = &landed.answer {
            self.heed(error, landed.left, now);
        }
        let results = answer::results(landed.answer, landed.entries.len());
        for (pending, result) in landed.entries.into_iter().zip(results) {
            self.settle_entry(pending, result, landed.left, now);
        }
        self.tell();
    }

    /// Does what a failed request demands of those after it.
    fn heed(&mut self, error: &Error, left: Instant, now: Instant) {
        if error.kind() == ErrorKind::Throttled {
            self.pace.refuse(left, now);
        }
        match error.retry_after() {
            Some(asked) if asked > PATIENCE => self.halted = true,
            Some(asked) => self.pace.pause(now + asked),
            None => {}
        }
    }

    fn settle_entry(&mut self, pending: Pending, result: EntryResult, left: Instant, now: Instant) {
        match &result {
            Ok(_) => self.pace.accept(pending.recipients, now),
            Err(failure) => {
                if failure.is_throttled() {
                    self.pace.throttle(left, now);
                }
                self.halted |= failure.ends_mailing();
                if failure.is_transient() && !self.halted {
                    if pending.tries < self.settings.attempts {
                        let wait = FIRST_WAIT.saturating_mul(1 << (pending.tries - 1).min(16));
                        return self.queue.take_up(pending, now + wait.min(LONGEST_WAIT));
                    }
                    // Where nobody was to be reached for so long, the next entry would only wait as long.
                    self.halted |= failure.is_unreachable();
                }
            }
        }
        self.landing.land(BulkOutcome::new(pending.position, pending.entry, result));
    }

    /// Lets all that is left, if the mailing was halted, end without being sent.
    fn give_up(&mut self) {
        if !self.halted {
            return;
        }
        while let Some(Pending { position, entry, .. }) = self.queue.any() {
            self.landing.land(BulkOutcome::new(position, entry, Err(BulkFailure::NotTried)));
        }
        self.tell();
    }

    fn tell(&mut self) {
        if let Some(told) = &mut self.settings.progress {
            told(self.landing.progress());
        }
    }
}
