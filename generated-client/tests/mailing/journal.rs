//! A mailing with a journal goes on where it ended.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lowcodeapi_awsses::{BulkFailure, BulkReport, Delivery, JournalError, types::*};
use stand_in::{Background, Settings};
use test_support::Scratch;

use crate::stand::{address, entry, mailing, received, stand, wait};

fn journal(scratch: &Scratch) -> PathBuf {
    scratch.path("mailing.journal")
}

/// A mailing with a journal, two requests of ten entries at a time.
fn send(stand: &Background, path: &Path, entries: impl IntoIterator<Item = BulkEmailEntry>) -> BulkReport {
    wait(mailing(stand).chunk_size(10).concurrency(2).journal(path).send(entries))
}

/// Why nothing was sent: the same for every entry.
fn refused(report: &BulkReport) -> &JournalError {
    assert!(!report.outcomes().is_empty());
    for (_, failure) in report.failures() {
        assert_eq!((failure.delivery(), failure.is_transient()), (Delivery::NotSent, false));
    }
    match report.failures().map(|(_, failure)| failure).collect::<Vec<_>>()[..] {
        [BulkFailure::Journal(error), ref rest @ ..] if rest.len() + 1 == report.outcomes().len() => error,
        ref others => panic!("{others:?}"),
    }
}

fn sound() -> Background {
    stand(Settings::default())
}

#[test]
fn a_second_run_sends_what_the_first_did_not() {
    let scratch = Scratch::new();
    let path = journal(&scratch);
    let short = stand(Settings { daily_quota: Some(25), ..Settings::default() });
    assert_eq!(send(&short, &path, (0..60).map(entry)).sent(), 25);

    let sound = sound();
    let report = send(&sound, &path, (0..60).map(entry));
    assert_eq!(report.sent(), 60);
    let earlier: Vec<_> = report.outcomes().iter().filter(|outcome| outcome.earlier).collect();
    assert_eq!(earlier.len(), 25);
    assert!(earlier.iter().all(|outcome| matches!(&outcome.result, Ok(Some(id)) if id.len() > 20)));
    let (first, second) = (received(&short), received(&sound));
    assert_eq!((first.len(), second.len()), (25, 35), "nobody twice, and nobody not at all");
    assert!(first.keys().all(|address| !second.contains_key(address)));

    let third = self::sound();
    assert_eq!(send(&third, &path, (0..60).map(entry)).sent(), 60);
    assert!(third.requests().is_empty(), "nothing is left to send");
}

#[test]
fn what_is_in_doubt_is_told_and_sent_only_where_it_is_asked_for() {
    let scratch = Scratch::new();
    let path = journal(&scratch);
    let silent = stand(Settings { fail: vec!["stall".parse().unwrap()], ..Settings::default() });
    let hasty = || mailing(&silent).chunk_size(10).concurrency(1).timeout(Duration::from_millis(400));
    let report = wait(hasty().journal(&path).send((0..30).map(entry)));
    assert_eq!((report.sent(), report.unknown().count()), (20, 10));

    let sound = sound();
    let report = send(&sound, &path, (0..30).map(entry));
    assert!(sound.requests().is_empty());
    let doubts: Vec<_> = report.unknown().flat_map(|outcome| outcome.entry.destination.addresses()).collect();
    assert_eq!(doubts, (0..10).map(address).collect::<Vec<_>>());
    assert!(report.failures().all(|(_, failure)| matches!(failure, BulkFailure::InDoubt)));
    assert_eq!(report.resume().count(), 0);

    let report = wait(mailing(&sound).journal(&path).resend_in_doubt().send((0..30).map(entry)));
    assert_eq!((report.sent(), received(&sound).len()), (30, 10));
    assert_eq!(send(&sound, &path, (0..30).map(entry)).sent(), 30);
    assert_eq!(sound.requests().len(), 1, "once is enough");
}

