//! Sends a mailing to everybody in a CSV file with the columns `email` and `name`, and shows how far it is.
//!
//! It keeps a journal: started again after a crash, or with an edited file, it sends what was not sent before. What was in
//! flight when it ended may have arrived; it is named in the end and left to you.
//!
//! ```sh
//! LOWCODEAPI_API_TOKEN=at_… MAIL_FROM=you@verified.example cargo run --example mailing people.csv promotion.journal
//! ```
//!
//! `MAIL_RATE` is the sending rate of your SES account, 14 mails a second where it isn't set.

use std::error::Error;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use lowcodeapi_awsses::{BulkReport, Delivery, blocking::Client, types::*};

#[derive(serde::Deserialize)]
struct Reader {
    email: String,
    name: String,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [people, journal] = &arguments[..] else {
        eprintln!(
            "error: say where the people are, and where the journal is kept: people.csv promotion.journal"
        );
        return ExitCode::FAILURE;
    };
    match send(people, journal) {
        Ok(report) => told(&report),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn send(people: &str, journal: &str) -> Result<BulkReport, Box<dyn Error>> {
    let from = std::env::var("MAIL_FROM").map_err(|_| "set MAIL_FROM to a sender SES has verified")?;
    let rate = std::env::var("MAIL_RATE").map_or(Ok(14), |rate| rate.parse())?;
    // A row that can't be read is met before anything is sent.
    let readers: Vec<Reader> = csv::Reader::from_path(people)?.deserialize().collect::<Result<_, _>>()?;
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}, {eta} to go{msg}")?;
    let bar = ProgressBar::new(readers.len() as u64).with_style(style);
    let shown = bar.clone();
    let report = Client::from_env()?
        .bulk(BulkEmailContent::stored("Promotion", r#"{"name":"friend"}"#))
        .with(|request| request.from_email_address(from))
        .max_rate(rate)
        .journal(journal)
        .on_progress(move |progress| {
            shown.set_position(progress.done() as u64);
            shown.set_message(format!(", {} not sent", progress.failed));
        })
        .send(readers.iter().map(|reader| {
            BulkEmailEntry::new(Destination::to([&reader.email]))
                .template_data(serde_json::json!({ "name": reader.name }).to_string())
        }));
    bar.finish();
    Ok(report)
}

/// Says what became of the mailing, and names everybody who may not have got the mail.
fn told(report: &BulkReport) -> ExitCode {
    let earlier = report.outcomes().iter().filter(|outcome| outcome.earlier).count();
    println!("sent: {}, {earlier} of them earlier", report.sent());
    for (outcome, failure) in report.failures() {
        let word = match failure.delivery() {
            Delivery::NotSent | Delivery::Refused => "not sent",
            Delivery::Repeatable | Delivery::Unknown => "in doubt",
        };
        let to: Vec<_> = outcome.entry.destination.addresses().collect();
        println!("{word}: {}: {failure}", to.join(", "));
    }
    if report.failures().count() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
