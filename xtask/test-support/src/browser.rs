//! Headless Chromium, driven through the pipe it offers for that (the Chrome `DevTools` protocol).

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);
const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1200,900",
];

/// A browser with one page; it ends with this value.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    pipe: ChildStdin,
    messages: Receiver<Value>,
    session: String,
    last: u64,
    requests: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Starts it.
    pub fn start() -> Self {
        let installed =
            |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|run| run.status.success());
        let program = ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find(installed)
            .expect("Chromium is installed");
        let profile = tempfile::tempdir().unwrap();
        // Chromium reads commands from descriptor 3 and writes answers to 4.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", program])
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (pipe, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(answers).split(0).map_while(Result::ok) {
                if sender.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            child,
            pipe,
            messages,
            session: String::new(),
            last: 0,
            requests: Vec::new(),
            _profile: profile,
        };
        let target = browser.command("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.command("Target.attachToTarget", &target);
        session["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        browser.command("Page.enable", &json!({}));
        browser.command("Network.enable", &json!({}));
        browser
    }

    /// Goes to a page and waits until it is loaded, frames included.
    pub fn open(&mut self, url: &str) {
        self.command("Page.navigate", &json!({ "url": url }));
        self.wait(|message| message["method"] == "Page.loadEventFired");
    }

    /// Shows pages in a window of this size, light or dark.
    pub fn resize(&mut self, width: u32, height: u32, scheme: &str) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", &size);
        let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", &scheme);
    }

    /// Presses a key that has a name, such as `F8`.
    pub fn press(&mut self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            self.command("Input.dispatchKeyEvent", &json!({ "type": kind, "key": key, "code": key }));
        }
    }

    /// What the page asked for so far: addresses.
    pub fn requests(&mut self) -> Vec<String> {
        // What has arrived meanwhile is read with the next answer.
        self.evaluate("1");
        self.requests.clone()
    }

    /// The value of an expression in the page; a promise is waited for.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let question = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let result = self.command("Runtime.evaluate", &question);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Clicks into the middle of the first element that matches, as a person would, and gives the page time to react.
    pub fn click(&mut self, selector: &str) {
        let at = self.evaluate(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{ block: 'center' }}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }})()"
        ));
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", &event);
        }
        std::thread::sleep(Duration::from_millis(700));
    }

    /// How many pages are open: a pop-up would be one more.
    pub fn pages(&mut self) -> usize {
        let targets = self.command("Target.getTargets", &json!({}));
        targets["targetInfos"].as_array().unwrap().iter().filter(|target| target["type"] == "page").count()
    }

    /// The memory that it and the processes it started hold, in bytes.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let entries = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        // After the name in parentheses: the state, and the process that started this one.
        let parent = |id: u32| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse::<u32>().ok()
        };
        let parents: Vec<(u32, u32)> = ids.filter_map(|id| Some((id, parent(id)?))).collect();
        let mut own = vec![self.child.id()];
        let mut at = 0;
        while let Some(id) = own.get(at).copied() {
            own.extend(parents.iter().filter(|(_, parent)| *parent == id).map(|(child, _)| *child));
            at += 1;
        }
        let resident = |id: &u32| {
            let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        own.iter().filter_map(resident).sum::<u64>() * 1024
    }

    /// Has the page give back what it holds no longer. Browsers do it on their own only when they find the time.
    pub fn collect_garbage(&mut self) {
        self.command("HeapProfiler.collectGarbage", &json!({}));
    }

    /// A picture of the page, as PNG in base64.
    pub fn screenshot(&mut self) -> String {
        let picture = self.command("Page.captureScreenshot", &json!({ "format": "png" }));
        picture["data"].as_str().unwrap().to_owned()
    }

    fn command(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if !self.session.is_empty() && !method.starts_with("Target.") {
            message["sessionId"] = self.session.as_str().into();
        }
        self.pipe.write_all(format!("{message}\0").as_bytes()).unwrap();
        let answer = self.wait(|message| message["id"] == id);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the browser answers");
            if message["method"] == "Network.requestWillBeSent" {
                self.requests.extend(message["params"]["request"]["url"].as_str().map(str::to_owned));
            }
            if wanted(&message) {
                return message;
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
