//! When entries may leave: evenly, never more within a second than SES takes, and slower once it says so.

mod tally;

use std::time::Duration;

use tokio::time::Instant;

use tally::Tally;

/// SES counts the recipients of a second. Requests overtake each other on their way, so this one is a little longer.
const SECOND: Duration = Duration::from_millis(1_060);
/// A chunk is at most this part of what may leave in a second.
const PART: f64 = 0.25;
/// Refusals up to this part of what was sent are the way's doing, which is uneven: what was refused is sent again, and
/// the rate stays.
const TOLERATED: f64 = 0.3;
/// Of fewer recipients, the part that was refused says nothing.
const ENOUGH: u32 = 5;
/// What is left of the rate at least, each time it turns out to be too high.
const HALVED: f64 = 0.5;
/// What the slowed rate grows by each second.
const RECOVERY: f64 = 1.05;

/// Hands out room for recipients.
pub(super) struct Pace {
    /// What the caller allows a second.
    ceiling: Option<f64>,
    /// What SES made of it, and when.
    slowed: Option<(f64, Instant)>,
    /// What left within the last second, and wasn't refused.
    sent: Tally,
    /// What SES accepted, and what it refused, within the last second, or as long as ten recipients take.
    accepted: Tally,
    refused: Tally,
    /// When the first entries left.
    begun: Option<Instant>,
    /// Nothing leaves before.
    next: Option<Instant>,
}

impl Pace {
    /// A pace of so many recipients a second, or as many as go.
    pub(super) fn new(ceiling: Option<u32>) -> Self {
        Self {
            ceiling: ceiling.map(f64::from),
            slowed: None,
            sent: Tally::new(SECOND),
            accepted: Tally::new(judged(ceiling)),
            refused: Tally::new(judged(ceiling)),
            begun: None,
            next: None,
        }
    }

    /// How many recipients may leave now, where those of the first entry are that many; or when they may.
    pub(super) fn room(&mut self, first: u32, now: Instant) -> Result<u32, Instant> {
        if let Some(next) = self.next.filter(|next| *next > now) {
            return Err(next);
        }
        let Some(rate) = self.rate(now) else { return Ok(u32::MAX) };
        self.sent.forget(now);
        let capacity = whole(rate);
        if let Some(later) = self.sent.fits(first, capacity) {
            return Err(later);
        }
        // What is late leaves with the others, so that slow answers don't lower the rate.
        let late = self.next.map_or(0.0, |next| rate * (now - next).as_secs_f64());
        let part = whole(rate * PART + late);
        Ok(part.min(capacity.saturating_sub(self.sent.sum)).max(first))
    }

    /// Notes that recipients leave now.
    pub(super) fn leave(&mut self, recipients: u32, now: Instant) {
        self.begun.get_or_insert(now);
        self.sent.add(recipients, now);
        if let Some(rate) = self.rate(now) {
            self.next = Some(now + SECOND.mul_f64(f64::from(recipients) / rate));
        }
    }

    /// Notes that SES accepted recipients.
    pub(super) fn accept(&mut self, recipients: u32, now: Instant) {
        self.accepted.add(recipients, now);
    }

    /// Notes that SES had no room for recipients that left at a time.
    pub(super) fn throttle(&mut self, recipients: u32, left: Instant, now: Instant) {
        let Some(rate) = self.rate(now) else { return self.learn(now) };
        // SES doesn't count what it refuses: others may leave in place of these.
        self.sent.take_back(recipients, left);
        let given_back = SECOND.mul_f64(f64::from(recipients) / rate);
        self.next = self.next.map(|next| next.checked_sub(given_back).unwrap_or(now));
        // Those that left before the pace slowed say nothing about how it is now.
        if self.slowed.is_some_and(|(_, at)| left < at) {
            return;
        }
        self.refused.add(recipients, now);
        self.accepted.forget(now);
        let tried = self.refused.sum.saturating_add(self.accepted.sum);
        let refused = f64::from(self.refused.sum) / f64::from(tried);
        if tried >= ENOUGH && refused > TOLERATED {
            self.slowed = Some(((rate * (1.0 - refused).max(HALVED)).max(1.0), now));
            self.refused.clear();
            self.accepted.clear();
        }
    }

