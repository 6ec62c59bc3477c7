//! Sends a welcome mail to a new user: HTML with a plain text alternative, and a tag to find it by.
//!
//! ```sh
//! LOWCODEAPI_API_TOKEN=at_… MAIL_FROM=you@verified.example MAIL_TO=user@example.com cargo run --example welcome
//! ```

mod support;

use std::process::ExitCode;

use lowcodeapi_awsses::{Client, Error, types::*};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(send().await)
}

async fn send() -> Result<(), Error> {
    let client = Client::from_env()?;
    let body = Body::html("<h1>Welcome!</h1><p>Good to have you with us.</p>")
        .text("Welcome!\n\nGood to have you with us.");
    let sent = client
        .send_email(
            SendEmailRequest::new(EmailContent::simple("Welcome to our service", body))
                .from_email_address(support::from())
                .destination(Destination::to([support::to()]))
                .email_tags([MessageTag::new("EmailType", "Welcome")]),
        )
        .await?;
    println!("sent: {}", sent.message_id.unwrap_or_default());
    Ok(())
}
