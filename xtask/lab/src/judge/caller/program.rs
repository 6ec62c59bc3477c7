//! Makes the calls it is told to make, a line each, and says in a line what came of each.
#![allow(deprecated)]

use std::io::{BufRead as _, Write as _};

use lowcodeapi_runtime::{Credential, Detailed, Error, File, Form, Number, RetryPolicy, Sending};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The values of one call, by argument or setter.
struct Given {
    values: Map<String, Value>,
    /// The method that asks for the answer in another media type, or empty.
    answered: String,
}

/// A value that its type can't hold.
struct Unheld {
    name: String,
    why: String,
}

/// A form that the document doesn't describe.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Parts {
    Members(Map<String, Value>),
    File(File),
}

impl From<Parts> for Form {
    fn from(parts: Parts) -> Self {
        match parts {
            Parts::Members(members) => members.into(),
            Parts::File(file) => file.into(),
        }
    }
}

/// A number as the sample has it.
#[derive(serde::Deserialize)]
struct Digits(serde_json::Number);

impl From<Digits> for Number {
    fn from(Digits(number): Digits) -> Self {
        let (signed, unsigned) = (number.as_i64(), number.as_u64());
        let float = || number.as_f64().unwrap_or_default().into();
        signed.map(Self::from).or(unsigned.map(Self::from)).unwrap_or_else(float)
    }
}

impl Given {
    fn need<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Unheld> {
        let value = self.values.remove(name).unwrap_or_default();
        serde_json::from_value(value).map_err(|error| Unheld { name: name.to_owned(), why: error.to_string() })
    }

    fn may<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Unheld> {
        if self.values.contains_key(name) { self.need(name).map(Some) } else { Ok(None) }
    }
}

/// Sends a call; `typed` reads its failure.
async fn told<T: Serialize, C>(
    call: Sending<Detailed<T>, C>,
    typed: impl Fn(&Error<C>) -> Option<Value>,
) -> Value {
    match call.await {
        Ok(detailed) => match serde_json::to_value(&detailed.value) {
            Ok(value) => json!({"read": {"status": detailed.status, "value": value}}),
            Err(error) => json!({"unwritten": error.to_string()}),
        },
        Err(error) => json!({"failed": {
            "kind": error.kind().as_str(),
            "status": error.status(),
            "message": error.message(),
            "path": error.path(),
            "excerpt": error.excerpt(),
            "typed": typed(&error),
        }}),
    }
}

fn of<F: Serialize>(failure: Option<F>) -> Option<Value> {
    failure.and_then(|failure| serde_json::to_value(failure).ok())
}

fn client(settings: &Value) -> Client {
    let pairs = |key: &str| {
        let pairs = settings[key].as_array().into_iter().flatten();
        pairs.filter_map(|pair| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()))).collect::<Vec<_>>()
    };
    let mut builder = Client::builder()
        .base_url(settings["base"].as_str().unwrap_or_default())
        .timeout(std::time::Duration::from_secs(settings["seconds"].as_u64().unwrap_or(30)))
        .retry(RetryPolicy::none());
    for (scheme, secret) in pairs("secrets") {
        builder = builder.credential(scheme, secret);
    }
    for (scheme, user) in pairs("users") {
        builder = builder.credential(scheme, Credential::basic(user, "password"));
    }
    for (stated, url) in pairs("servers") {
        builder = builder.server(stated, url);
    }
    builder.build().unwrap_or_else(|error| panic!("the client can't be built: {error}"))
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut lines = std::io::stdin().lock().lines().map_while(Result::ok);
    let settings = lines.next().unwrap_or_default();
    let client = client(&serde_json::from_str(&settings).expect("settings"));
    for line in lines {
        let mut asked: Map<String, Value> = serde_json::from_str(&line).expect("an object a line");
        let number = asked["call"].as_u64().expect("the number of a call");
        let answered = asked["answered"].as_str().unwrap_or_default().to_owned();
        let Some(Value::Object(values)) = asked.remove("values") else { panic!("values are an object") };
        let done = runtime.block_on(call(number, &client, Given { values, answered }));
        let done = done.unwrap_or_else(|unheld| json!({"unheld": {"name": unheld.name, "why": unheld.why}}));
        let mut out = std::io::stdout().lock();
        writeln!(out, "{done}").and_then(|()| out.flush()).expect("somebody listens");
    }
}
