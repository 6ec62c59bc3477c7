//! Makes the calls of one client, one after the other, with the judge at the other end.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::error::Error;
use super::plan::Planned;
use super::prism::{Bench, Prism};
use super::proxy::{Exchange, Proxy};
use super::words::Words;

/// How long one call may take, seen from the client.
const SECONDS: u64 = 20;
/// How long the program may be silent.
const PATIENCE: Duration = Duration::from_secs(SECONDS + 10);

/// The program that calls a client, the proxy it calls, and the judge behind it.
pub(super) struct Session<'p> {
    prism: &'p Prism,
    document: PathBuf,
    bench: Bench,
    proxy: Proxy,
    program: PathBuf,
    settings: Value,
    caller: Caller,
}

impl<'p> Session<'p> {
    /// Starts all three. `settings` says how the client is put together, given the URL of each of its servers.
    pub(super) fn start(
        prism: &'p Prism,
        document: &Path,
        program: &Path,
        settings: impl FnOnce(&dyn Fn(&str) -> String) -> Value,
    ) -> Result<Self, Error> {
        let bench = prism.serve(document)?;
        let proxy = Proxy::start(bench.address)?;
        let mut settings = settings(&|server| proxy.url(server));
        settings["seconds"] = json!(SECONDS);
        let caller = Caller::start(program, &settings).map_err(Error::read(program))?;
        let (document, program) = (document.to_owned(), program.to_owned());
        Ok(Self { prism, document, bench, proxy, program, settings, caller })
    }

    /// Makes a call: what the program says of it, and what went to and fro.
    pub(super) fn call(&mut self, number: usize, planned: &Planned) -> Result<(Value, Vec<Exchange>), Error> {
        self.proxy.prefer(&planned.prefer);
        let values: Map<String, Value> =
            planned.samples.iter().map(|sample| (sample.name.clone(), sample.given.clone())).collect();
        let asked = json!({"call": number, "answered": planned.answered, "values": values});
        let said = match self.caller.ask(&asked) {
            Ok(said) => said,
            Err(why) => {
                self.caller =
                    Caller::start(&self.program, &self.settings).map_err(Error::read(&self.program))?;
                json!({"died": why})
            }
        };
        let exchanges = self.proxy.recorded();
        // One that broke down or got lost in thought is of no use for the next call.
        if exchanges.last().is_some_and(|exchange| exchange.answer.is_err()) {
            self.bench = self.prism.serve(&self.document)?;
            self.proxy.ask(self.bench.address);
        }
        Ok((said, exchanges))
    }
}

/// The program that calls a client. It ends with this value.
struct Caller {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<String>,
    words: Words,
}

impl Caller {
    fn start(program: &Path, settings: &Value) -> std::io::Result<Self> {
        let mut child = Command::new(program)
            // Whatever is set here is not what is judged.
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let words = Words::of(child.stderr.take().expect("stderr is piped"));
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        writeln!(stdin, "{settings}")?;
        Ok(Self { child, stdin, lines, words })
    }

    fn ask(&mut self, asked: &Value) -> Result<Value, String> {
        writeln!(self.stdin, "{asked}").map_err(|error| error.to_string())?;
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => serde_json::from_str(&line).map_err(|error| error.to_string()),
            Err(RecvTimeoutError::Timeout) => Err(format!("it is silent for {} s", PATIENCE.as_secs())),
            Err(RecvTimeoutError::Disconnected) => {
                let status = self.child.wait().map_err(|error| error.to_string())?;
                Err(format!("the program ended ({status}): {}", self.words.last()))
            }
        }
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        // One that ended by itself is all the same.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
