//! The rate of a client holds for single mails, from whatever task they come.

use std::time::{Duration, Instant};

use lowcodeapi_awsses::{Client, Delivery, ErrorKind, RetryPolicy, types::*};
use stand_in::{Background, Settings};

use crate::stand::{entry, received, stand, wait};

fn client(stand: &Background, rate: u32) -> Client {
    let builder = Client::builder().token("at_test").base_url(stand.url()).max_rate(rate);
    builder.retry(RetryPolicy::none()).build().expect("a client")
}

fn mail(number: usize, recipients: usize) -> SendEmailRequest {
    let to = (0..recipients).map(|copy| format!("r{number}.{copy}@example.com"));
    SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")))
        .from_email_address("news@example.com")
        .destination(Destination::to(to))
}

#[test]
fn single_mails_leave_at_the_rate_of_the_client() {
    let stand = stand(Settings { rate: Some(40), ..Settings::default() });
    let begun = Instant::now();
    let refused = wait(async {
        let client = client(&stand, 20);
        let calls = (0..40).map(|number| tokio::spawn(client.send_email(mail(number, 1)).into_future()));
        let mut refused = 0;
        for call in calls.collect::<Vec<_>>() {
            refused += usize::from(call.await.expect("it ends").is_err());
        }
        refused
    });
    assert_eq!((refused, stand.mails().len()), (0, 40));
    assert!(begun.elapsed() > Duration::from_millis(1_900), "{:?}", begun.elapsed());
}

#[test]
fn recipients_are_what_counts() {
    let stand = stand(Settings::default());
    let begun = Instant::now();
    wait(async {
        let client = client(&stand, 10);
        for number in 0..3 {
            client.send_email(mail(number, 5)).await.expect("a success");
        }
    });
    assert!(begun.elapsed() > Duration::from_secs(1), "10 recipients have to leave before the last mail");
}

#[test]
fn a_turn_that_comes_too_late_is_told_at_once() {
    let stand = stand(Settings::default());
    wait(async {
        let client = client(&stand, 1);
        client.send_email(mail(0, 5)).await.expect("a success");
        let begun = Instant::now();
        let error =
            client.send_email(mail(1, 1)).timeout(Duration::from_secs(2)).await.expect_err("too late");
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::NotSent));
        assert!(error.to_string().contains("its turn at 1 a second"), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(1));
    });
    assert_eq!(stand.mails().len(), 1);
}

#[test]
fn a_mailing_keeps_the_rate_of_its_client() {
    let stand = stand(Settings { rate: Some(40), ..Settings::default() });
    let begun = Instant::now();
    let mailing =
        client(&stand, 40).bulk(BulkEmailContent::stored("WelcomeTemplate", r#"{"name":"friend"}"#));
    let mailing = mailing.with(|request| request.from_email_address("news@example.com"));
    let report = wait(mailing.send((0..80).map(entry)));
    assert_eq!((report.sent(), received(&stand).len()), (80, 80));
    assert!(begun.elapsed() > Duration::from_millis(1_500), "{:?}", begun.elapsed());
}
