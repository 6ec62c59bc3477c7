//! The rate is kept, and what SES had no room for is taken up again.

use std::time::{Duration, Instant};

use lowcodeapi_awsses::{BulkFailure, Client, Delivery, types::*};
use stand_in::Settings;

use crate::stand::{entry, mailing, received, stand, wait};

/// Sends so many entries at a rate to a service that has another. All are sent, once; how long it took, and how many
/// times an entry was refused on the way.
fn send(entries: usize, rate: u32, allowed: u64) -> (Duration, usize) {
    let stand = stand(Settings { rate: Some(allowed), ..Settings::default() });
    let begun = Instant::now();
    let report = wait(mailing(&stand).max_rate(rate).send((0..entries).map(entry)));
    let took = begun.elapsed();
    let failed: Vec<_> = report.failures().map(|(outcome, failure)| (outcome.position, failure)).collect();
    assert!(failed.is_empty(), "{} failed, such as {:?}", failed.len(), failed.first());
    let received = received(&stand);
    assert_eq!(received.len(), entries, "each recipient got a mail");
    assert!(received.values().all(|mails| *mails == 1), "and only one");
    let offered: usize = stand.requests().iter().map(|request| entries_of(&request.body)).sum();
    (took, offered - entries)
}

fn entries_of(body: &serde_json::Value) -> usize {
    body["BulkEmailEntries"].as_array().expect("a list").len()
}

#[test]
fn a_mailing_at_the_rate_of_the_account_is_sent_as_a_whole() {
    // Ideally 2 s. The bound leaves room for a machine that is busy with other tests; `cargo xtask mailing` measures.
    let (took, refused) = send(280, 140, 140);
    assert!(took > Duration::from_millis(1_800) && took < Duration::from_secs(6), "{took:?}");
    assert!(refused < 40, "{refused} were refused on the way");
}

#[test]
fn a_mailing_at_the_rate_of_the_sandbox_is_sent_as_a_whole() {
    let (took, refused) = send(4, 1, 1);
    assert!(took > Duration::from_secs(3) && took < Duration::from_secs(8), "{took:?}");
    assert!(refused < 2, "{refused} were refused on the way");
}

#[test]
fn a_mailing_adapts_to_what_the_account_takes() {
    for rate in [400, 0] {
        let (took, refused) = send(150, rate, 50);
        assert!(took > Duration::from_secs(2), "{took:?}");
        assert!(refused < 400, "at {rate} a second {refused} were refused on the way");
    }
}

#[test]
fn requests_that_come_too_soon_are_taken_up_again() {
    let too_soon = |times: &str| Settings {
        fail: vec![format!("429:{times}").parse().expect("a fault")],
        retry_after: 0,
        ..Settings::default()
    };
    let patient = stand(too_soon("2"));
    let report = wait(mailing(&patient).send((0..60).map(entry)));
    assert_eq!((report.sent(), received(&patient).len()), (60, 60));

    let hasty = stand(too_soon("1"));
    let report = wait(mailing(&hasty).attempts(1).concurrency(1).send((0..60).map(entry)));
    assert_eq!((report.sent(), report.resume().count()), (10, 50), "one attempt is one");
}

#[test]
fn a_service_that_is_not_there_ends_the_mailing() {
    let client = Client::builder().token("at_test");
    let client = client.base_url(test_support::closed_port()).build();
    let mailing = client.expect("a client").bulk(BulkEmailContent::stored("WelcomeTemplate", "{}"));
    let report = wait(mailing.attempts(2).concurrency(1).send((0..200).map(entry)));
    assert_eq!(report.outcomes().len(), 200);
    let tried = report.failures().filter(|(_, failure)| matches!(failure, BulkFailure::Call(_))).count();
    assert_eq!(
        (tried, report.resume().count()),
        (50, 200),
        "the first chunk was tried, and all may be sent again"
    );
}

#[test]
fn a_failure_that_meets_all_ends_the_mailing() {
    let stand = stand(Settings { daily_quota: Some(25), ..Settings::default() });
    let report = wait(mailing(&stand).chunk_size(10).concurrency(1).send((0..100).map(entry)));
    assert_eq!(report.sent(), 25);
    let failures: Vec<_> = report.failures().map(|(_, failure)| failure).collect();
    assert!(matches!(
        failures[0],
        BulkFailure::Rejected { status: Some(BulkEmailStatus::AccountDailyQuotaExceeded), .. }
    ));
    let untried = failures.iter().filter(|failure| matches!(failure, BulkFailure::NotTried)).count();
    assert_eq!((failures.len(), untried), (75, 70), "the request that met the quota is the last");
    assert!(failures.iter().all(|failure| failure.delivery() != Delivery::Unknown));
    assert_eq!(stand.requests().len(), 3);
}

#[test]
fn recipients_count_and_not_mails() {
    let stand = stand(Settings { rate: Some(20), ..Settings::default() });
    let entries = (0..12).map(|number| {
        let to = (0..5).map(|copy| format!("r{number}.{copy}@example.com"));
        BulkEmailEntry::new(Destination::to(to))
    });
    let begun = Instant::now();
    let report = wait(mailing(&stand).max_rate(20).send(entries));
    assert_eq!((report.sent(), stand.mails().len()), (12, 12));
    assert!(begun.elapsed() > Duration::from_secs(2), "60 recipients take three seconds but for the first");
}
