//! The journal of a mailing: whatever a crash or somebody left of it, nobody gets a mail twice, and a file that is none is
//! left alone.

use std::path::PathBuf;
use std::slice;
use std::sync::{Arc, Mutex};

use lowcodeapi_awsses::Client;
use lowcodeapi_awsses::types::{BulkEmailContent, BulkEmailEntry, Destination};
use lowcodeapi_runtime::http::{Request, Response};
use lowcodeapi_runtime::{Delivery, RequestBody, Transport, TransportFuture};
use serde_json::{Value, json};
use test_support::Random;
use tokio::runtime::Runtime;

use super::Subject;
use super::input;

/// Who the mailing is to.
const PEOPLE: [&str; 4] = ["a@example.com", "b@example.com", "c@example.com", "d@example.com"];

pub(super) struct Journal {
    runtime: Runtime,
    client: Client,
    outbox: Outbox,
    /// The folder of the journal goes with the run.
    _folder: tempfile::TempDir,
    path: PathBuf,
    /// The journal of the whole mailing.
    whole: Vec<u8>,
}

impl Subject for Journal {
    const NAME: &'static str = "journal";
    const WORDS: &'static [&'static str] = &[
        "\n",
        "{",
        "}",
        "\"sending\"",
        "\"done\"",
        "\"journal\"",
        "\"sent\"",
        "\"not_sent\"",
        "\"in_doubt\"",
        "\0",
        "0",
        "[]",
        "null",
    ];

    fn new() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("there is room for a journal");
        let path = folder.path().join("journal");
        let outbox = Outbox::default();
        let client = Client::builder().token("at_fuzz").transport(outbox.clone());
        let client = client.build().expect("the settings are right");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let runtime = runtime.expect("a runtime needs nothing");
        let mut journal = Self { runtime, client, outbox, _folder: folder, path, whole: Vec::new() };
        journal.send();
        journal.whole = journal.read();
        journal
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        match random.below(3) {
            0 => self.torn(random),
            1 => self.changed(input),
            _ => self.changed(&input::damaged(slice::from_ref(&self.whole), Self::WORDS, random)),
        }
    }
}

impl Journal {
    /// A crash left the beginning of the file, and perhaps room behind it that was never filled.
    fn torn(&mut self, random: &mut Random) -> Result<(), String> {
        let mut left = self.whole[..random.below(self.whole.len() + 1)].to_vec();
        let begun = claimed(&left, "sending");
        left.extend(std::iter::repeat_n(0, random.below(3) * 7));
        self.write(&left);
        let sent = self.send();
        if let Some(twice) = sent.iter().find(|to| begun.contains(to)) {
            return Err(format!("{twice} was begun before the crash and got a mail after it"));
        }
        if sent.len() + begun.len() != PEOPLE.len() {
            return Err(format!("{begun:?} were begun, and only {sent:?} got a mail afterwards"));
        }
        let again = self.send();
        if again.is_empty() { Ok(()) } else { Err(format!("{again:?} got a second mail in a third run")) }
    }

    /// Somebody changed the file. What can't be read is refused and stays; what can is a journal that a second run agrees with.
    fn changed(&mut self, input: &[u8]) -> Result<(), String> {
        self.write(input);
        if self.run().1 {
            let is_kept = self.read() == input;
            return if is_kept { Ok(()) } else { Err("a file that was refused is another now".to_owned()) };
        }
        let again = self.send();
        if again.is_empty() { Ok(()) } else { Err(format!("{again:?} got a second mail")) }
    }

    /// Sends the mailing; who got a mail.
    fn send(&mut self) -> Vec<String> {
        self.run().0
    }

    /// Sends the mailing; who got a mail, and whether the journal was refused.
    fn run(&mut self) -> (Vec<String>, bool) {
        let mailing =
            self.client.bulk(BulkEmailContent::stored("Promotion", "{}")).chunk_size(1).concurrency(1);
        let mailing =
            mailing.with(|request| request.from_email_address("news@example.com")).journal(&self.path);
        let entries = PEOPLE.map(|to| BulkEmailEntry::new(Destination::to([to])));
        let report = self.runtime.block_on(mailing.send(entries));
        let is_refused =
            report.failures().filter(|(_, failure)| failure.delivery() == Delivery::NotSent).count();
        let sent = std::mem::take(&mut *self.outbox.0.lock().expect("no run panics with it"));
        (sent, is_refused == PEOPLE.len())
    }

    fn read(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap_or_default()
    }

    fn write(&self, text: &[u8]) {
        std::fs::write(&self.path, text).expect("there is room for a journal");
    }
}

/// The recipients in whole lines of a kind.
fn claimed(text: &[u8], kind: &str) -> Vec<String> {
    let lines = text.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let records = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let entries = records.filter_map(|record| record.get(kind)?.as_array().cloned()).flatten();
    entries.filter_map(|entry| Some(entry["to"][0].as_str()?.to_owned())).collect()
}

/// Accepts every mail.
#[derive(Clone, Default)]
struct Outbox(Arc<Mutex<Vec<String>>>);

impl Transport for Outbox {
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_> {
        let body = request.into_body().into_bytes().expect("it is in memory");
        let body: Value = serde_json::from_slice(&body).expect("a mailing is JSON");
        let entries = body["BulkEmailEntries"].as_array().expect("it has entries").clone();
        let to = entries.iter().filter_map(|entry| entry["Destination"]["ToAddresses"][0].as_str());
        self.0.lock().expect("no run panics with it").extend(to.map(str::to_owned));
        let results: Vec<_> =
            entries.iter().map(|_| json!({"Status": "SUCCESS", "MessageId": "1"})).collect();
        let answer = json!({"data": {"BulkEmailEntryResults": results}}).to_string();
        Box::pin(async move { Ok(Response::new(answer.into_bytes().into())) })
    }
}
