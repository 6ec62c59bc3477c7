//! The names an earlier run gave.

use lowcodeapi_generator::names::Names;

use super::Error;
use crate::exit::Failure;
use crate::lock::{self, digest};
use crate::pipeline;
use crate::workspace::Client;

/// Reads `names.toml`; there are none before the first run.
pub(crate) fn read(client: &Client) -> Result<Names, Failure> {
    let path = client.names();
    let name = client.show(&path);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Names::default()),
        Err(source) => return Err(Error::NamesUnreadable { path: name, source }.into()),
    };
    let written = lock::read(&client.lock()).ok().flatten().and_then(|lock| lock.sha256.names);
    let is_edited = written != Some(digest([&text]));
    Ok(Names::parse(&text, &name, is_edited).map_err(pipeline::Error::from)?)
}
