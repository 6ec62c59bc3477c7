//! moto, an SES that others wrote, as a child process.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use reqwest::Url;
use reqwest::blocking::Client;
use serde_json::{Value, json};

use super::Error;
use super::python::Python;

const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);
/// moto reads region and service from it, and checks nothing.
const SIGNATURE: &str = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ses/aws4_request, \
                         SignedHeaders=host;x-amz-date, Signature=00";

/// A running moto; it ends with this value.
#[derive(Debug)]
pub(super) struct Moto {
    child: Child,
    url: Url,
    client: Client,
}

impl Moto {
    /// Starts it on a free port and waits until it answers.
    pub(super) fn start(python: &Python) -> Result<Self, Error> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let address = free.map_err(|error| failed(&error))?;
        let url = Url::parse(&format!("http://{address}")).map_err(|error| failed(&error))?;
        let client = tool::http().no_proxy().timeout(Duration::from_secs(10)).build();
        let client = client.map_err(|error| failed(&error))?;
        let mut command = python.program("moto_server");
        command.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut moto = Self { child: child.map_err(|error| failed(&error))?, url, client };
        moto.wait()?;
        Ok(moto)
    }

    /// Its base URL.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Makes a sender a verified one.
    pub(super) fn verify(&self, sender: &str) -> Result<(), Error> {
        let request = self.client.post(self.at("v2/email/identities")).header("authorization", SIGNATURE);
        let request = request.header("content-type", "application/json");
        let response = request.body(json!({ "EmailIdentity": sender }).to_string()).send();
        response
            .and_then(reqwest::blocking::Response::error_for_status)
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Whether a mail that says this is among those it accepted.
    pub(super) fn lists(&self, text: &str) -> Result<bool, Error> {
        let response = self.client.get(self.at("moto-api/data.json")).send();
        let data = response.and_then(reqwest::blocking::Response::bytes).map_err(|error| failed(&error))?;
        let data: Value = serde_json::from_slice(&data).map_err(|error| failed(&error))?;
        let mails = ["ses", "sesv2"].map(|service| data[service].to_string());
        Ok(mails.iter().any(|mails| mails.contains(text)))
    }

    fn wait(&mut self) -> Result<(), Error> {
        let began = Instant::now();
        while self.client.get(self.at("moto-api/data.json")).send().is_err() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(failed(&format!("it ended with {status}")));
            }
            if began.elapsed() > PATIENCE {
                return Err(failed(&format!("not within {} s", PATIENCE.as_secs())));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn failed(cause: &dyn std::fmt::Display) -> Error {
    Error::Moto { cause: cause.to_string() }
}
