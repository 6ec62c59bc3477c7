//! What the examples share: whom to write to, and how a failure is told.

use std::process::ExitCode;

use lowcodeapi_awsses::{Delivery, Error};

/// The sender: SES accepts only verified ones.
pub(crate) fn from() -> String {
    std::env::var("MAIL_FROM").unwrap_or_else(|_| "news@example.com".to_owned())
}

/// The first recipient.
pub(crate) fn to() -> String {
    std::env::var("MAIL_TO").unwrap_or_else(|_| "reader@example.com".to_owned())
}

/// Exits with 0, or with 1 after saying what failed and whether the mail may be on its way.
pub(crate) fn exit(outcome: Result<(), Error>) -> ExitCode {
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    eprintln!("error: {error}");
    eprintln!("kind: {:?}", error.kind());
    if let Some(code) = error.code() {
        eprintln!("code: {code}");
    }
    eprintln!("delivery: {:?}", error.delivery());
    eprintln!(
        "{}",
        match error.delivery() {
            Delivery::NotSent => "nothing was sent: try again",
            Delivery::Refused => "it was refused: mend it before you try again",
            Delivery::Unknown => "it may have been sent: look before you try again",
        }
    );
    ExitCode::FAILURE
}
