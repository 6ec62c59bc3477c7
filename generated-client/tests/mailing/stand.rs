//! The stand-in, and mailings to it.

use std::collections::HashMap;

use lowcodeapi_awsses::{BulkMailing, Client, types::*};
use stand_in::{Background, Settings};

/// A stand-in.
pub(crate) fn stand(settings: Settings) -> Background {
    Background::start(settings, Vec::new()).expect("a free port")
}

/// A mailing to it.
pub(crate) fn mailing(stand: &Background) -> BulkMailing {
    let client = Client::builder().token("at_test").base_url(stand.url()).build().expect("a client");
    client
        .bulk(BulkEmailContent::stored("WelcomeTemplate", r#"{"name":"friend"}"#))
        .with(|request| request.from_email_address("news@example.com"))
}

/// The entry of a number.
pub(crate) fn entry(number: usize) -> BulkEmailEntry {
    BulkEmailEntry::new(Destination::to([address(number)]))
}

/// Its recipient.
pub(crate) fn address(number: usize) -> String {
    format!("r{number}@example.com")
}

/// How many mails each recipient got.
pub(crate) fn received(stand: &Background) -> HashMap<String, usize> {
    let mut received = HashMap::new();
    for mail in stand.mails() {
        *received.entry(mail.to[0].clone()).or_default() += 1;
    }
    received
}

/// Waits for a mailing. The stand-in has a runtime of its own, which can't start or end inside another.
pub(crate) fn wait<T>(mailing: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(mailing)
}
