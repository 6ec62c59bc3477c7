//! Mailings that block the calling thread.

use std::sync::Arc;

use lowcodeapi_runtime::{Blocking, Product as _};

use super::run::Run;
use super::settings::Settings;
use super::{BulkFailure, BulkMailing, BulkOutcome, BulkReport};
use crate::Error;
use crate::types::{BulkEmailContent, BulkEmailEntry};

impl crate::blocking::Client {
    /// Begins a mailing to any number of recipients, as [`Client::bulk`](crate::Client::bulk) does.
    ///
    /// ```no_run
    /// # fn example() -> Result<(), lowcodeapi_awsses::Error> {
    /// use lowcodeapi_awsses::{blocking::Client, types::*};
    ///
    /// let report = Client::from_env()?
    ///     .bulk(BulkEmailContent::stored("Promotion", r#"{"name":"friend"}"#))
    ///     .with(|request| request.from_email_address("news@example.com"))
    ///     .max_rate(14)
    ///     .send([BulkEmailEntry::new(Destination::to(["ann@example.com"]))]);
    /// println!("{} sent", report.sent());
    /// # Ok(())
    /// # }
    /// ```
    pub fn bulk(&self, default_content: impl Into<BulkEmailContent>) -> BulkMailing<Blocking> {
        let client = crate::Client::from_core(self.core().to_async());
        BulkMailing { settings: Settings::new(client, default_content.into()), mode: self.core().mode() }
    }
}

impl BulkMailing<Blocking> {
    /// Sends the entries and collects what became of each, in their order.
    ///
    /// Inside an async runtime, which it would block, every entry fails with an error that says so.
    pub fn send(self, entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>) -> BulkReport {
        let mut outcomes = Vec::new();
        self.send_each(entries, |outcome| outcomes.push(outcome));
        BulkReport::new(outcomes)
    }

    /// Sends the entries and hands on what became of each, in their order, as soon as it is known.
    pub fn send_each(
        mut self,
        entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>,
        outcome: impl FnMut(BulkOutcome),
    ) {
        let mut run = Some(Run::new(&mut self.settings, entries.into_iter().map(Into::into), outcome));
        let waited: Result<(), Error> = self.mode.wait_for(async {
            if let Some(run) = run.take() {
                run.finish().await;
            }
        });
        if let (Err(error), Some(run)) = (waited, run) {
            run.give_up(&BulkFailure::Call(Arc::new(error)));
        }
    }
}
