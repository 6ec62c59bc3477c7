//! What became of the entries of a mailing.

use std::fmt;
use std::sync::Arc;

use super::journal::JournalError;
use crate::types::{BulkEmailEntry, BulkEmailStatus, ErrorCode};
use crate::{Delivery, Error, ErrorKind};

/// What became of one entry.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BulkOutcome {
    /// Its position in the mailing, counted from 0.
    pub position: usize,
    /// The entry, as it was given.
    pub entry: BulkEmailEntry,
    /// The id SES gave the mail, or why it has none.
    pub result: Result<Option<String>, BulkFailure>,
    /// Whether an earlier run of the mailing sent it, as its journal says.
    pub earlier: bool,
}

impl BulkOutcome {
    pub(super) fn new(
        position: usize,
        entry: BulkEmailEntry,
        result: Result<Option<String>, BulkFailure>,
    ) -> Self {
        Self { position, entry, result, earlier: false }
    }

    /// An entry that an earlier run of the mailing sent.
    pub(super) fn earlier(position: usize, entry: BulkEmailEntry, id: Option<String>) -> Self {
        Self { position, entry, result: Ok(id), earlier: true }
    }

    /// Whether SES accepted it.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.result.is_ok()
    }
}

/// Why an entry has no message id.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BulkFailure {
    /// SES refused this entry and said so.
    Rejected {
        /// The status it gave.
        status: Option<BulkEmailStatus>,
        /// Its words.
        error: Option<String>,
    },
    /// The request that carried it failed.
    Call(Arc<Error>),
    /// The request succeeded, but its answer doesn't say what became of this entry.
    Unconfirmed,
    /// It wasn't sent, because an earlier request failed in a way all would.
    NotTried,
    /// An earlier run of the mailing was about to send it, or was sending it, when it ended: it may have been sent.
    InDoubt,
    /// It wasn't sent, because SES wouldn't take it: what is wrong with it.
    Invalid(String),
    /// It wasn't sent, because the mailing's journal can't be used.
    Journal(Arc<JournalError>),
}

impl BulkFailure {
    /// Whether SES took the entry: what to ask before sending it again.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        match self {
            Self::Rejected { .. } => Delivery::Refused,
            Self::Call(error) => error.delivery(),
            Self::Unconfirmed | Self::InDoubt => Delivery::Unknown,
            Self::NotTried | Self::Invalid(_) | Self::Journal(_) => Delivery::NotSent,
        }
    }

    /// Whether sending the entry again later can't duplicate it and may succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Rejected { status, .. } => {
                matches!(status, Some(BulkEmailStatus::TransientFailure | BulkEmailStatus::AccountThrottled))
            }
            Self::Call(error) => match error.delivery() {
                Delivery::NotSent => error.kind() != ErrorKind::Config,
                Delivery::Refused => error.kind() == ErrorKind::Throttled,
                Delivery::Repeatable | Delivery::Unknown => false,
            },
            // Where the journal can't be read, nobody knows what an earlier run sent.
            Self::Unconfirmed | Self::InDoubt | Self::Invalid(_) | Self::Journal(_) => false,
            Self::NotTried => true,
        }
    }

    /// Whether SES had no room for the entry within its second.
    pub(super) fn is_throttled(&self) -> bool {
        matches!(self, Self::Rejected { status: Some(BulkEmailStatus::AccountThrottled), .. })
    }

    /// Whether there was no connection to the service.
    pub(super) fn is_unreachable(&self) -> bool {
        matches!(self, Self::Call(error) if error.kind() == ErrorKind::Connect)
    }

    /// Whether every further entry would fail the same way.
    pub(super) fn ends_mailing(&self) -> bool {
        match self {
            Self::Rejected { status, .. } => matches!(
                status,
                Some(
                    BulkEmailStatus::AccountDailyQuotaExceeded
                        | BulkEmailStatus::AccountSendingPaused
                        | BulkEmailStatus::AccountSuspended
                        | BulkEmailStatus::ConfigurationSetNotFound
                        | BulkEmailStatus::ConfigurationSetSendingPaused
                        | BulkEmailStatus::InvalidSendingPoolName
                        | BulkEmailStatus::MailFromDomainNotVerified
                        | BulkEmailStatus::TemplateNotFound
                )
            ),
            Self::Call(error) => {
                matches!(
                    error.kind(),
                    ErrorKind::Config | ErrorKind::Unauthorized | ErrorKind::RouteMiss | ErrorKind::Redirect
                ) || matches!(
                    error.code(),
                    Some(
                        ErrorCode::AccountSuspendedException
                            | ErrorCode::LimitExceededException
                            | ErrorCode::MailFromDomainNotVerifiedException
                            | ErrorCode::NotFoundException
                            | ErrorCode::SendingPausedException
                    )
                )
            }
            Self::Unconfirmed | Self::NotTried | Self::InDoubt | Self::Invalid(_) | Self::Journal(_) => false,
        }
    }
}