    /// Finds the rate where nobody said it: after a whole second, what SES accepted in it.
    fn learn(&mut self, now: Instant) {
        self.accepted.forget(now);
        match self.begun.unwrap_or(now) + SECOND {
            second if now < second => self.pause(second),
            _ => self.slowed = Some((f64::from(self.accepted.sum).max(1.0), now)),
        }
    }

    /// Notes that SES refused a whole request that left at a time, for coming too soon.
    pub(super) fn refuse(&mut self, recipients: u32, left: Instant, now: Instant) {
        match self.rate(now) {
            Some(_) => self.throttle(recipients, left, now),
            // It may be requests that are too many, and not recipients: that says nothing of a rate.
            None => self.pause(now + SECOND),
        }
    }

    /// Whether SES accepted anything of late.
    pub(super) fn is_flowing(&mut self, now: Instant) -> bool {
        self.accepted.forget(now);
        self.accepted.sum > 0
    }

    /// Lets nothing leave before a time.
    pub(super) fn pause(&mut self, until: Instant) {
        self.next = Some(self.next.map_or(until, |next| next.max(until)));
    }

    /// Whether there is a rate to keep.
    pub(super) fn is_bounded(&self) -> bool {
        self.ceiling.is_some() || self.slowed.is_some()
    }

    /// Recipients a second, at this time.
    fn rate(&self, now: Instant) -> Option<f64> {
        let recovered = self.slowed.map(|(rate, at)| rate * RECOVERY.powf((now - at).as_secs_f64()));
        recovered.into_iter().chain(self.ceiling).reduce(f64::min)
    }
}

/// How long what SES says is looked back at.
fn judged(ceiling: Option<u32>) -> Duration {
    ceiling.map_or(SECOND, |rate| SECOND * 10u32.div_ceil(rate).max(1))
}