#[test]
fn an_edited_list_may_be_sent_again() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    let named = |name: &str| entry(1).template_data(format!(r#"{{"name":"{name}"}}"#));
    assert_eq!(send(&stand, &path, [named("Ann"), entry(2), named("Ann")]).sent(), 3);
    let edited = [entry(3), named("Ann"), named("Bea"), named("Ann"), named("Ann")];
    let report = send(&stand, &path, edited);
    let earlier: Vec<_> = report.outcomes().iter().map(|outcome| outcome.earlier).collect();
    assert_eq!(earlier, [false, true, false, true, false], "the third that is equal is one more");
    assert_eq!((report.sent(), stand.mails().len()), (5, 6));
}

#[test]
fn other_content_under_the_same_journal_is_refused() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    send(&stand, &path, [entry(1)]);
    let other = mailing(&stand).with(|request| request.from_email_address("shop@example.com"));
    let report = wait(other.journal(&path).send([entry(2), entry(3)]));
    let error = refused(&report);
    assert!(matches!(error, JournalError::OtherContent { .. }), "{error:?}");
    assert!(error.to_string().contains("a journal of its own"), "{error}");
    assert_eq!(stand.mails().len(), 1);
}

#[test]
fn a_journal_has_one_mailing_at_a_time() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    send(&stand, &path, [entry(1)]);
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let report = send(&stand, &path, [entry(2)]);
    assert!(matches!(refused(&report), JournalError::Locked { .. }));
    drop(held);
    assert_eq!(send(&stand, &path, [entry(2)]).sent(), 1);
}

#[test]
fn a_file_that_is_no_journal_is_left_as_it_is() {
    let scratch = Scratch::new();
    let (path, stand) = (scratch.path("people.csv"), sound());
    for content in ["email,name", "email,name\nann@example.com,Ann\n", "{\"done\":[]}\n", "\n"] {
        fs::write(&path, content).unwrap();
        let report = send(&stand, &path, [entry(1)]);
        assert!(matches!(refused(&report), JournalError::NotAJournal { .. }), "{content:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    let report = send(&stand, &scratch.path("missing/journal"), [entry(1)]);
    assert!(matches!(refused(&report), JournalError::Open { .. }));
    assert!(stand.requests().is_empty());
}

#[test]
fn a_journal_survives_at_whatever_byte_it_was_cut() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    send(&stand, &path, (0..3).map(entry));
    let whole = fs::read(&path).unwrap();
    let lines: Vec<_> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), 3, "what it is, what is about to be sent, what became of it");
    let (header, about) = (lines[0].len(), lines[0].len() + lines[1].len());
    for cut in 0..=whole.len() {
        fs::write(&path, &whole[..cut]).unwrap();
        // A file system may have made room for a line whose content never came.
        let zeros = fs::OpenOptions::new().append(true).open(&path).unwrap();
        zeros.set_len((cut + cut % 3) as u64).unwrap();
        let sound = sound();
        let report = send(&sound, &path, (0..3).map(entry));
        let (sent, doubts) = match cut {
            cut if cut == whole.len() => (0, 0),
            cut if cut >= about => (0, 3),
            _ => (3, 0),
        };
        assert_eq!(
            (sound.mails().len(), report.unknown().count()),
            (sent, doubts),
            "cut at {cut} of {header}"
        );
        assert_eq!(report.sent(), 3 - doubts, "cut at {cut}");
    }
}

#[test]
fn a_journal_that_is_damaged_elsewhere_is_refused() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    send(&stand, &path, (0..3).map(entry));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("sending", "sanding", 1)).unwrap();
    let report = send(&stand, &path, [entry(4)]);
    assert!(matches!(refused(&report), JournalError::Damaged { line: 2, .. }), "{}", refused(&report));
    fs::write(&path, text.replacen("\"version\":1", "\"version\":2", 1)).unwrap();
    let report = send(&stand, &path, [entry(4)]);
    assert!(matches!(refused(&report), JournalError::Version { version: 2, .. }), "{}", refused(&report));
}

#[test]
fn a_journal_is_for_its_owner_and_has_neither_token_nor_mail() {
    let scratch = Scratch::new();
    let (path, stand) = (journal(&scratch), sound());
    send(&stand, &path, [entry(1).template_data(r#"{"name":"Secret Ann"}"#)]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("r1@example.com"), "whoever looks for what is in doubt finds recipients");
    for secret in ["at_test", "Secret Ann", "friend", "news@example.com", stand.url()] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
