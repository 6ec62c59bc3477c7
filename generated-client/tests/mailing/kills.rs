//! A mailing that is killed again and again reaches everybody once, and names those of whom it isn't known.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use stand_in::{Background, Settings};
use test_support::Scratch;

use crate::stand::{address, received, stand};

const ENTRIES: usize = 600;

/// The example that reads a CSV file; cargo builds it beside the tests.
fn program(stand: &Background, scratch: &Scratch) -> Command {
    let test = std::env::current_exe().expect("this test is a file");
    let profile = test.parent().and_then(|folder| folder.parent()).expect("a file in `deps`");
    let binary: PathBuf = profile.join("examples").join(format!("mailing{}", std::env::consts::EXE_SUFFIX));
    assert!(binary.is_file(), "`{}` is missing: run all tests once, or build the examples", binary.display());
    let mut command = Command::new(binary);
    command.args([scratch.path("people.csv"), scratch.path("mailing.journal")]);
    command.env("LOWCODEAPI_API_TOKEN", "at_example").env("LOWCODEAPI_BASE_URL", stand.url());
    command.env("MAIL_FROM", "news@example.com").env("MAIL_RATE", "600").env_remove("LOWCODEAPI_URL_FORMAT");
    command
}

#[test]
#[ignore = "kills processes: `.ci/run heavy`"]
fn a_mailing_that_is_killed_is_finished_by_the_next_run() {
    let scratch = Scratch::new();
    let rows = (0..ENTRIES).map(|number| format!("{},Reader {number}", address(number)));
    let rows: Vec<String> = std::iter::once("email,name".to_owned()).chain(rows).collect();
    fs::write(scratch.path("people.csv"), rows.join("\n")).unwrap();
    let stand = stand(Settings { delay: Some(Duration::from_millis(20)), ..Settings::default() });
    for moment in [30, 90, 150, 210] {
        let mut run = program(&stand, &scratch).stdout(Stdio::null()).spawn().expect("the example runs");
        std::thread::sleep(Duration::from_millis(moment));
        run.kill().expect("it still runs, or has ended");
        run.wait().expect("it ends");
    }
    let sent_before = stand.mails().len();
    assert!(sent_before < ENTRIES, "it was killed before its end");
    let last = program(&stand, &scratch).output().expect("the example runs");
    let said = String::from_utf8(last.stdout).expect("text");
    let doubts: HashSet<&str> =
        said.lines().filter_map(|line| line.strip_prefix("in doubt: ")?.split(": ").next()).collect();
    assert!(!said.contains("not sent: "), "{said}");

    let received = received(&stand);
    assert!(received.values().all(|mails| *mails == 1), "nobody got it twice");
    for number in 0..ENTRIES {
        let address = address(number);
        let known = received.contains_key(&address) || doubts.contains(address.as_str());
        assert!(known, "{address} got nothing, and nobody says so: {said}");
    }
    assert!(doubts.len() <= 4 * 200, "what was in flight is in doubt, and nothing else");
    println!("{sent_before} sent before the last run, {} in doubt", doubts.len());
}
