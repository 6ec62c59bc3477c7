//! Sends an HTML newsletter with CC and BCC, and asks for answers at another address.
//!
//! ```sh
//! LOWCODEAPI_API_TOKEN=at_… MAIL_FROM=you@verified.example MAIL_TO=reader@example.com cargo run --example newsletter
//! ```

mod support;

use std::{process::ExitCode, time::Duration};

use lowcodeapi_awsses::{Client, Error, types::*};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(send().await)
}

async fn send() -> Result<(), Error> {
    let client = Client::from_env()?;
    let body = Body::html("<html><body><h1>This week</h1><p>Three things worth your time.</p></body></html>")
        .text("This week: three things worth your time.");
    let sent = client
        .send_email(
            SendEmailRequest::new(EmailContent::simple("The weekly newsletter", body))
                .from_email_address(support::from())
                .destination(
                    Destination::to([support::to()]).cc(["cc@example.com"]).bcc(["archive@example.com"]),
                )
                .reply_to_addresses(["editors@example.com"]),
        )
        // Covers all attempts together.
        .timeout(Duration::from_secs(10))
        .await?;
    println!("sent: {}", sent.message_id.unwrap_or_default());
    Ok(())
}
