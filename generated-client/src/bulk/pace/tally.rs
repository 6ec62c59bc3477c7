//! Recipients of the last while: how many there were, and when there is room for more.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// Recipients of a span of time that ends now.
pub(super) struct Tally {
    span: Duration,
    recipients: VecDeque<(Instant, u32)>,
    pub(super) sum: u32,
}

impl Tally {
    pub(super) fn new(span: Duration) -> Self {
        Self { span, recipients: VecDeque::new(), sum: 0 }
    }

    pub(super) fn add(&mut self, recipients: u32, now: Instant) {
        self.forget(now);
        self.recipients.push_back((now, recipients));
        self.sum = self.sum.saturating_add(recipients);
    }

    /// Takes recipients back that were added at a time.
    pub(super) fn take_back(&mut self, recipients: u32, at: Instant) {
        if let Some((_, added)) = self.recipients.iter_mut().find(|(then, _)| *then == at) {
            let taken = recipients.min(*added);
            *added -= taken;
            self.sum -= taken;
        }
    }

    pub(super) fn clear(&mut self) {
        self.recipients.clear();
        self.sum = 0;
    }

    pub(super) fn forget(&mut self, now: Instant) {
        while let Some((_, recipients)) = self.recipients.front().filter(|(then, _)| now - *then >= self.span)
        {
            self.sum = self.sum.saturating_sub(*recipients);
            self.recipients.pop_front();
        }
    }

    /// When there is room for so many more; `None` where there is. An entry that never fits goes alone.
    pub(super) fn fits(&self, more: u32, capacity: u32) -> Option<Instant> {
        let mut sum = self.sum;
        let mut free = None;
        for (then, recipients) in &self.recipients {
            if sum.saturating_add(more) <= capacity {
                break;
            }
            sum = sum.saturating_sub(*recipients);
            free = Some(*then + self.span);
        }
        free
    }
}
