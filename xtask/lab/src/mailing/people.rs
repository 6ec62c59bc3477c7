//! Those a mailing goes to, and the program that sends it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use stand_in::Background;
use stand_in::programs::Programs;
use tempfile::TempDir;

use super::Error;

/// Some people in a CSV file, and the journal of one mailing to them.
pub(super) struct People {
    count: usize,
    folder: TempDir,
}

impl People {
    pub(super) fn new(count: usize) -> Result<Self, Error> {
        let folder = tempfile::tempdir()?;
        let mut rows = String::from("email,name\n");
        for number in 0..count {
            let _ = writeln!(rows, "{},Reader {number}", address(number));
        }
        std::fs::write(folder.path().join("people.csv"), rows)?;
        Ok(Self { count, folder })
    }

    /// The example, about to send to all of them.
    pub(super) fn program(&self, programs: &Programs<'_>, rate: u64) -> Command {
        let mut command = programs.example("mailing");
        command.args(["people.csv", "mailing.journal"].map(|file| self.folder.path().join(file)));
        command.env("MAIL_FROM", "news@example.com").env("MAIL_RATE", rate.to_string());
        command
    }

    /// Checks that nobody got two mails, and that everybody got one or is named as in doubt; how many are.
    pub(super) fn check(&self, service: &Background, said: &str) -> Result<usize, Error> {
        let mut received = HashMap::<String, usize>::new();
        for mail in service.mails() {
            *received.entry(mail.to[0].clone()).or_default() += 1;
        }
        if let Some((address, mails)) = received.iter().find(|(_, mails)| **mails > 1) {
            return Err(Error::unmet(format!("{address} got the mail {mails} times")));
        }
        let doubts = said.lines().filter_map(|line| line.strip_prefix("in doubt: ")?.split(": ").next());
        let doubts: HashSet<&str> = doubts.collect();
        let lost = (0..self.count)
            .map(address)
            .find(|address| !received.contains_key(address) && !doubts.contains(address.as_str()));
        match lost {
            Some(address) => Err(Error::unmet(format!("{address} got no mail, and nobody says so"))),
            None => Ok(doubts.len()),
        }
    }
}

fn address(number: usize) -> String {
    format!("r{number}@example.com")
}

/// Another one each time.
pub(super) fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.subsec_nanos().into()
}
