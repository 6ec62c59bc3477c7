//! What an answer says of each entry.

use std::sync::Arc;

use super::outcome::BulkFailure;
use crate::Error;
use crate::types::{BulkEmailEntryResult, SendBulkEmailResponse};

/// What became of an entry: its message id, if SES gave one.
pub(super) type EntryResult = Result<Option<String>, BulkFailure>;

/// What became of each of so many entries that travelled together.
pub(super) fn results(answer: Result<SendBulkEmailResponse, Error>, entries: usize) -> Vec<EntryResult> {
    let failure = match answer {
        Err(error) => BulkFailure::Call(Arc::new(error)),
        // Results are paired by their order, so another number of them pairs with nothing.
        Ok(answer) if answer.bulk_email_entry_results.len() == entries => {
            return answer.bulk_email_entry_results.into_iter().map(result).collect();
        }
        Ok(_) => BulkFailure::Unconfirmed,
    };
    vec![Err(failure); entries]
}

fn result(result: BulkEmailEntryResult) -> EntryResult {
    if result.is_sent() {
        return Ok(result.message_id);
    }
    match (result.status, result.error) {
        (None, None) => Err(BulkFailure::Unconfirmed),
        (status, error) => Err(BulkFailure::Rejected { status, error }),
    }
}