/// Whole recipients; at least one, or nothing would ever leave.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate is positive, and what is too much for the type is cut to its bound"
)]
fn whole(recipients: f64) -> u32 {
    (recipients as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets entries of these recipients leave as soon as they may; how long after the beginning each chunk did, and how
    /// many it had.
    fn run(pace: &mut Pace, begun: Instant, entries: &[u32]) -> Vec<(Duration, u32)> {
        let (mut now, mut rest, mut left) = (begun, entries, Vec::new());
        while let Some(first) = rest.first() {
            match pace.room(*first, now) {
                Err(later) => {
                    assert!(later > now, "a wait leads somewhere");
                    now = later;
                }
                Ok(room) => {
                    let mut sum = 0;
                    while let Some(next) = rest.first().filter(|next| sum + **next <= room) {
                        sum += next;
                        rest = &rest[1..];
                    }
                    pace.leave(sum, now);
                    left.push((now - begun, sum));
                }
            }
        }
        left
    }

    /// The most recipients that left within any one second.
    fn busiest(left: &[(Duration, u32)]) -> u32 {
        let second = |from: &Duration| {
            left.iter()
                .filter(|(at, _)| at >= from && *at < *from + Duration::from_secs(1))
                .map(|(_, n)| n)
                .sum()
        };
        left.iter().map(|(at, _)| second(at)).max().unwrap()
    }

    #[test]
    fn no_second_has_more_than_the_rate_and_none_is_lost() {
        for rate in [1, 2, 3, 7, 13, 14, 50, 99, 200, 1_000] {
            let entries = vec![1; rate as usize * 20];
            let left = run(&mut Pace::new(Some(rate)), Instant::now(), &entries);
            assert!(busiest(&left) <= rate, "rate {rate}: {} in a second", busiest(&left));
            assert!(left.iter().all(|(_, n)| f64::from(*n) <= (f64::from(rate) * PART).max(1.0)), "{left:?}");
            let took = left.last().unwrap().0;
            assert!(took < Duration::from_secs(20).mul_f64(1.1), "rate {rate}: {took:?}");
        }
    }

    #[test]
    fn recipients_count_and_not_mails() {
        let left = run(&mut Pace::new(Some(10)), Instant::now(), &[7, 7, 1, 2, 9, 50, 1]);
        assert_eq!(left.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [7, 7, 1, 2, 9, 50, 1]);
        let before: Vec<_> = left.iter().copied().filter(|(_, n)| *n != 50).collect();
        assert!(busiest(&before) <= 10, "{left:?}");
    }

    #[test]
    fn what_is_late_leaves_together() {
        let (mut pace, now) = (Pace::new(Some(40)), Instant::now());
        assert_eq!(pace.room(1, now), Ok(10));
        pace.leave(10, now);
        assert_eq!(pace.room(1, now + SECOND / 2), Ok(20), "a quarter of a second was missed");
        assert_eq!(pace.room(1, now + SECOND * 9), Ok(40), "but never more than a second takes");
    }

    #[test]
    fn without_a_rate_nothing_waits_until_ses_has_no_room() {
        let (mut pace, now) = (Pace::new(None), Instant::now());
        for _ in 0..3 {
            assert_eq!(pace.room(1, now), Ok(u32::MAX));
            pace.leave(50, now);
        }
        pace.accept(14, now);
        pace.throttle(1, now, now);
        assert_eq!(pace.room(1, now), Err(now + SECOND), "what a second takes shows after one");
        let later = now + SECOND;
        pace.leave(50, later);
        pace.accept(14, later);
        pace.throttle(1, later, later);
        assert_eq!(pace.rate(later), Some(14.0));
    }

    #[test]
    fn a_few_refusals_are_the_ways_doing_and_many_slow_the_pace() {
        let (mut pace, now) = (Pace::new(Some(10)), Instant::now());
        pace.leave(2, now);
        pace.accept(7, now);
        pace.throttle(3, now, now);
        assert_eq!(pace.rate(now), Some(10.0), "three of ten");
        pace.throttle(3, now, now);
        let slowed = pace.rate(now).unwrap();
        assert!((5.3..5.4).contains(&slowed), "six of thirteen: {slowed}");
        pace.throttle(9, now - Duration::from_millis(1), now);
        assert_eq!(pace.rate(now), Some(slowed), "those that left before it slowed say nothing");
        let later = now + Duration::from_secs(60);
        assert_eq!(pace.rate(later), Some(10.0), "what the caller allows is the bound");
        pace.throttle(4, later, later);
        assert_eq!(pace.rate(later), Some(10.0), "of so few it can't be told");
        pace.throttle(4, later, later);
        assert_eq!(pace.rate(later), Some(5.0), "and it is never more than halved");
    }

    #[test]
    fn others_leave_in_place_of_what_was_refused() {
        let (mut pace, now) = (Pace::new(Some(8)), Instant::now());
        for quarter in 0..4 {
            let now = now + SECOND / 4 * quarter;
            assert_eq!(pace.room(1, now), Ok(2));
            pace.leave(2, now);
        }
        let later = now + SECOND / 4 * 3;
        assert!(pace.room(1, later).is_err());
        pace.throttle(2, later, later);
        assert!(pace.room(1, later).is_ok());
    }

    #[test]
    fn nothing_leaves_while_ses_asks_to_wait() {
        let (mut pace, now) = (Pace::new(None), Instant::now());
        pace.pause(now + SECOND * 3);
        pace.pause(now + SECOND);
        assert_eq!(pace.room(1, now), Err(now + SECOND * 3));
        assert_eq!(pace.room(1, now + SECOND * 3), Ok(u32::MAX));
    }
}
