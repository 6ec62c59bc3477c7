//! The page, served as its users serve it, and a browser that has it open.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use test_support::Browser;

/// The page in a browser. Both end with this value.
pub(super) struct Site {
    server: Child,
    pub(super) url: String,
    pub(super) browser: Browser,
}

/// The workspace.
pub(super) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Site {
    /// Builds and serves the page, and opens it.
    pub(super) fn open() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["playground", "--port", "0"]).current_dir(project()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().split_once(" at ").expect("it says where the page is").1.to_owned();
        let mut site = Self { server, url, browser: Browser::start() };
        site.load();
        site
    }

    /// Opens the page anew.
    pub(super) fn load(&mut self) {
        self.browser.open(&self.url);
        self.until("document.documentElement.dataset.ready === 'true'");
    }

    /// Ends the server; the browser stays.
    pub(super) fn stop_serving(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }

    pub(super) fn evaluate(&mut self, expression: &str) -> Value {
        self.browser.evaluate(expression)
    }

    /// Waits until something holds, for half a minute at most.
    #[track_caller]
    pub(super) fn until(&mut self, condition: &str) {
        for _ in 0..300 {
            if self.evaluate(condition) == true {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let status = self.evaluate("document.getElementById('status')?.textContent");
        panic!("`{condition}` doesn't come true; the page says {status}");
    }

    /// Opens a document in the view that makes crates, and waits for what becomes of it.
    pub(super) fn generate(&mut self, name: &str, text: &str, settings: &Value) {
        let file = serde_json::json!([{ "name": name, "text": text }]);
        self.evaluate(&format!("playground.generate.open({file}, {settings})"));
    }

    /// What the page says last.
    pub(super) fn status(&mut self) -> String {
        self.evaluate("document.getElementById('status').textContent").as_str().unwrap().to_owned()
    }

    /// The text of the first element that matches.
    pub(super) fn text(&mut self, selector: &str) -> String {
        let expression = format!("document.querySelector({selector:?})?.textContent ?? null");
        self.evaluate(&expression).as_str().unwrap_or_else(|| panic!("there is no `{selector}`")).to_owned()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
