//! Sends one template to several recipients, each with values of their own.
//!
//! Template variables travel in `ReplacementTemplateData`, as JSON text. `ReplacementTags` would replace message
//! *tags*, which nobody reads in the mail.
//!
//! ```sh
//! LOWCODEAPI_API_TOKEN=at_… MAIL_FROM=you@verified.example MAIL_TO=reader@example.com cargo run --example bulk
//! ```

mod support;

use std::process::ExitCode;

use lowcodeapi_awsses::{Client, Error, types::*};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(send().await)
}

async fn send() -> Result<ExitCode, Error> {
    let client = Client::from_env()?;
    let entries = [
        (support::to(), serde_json::json!({ "name": "Alice", "code": "SAVE20" })),
        ("bob@example.com".to_owned(), serde_json::json!({ "name": "Bob", "code": "SAVE15" })),
    ];
    // What a recipient's own values leave out is taken from the default ones.
    let defaults = serde_json::json!({ "name": "friend", "code": "SAVE10" });
    let answer = client
        .send_bulk_email(
            SendBulkEmailRequest::new(
                BulkEmailContent::stored("PromotionTemplate", defaults.to_string()),
                entries.into_iter().map(|(to, values)| {
                    BulkEmailEntry::new(Destination::to([to])).template_data(values.to_string())
                }),
            )
            .from_email_address(support::from()),
        )
        .await?;
    // The request succeeded; each entry may still have failed.
    for (position, failure) in answer.failures() {
        let status = failure.status.as_ref().map_or("no status", AsRef::as_ref);
        eprintln!(
            "failed: entry {position}: {status}: {}",
            failure.error.as_deref().unwrap_or("no reason given")
        );
    }
    for id in answer.bulk_email_entry_results.iter().filter_map(|result| result.message_id.as_deref()) {
        println!("sent: {id}");
    }
    Ok(if answer.failures().count() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
