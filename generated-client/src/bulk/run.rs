//! A mailing from its first entry to its last outcome.

use std::sync::Arc;
use std::time::Duration;

use lowcodeapi_runtime::Check as _;
use tokio::time::{Instant, sleep_until};

use super::answer::{self, EntryResult};
use super::flight::Flight;
use super::journal::{Journal, JournalError, Known, Writer};
use super::landing::Landing;
use super::outcome::{BulkFailure, BulkOutcome};
use super::pace::Pace;
use super::queue::{Pending, Queue};
use super::settings::Settings;
use crate::types::BulkEmailEntry;
use crate::{Error, ErrorKind, SendBulkEmail};

/// How long an entry waits before its second try; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// Writing to disk takes now less and now more time: requests that all leave this much later leave as evenly as planned.
const WRITTEN: Duration = Duration::from_millis(100);
/// A service that asks to wait for longer ends the mailing.
const PATIENCE: Duration = Duration::from_secs(300);

/// A mailing under way.
pub(super) struct Run<'a, I: Iterator<Item = BulkEmailEntry>, F> {
    settings: &'a mut Settings,
    queue: Queue<I>,
    pace: Pace,
    flight: Flight<Landed>,
    landing: Landing<F>,
    journal: Option<Journal>,
    /// Why no further entry is sent, once it is certain that none would get through.
    halted: Option<BulkFailure>,
}

/// A request that has been answered, or has failed.
struct Landed {
    entries: Vec<Pending>,
    left: Instant,
    results: Vec<EntryResult>,
    /// Why the outcomes are not in the journal.
    unwritten: Option<Arc<JournalError>>,
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
            journal: None,
            halted: None,
            settings,
        }
    }

    /// Goes on until each entry has its outcome.
    pub(super) async fn finish(mut self) {
        if let Some(path) = self.settings.journal.take() {
            match Journal::open(path, &self.settings.shared()).await {
                Ok(journal) => self.journal = Some(journal),
                Err(error) => return self.give_up(&BulkFailure::Journal(error)),
            }
        }
        loop {
            let until = if self.halted.is_some() { None } else { self.launch() };
            match self.flight.next(until).await {
                Some(landed) => self.settle(landed),
                None if until.is_none() => break,
                None => {}
            }
        }
        match self.halted.take() {
            Some(reason) => self.give_up(&reason),
            None => self.tell(),
        }
    }

    /// Lets all that is left end without being sent.
    pub(super) fn give_up(mut self, reason: &BulkFailure) {
        while let Some(Pending { position, entry, .. }) = self.queue.any() {
            self.landing.land(BulkOutcome::new(position, entry, Err(reason.clone())));
        }
        self.tell();
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
        loop {
            let most = self.landing.done() + self.settings.chunk * self.settings.concurrency;
            let mut pending = self.queue.next(now, most)?;
            if let Some(problem) = pending.entry.check().err().filter(|_| pending.tries == 0) {
                let failure = BulkFailure::Invalid(problem);
                self.landing.land(BulkOutcome::new(pending.position, pending.entry, Err(failure)));
                continue;
            }
            let Some(journal) = self.journal.as_mut().filter(|_| pending.key.is_none()) else {
                return Some(pending);
            };
            let key = journal.meet(&pending.entry);
            let outcome = match journal.known(key) {
                Some(Known::Sent(id)) => BulkOutcome::earlier(pending.position, pending.entry, id.clone()),
                Some(Known::InDoubt) if !self.settings.resend_in_doubt => {
                    BulkOutcome::new(pending.position, pending.entry, Err(BulkFailure::InDoubt))
                }
                _ => {
                    pending.key = Some(key);
                    return Some(pending);
                }
            };
            self.landing.land(outcome);
        }
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
        let writer = self.journal.as_ref().map(Journal::writer);
        let earliest = if self.pace.is_bounded() { now + WRITTEN } else { now };
        self.flight.launch(fly(entries, now, call, writer.map(|writer| (writer, earliest))));
    }

    /// Hands on what became of each entry of a request, or takes the entry up again.
    fn settle(&mut self, landed: Landed) {
        let now = Instant::now();
        if let Some(Err(BulkFailure::Call(error))) = landed.results.first() {
            let recipients = landed.entries.iter().map(|pending| pending.recipients).sum();
            self.heed(error, recipients, landed.left, now);
        }
        for (pending, result) in landed.entries.into_iter().zip(landed.results) {
            self.settle_entry(pending, result, landed.left, now);
        }
        if let Some(error) = landed.unwritten {
            self.halted = Some(BulkFailure::Journal(error));
        }
        self.tell();
    }

    /// Does what a failed request demands of those after it.
    fn heed(&mut self, error: &Error, recipients: u32, left: Instant, now: Instant) {
        if error.kind() == ErrorKind::Throttled {
            self.pace.refuse(recipients, left, now);
        }
        match error.retry_after() {
            Some(asked) if asked > PATIENCE => self.halted = Some(BulkFailure::NotTried),
            Some(asked) => self.pace.pause(now + asked),
            None => {}
        }
    }

    fn settle_entry(&mut self, mut pending: Pending, result: EntryResult, left: Instant, now: Instant) {
        match &result {
            Ok(_) => self.pace.accept(pending.recipients, now),
            Err(failure) => {
                if failure.is_throttled() {
                    self.pace.throttle(pending.recipients, left, now);
                }
                let again = failure.is_transient() && self.halted.is_none();
                // As long as others get through, having no room isn't for good.
                if failure.is_throttled() && self.settings.attempts > 1 && self.pace.is_flowing(now) {
                    pending.tries = 1;
                }
                if again && pending.tries < self.settings.attempts {
                    let wait = FIRST_WAIT.saturating_mul(1 << (pending.tries - 1).min(16));
                    return self.queue.take_up(pending, now + wait.min(LONGEST_WAIT));
                }
                // Where nobody was to be reached for so long, the next entry would only wait as long.
                if failure.ends_mailing() || again && failure.is_unreachable() {
                    self.halted.get_or_insert(BulkFailure::NotTried);
                }
            }
        }
        self.landing.land(BulkOutcome::new(pending.position, pending.entry, result));
    }

    fn tell(&mut self) {
        if let Some(told) = &mut self.settings.progress {
            told(self.landing.progress());
        }
    }
}

/// Sends entries, and writes to the journal that they are about to be sent and what became of them.
async fn fly(
    entries: Vec<Pending>,
    left: Instant,
    call: SendBulkEmail,
    journal: Option<(Writer, Instant)>,
) -> Landed {
    if let Some((journal, earliest)) = &journal {
        if let Err(error) = journal.sending(&entries).await {
            let results = vec![Err(BulkFailure::Journal(error.clone())); entries.len()];
            return Landed { entries, left, results, unwritten: Some(error) };
        }
        sleep_until(*earliest).await;
    }
    let results = answer::results(call.await, entries.len());
    let unwritten = match &journal {
        Some((journal, _)) => journal.done(&entries, &results).await.err(),
        None => None,
    };
    Landed { entries, left, results, unwritten }
}
