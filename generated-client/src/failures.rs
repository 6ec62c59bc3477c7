//! Which entries of a bulk send failed: a bulk send succeeds as a request also where they do.

use crate::types::{BulkEmailEntryResult, BulkEmailStatus, SendBulkEmailResponse};

impl SendBulkEmailResponse {
    /// The entries SES didn't accept, each with its position in the request, counted from 0.
    ///
    /// ```
    /// use lowcodeapi_awsses::types::*;
    ///
    /// fn report(answer: &SendBulkEmailResponse) {
    ///     for (position, failure) in answer.failures() {
    ///         println!("entry {position}: {:?}: {:?}", failure.status, failure.error);
    ///     }
    /// }
    /// # let answer: SendBulkEmailResponse = serde_json::from_value(serde_json::json!({ "BulkEmailEntryResults": [
    /// #     { "Status": "SUCCESS", "MessageId": "0100018b" },
    /// #     { "Status": "MESSAGE_REJECTED", "Error": "address not verified" },
    /// # ] })).unwrap();
    /// # report(&answer);
    /// # assert_eq!(answer.failures().map(|(position, _)| position).collect::<Vec<_>>(), [1]);
    /// ```
    pub fn failures(&self) -> impl Iterator<Item = (usize, &BulkEmailEntryResult)> {
        self.bulk_email_entry_results.iter().enumerate().filter(|(_, result)| !result.is_sent())
    }
}

impl BulkEmailEntryResult {
    /// Whether SES accepted the entry: it says so, or says nothing but gives the mail an id.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        let accepted = match &self.status {
            Some(status) => *status == BulkEmailStatus::Success,
            None => self.message_id.is_some(),
        };
        accepted && self.error.is_none()
    }
}
