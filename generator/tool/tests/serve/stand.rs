//! A stand-in as a process of its own, and short ways to talk to it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};

/// The path of the one operation.
pub(crate) const SEND: &str = "/awsses/v2/email/outbound-emails";
/// The path of the other.
pub(crate) const BULK: &str = "/awsses/v2/email/outbound-bulk-emails";

/// A running stand-in; it ends with this value.
pub(crate) struct Stand {
    child: Child,
    url: String,
    client: Client,
}

/// A status with a JSON body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Stand {
    /// Starts one on a free port.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-api-client"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let url = first.trim_end().strip_prefix("listening on ").expect("the first line names the address");
        assert!(url.starts_with("http://127.0.0.1:"), "it listens on loopback only: {url}");
        let client = tool::http()
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { child, url: url.to_owned(), client }
    }

    /// The base URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().unwrap()
    }

    pub(crate) fn delete(&self, path: &str) -> Response {
        self.client.delete(format!("{}{path}", self.url)).send().unwrap()
    }

    /// Posts text as JSON.
    pub(crate) fn post(
        &self,
        path: &str,
        body: impl Into<reqwest::blocking::Body>,
    ) -> reqwest::Result<Answer> {
        let request = self.client.post(format!("{}{path}", self.url));
        let response = request.header("content-type", "application/json").body(body).send()?;
        Ok(Answer::of(response))
    }

    /// Calls an operation with a good token.
    pub(crate) fn call(&self, path: &str, body: &Value) -> Answer {
        self.post(&format!("{path}?api_token=at_test"), body.to_string()).unwrap()
    }

    /// The mails it accepted.
    pub(crate) fn mails(&self) -> Vec<Value> {
        serde_json::from_str(&self.get("/_outbox").text().unwrap()).unwrap()
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub(crate) fn of(response: Response) -> Self {
        let status = response.status().as_u16();
        let text = response.text().unwrap();
        Self { status, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Refused by SES, in the service's words around its own.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, kind: &str) -> String {
        let body = self.is(status);
        assert_eq!(body["provider"], "awsses", "{body}");
        assert_eq!(body["error"]["__type"], kind, "{body}");
        assert_eq!(body["headers"]["x-amzn-errortype"], kind, "{body}");
        body["error"]["Message"].as_str().unwrap().to_owned()
    }
}

/// A mail that is in order.
pub(crate) fn simple() -> Value {
    json!({
        "FromEmailAddress": "News <news@example.com>",
        "Destination": { "ToAddresses": ["ann@example.com"] },
        "Content": { "Simple": {
            "Subject": { "Data": "Hello" },
            "Body": { "Text": { "Data": "Hello Ann" }, "Html": { "Data": "<p>Hello <b>Ann</b></p>" } },
        } },
    })
}

/// A bulk mail to these, from a template that is there.
pub(crate) fn bulk(recipients: &[&str]) -> Value {
    let entries: Vec<Value> =
        recipients.iter().map(|to| json!({ "Destination": { "ToAddresses": [to] } })).collect();
    json!({
        "FromEmailAddress": "news@example.com",
        "DefaultContent": { "Template": {
            "TemplateName": "WelcomeTemplate", "TemplateData": "{\"name\":\"friend\"}",
        } },
        "BulkEmailEntries": entries,
    })
}

/// A request with one member changed.
pub(crate) fn with(mut request: Value, pointer: &str, value: Value) -> Value {
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    request.pointer_mut(parent).unwrap()[member] = value;
    request
}
