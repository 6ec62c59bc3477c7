//! What the examples share: whom to write to, and how a failure is told.

use std::process::{ExitCode, Termination};

use lowcodeapi_awsses::{Delivery, Error, ErrorKind};

/// The sender: SES accepts only verified ones.
pub(crate) fn from() -> String {
    std::env::var("MAIL_FROM").unwrap_or_else(|_| "news@example.com".to_owned())
}

/// The first recipient.
pub(crate) fn to() -> String {
    std::env::var("MAIL_TO").unwrap_or_else(|_| "reader@example.com".to_owned())
}

/// Exits as the program asks, or with 1 after saying what failed and whether the mail may be on its way.
pub(crate) fn exit(outcome: Result<impl Termination, Error>) -> ExitCode {
    let error = match outcome {
        Ok(done) => return done.report(),
        Err(error) => error,
    };
    eprintln!("error: {error}");
    eprintln!("kind: {:?}", error.kind());
    eprintln!("code: {}", error.code().map_or("none", AsRef::as_ref));
    eprintln!("delivery: {:?}", error.delivery());
    eprintln!(
        "{}",
        match error.delivery() {
            Delivery::NotSent if error.kind() == ErrorKind::Config =>
                "nothing was sent: set up first what is missing",
            Delivery::NotSent => "nothing was sent: try again",
            Delivery::Refused => "it was refused: mend it before you try again",
            Delivery::Repeatable | Delivery::Unknown => "it may have been sent: look before you try again",
        }
    );
    ExitCode::FAILURE
}