impl fmt::Display for BulkFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected { status, error } => {
                f.write_str("refused")?;
                status.iter().try_for_each(|status| write!(f, ": {status}"))?;
                error.iter().try_for_each(|error| write!(f, ": {error}"))
            }
            Self::Call(error) => fmt::Display::fmt(error, f),
            Self::Unconfirmed => f.write_str("the answer doesn't say what became of it"),
            Self::NotTried => f.write_str("not sent, because an earlier request failed in a way all would"),
            Self::InDoubt => f.write_str("it was being sent when an earlier run of the mailing ended"),
            Self::Invalid(problem) => write!(f, "not sent: {problem}"),
            Self::Journal(error) => write!(f, "not sent: {error}"),
        }
    }
}

impl std::error::Error for BulkFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => Some(error.as_ref()),
            Self::Journal(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

/// How far a mailing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BulkProgress {
    /// Entries SES accepted.
    pub sent: usize,
    /// Entries it didn't, or of which it isn't known.
    pub failed: usize,
}

impl BulkProgress {
    /// Entries that have an outcome.
    #[must_use]
    pub fn done(&self) -> usize {
        self.sent + self.failed
    }

    pub(super) fn count(&mut self, outcome: &BulkOutcome) {
        if outcome.is_sent() {
            self.sent += 1;
        } else {
            self.failed += 1;
        }
    }
}

/// What became of a whole mailing: one outcome an entry, in their order.
#[derive(Debug, Clone, Default)]
pub struct BulkReport {
    outcomes: Vec<BulkOutcome>,
}

impl BulkReport {
    pub(super) fn new(outcomes: Vec<BulkOutcome>) -> Self {
        Self { outcomes }
    }

    /// The outcomes, in the order of the entries.
    #[must_use]
    pub fn outcomes(&self) -> &[BulkOutcome] {
        &self.outcomes
    }

    /// How many entries SES accepted.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_sent()).count()
    }

    /// The entries without message id, each with the reason.
    pub fn failures(&self) -> impl Iterator<Item = (&BulkOutcome, &BulkFailure)> {
        self.outcomes.iter().filter_map(|outcome| Some((outcome, outcome.result.as_ref().err()?)))
    }

    /// The entries of which it isn't known whether they were accepted. Sending them again may duplicate them.
    pub fn unknown(&self) -> impl Iterator<Item = &BulkOutcome> {
        let unknown = self.failures().filter(|(_, failure)| failure.delivery() == Delivery::Unknown);
        unknown.map(|(outcome, _)| outcome)
    }

    /// The entries to resume with: sending them again can't duplicate any and may succeed.
    pub fn resume(&self) -> impl Iterator<Item = BulkEmailEntry> {
        let transient = self.failures().filter(|(_, failure)| failure.is_transient());
        transient.map(|(outcome, _)| outcome.entry.clone())
    }
}

impl IntoIterator for BulkReport {
    type Item = BulkOutcome;
    type IntoIter = std::vec::IntoIter<BulkOutcome>;

    fn into_iter(self) -> Self::IntoIter {
        self.outcomes.into_iter()
    }
}
