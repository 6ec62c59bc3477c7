//! A client as it is committed: its document, with all that is known of it.

use std::path::Path;

use lowcodeapi_generator::{Generated, Known};
use miette::Diagnostic;
use thiserror::Error;

use crate::exit::{Exit, ExitCode, Failure};
use crate::workspace::Client;
use crate::{companions, pipeline, regen};

/// A file of the client can't be read.
#[derive(Debug, Error, Diagnostic)]
#[error("can't read `{path}`")]
#[diagnostic(code(client::unreadable), help("run `regen`, which writes it; then check that it may be read"))]
pub(crate) struct Unreadable {
    path: String,
    source: std::io::Error,
}

impl Exit for Unreadable {
    fn exit(&self) -> ExitCode {
        ExitCode::Document
    }
}

/// Its document, and what the pipeline makes of it.
pub(crate) fn made(client: &Client) -> Result<(Vec<u8>, Generated), Failure> {
    let unreadable = |path: &Path| {
        let path = client.show(path);
        move |source| Unreadable { path, source }
    };
    let path = client.document();
    let document = std::fs::read(&path).map_err(unreadable(&path))?;
    let read = pipeline::read(&document, &client.show(&path))?;
    let optional = |(path, text): (std::path::PathBuf, std::io::Result<Option<String>>)| {
        let text = text.map_err(unreadable(&path))?;
        Ok::<_, Unreadable>(text.map(|text| (text, client.show(&path))))
    };
    let (overlay, learned) = (optional(client.overlay())?, optional(client.learned())?);
    let companions = companions::of_client(client, true)?;
    let known = Known {
        companions: &companions,
        overlay: overlay.as_ref().map(|(text, name)| (text.as_str(), name.as_str())),
        learned: learned.as_ref().map(|(text, name)| (text.as_str(), name.as_str())),
    };
    let made = pipeline::run(&client.settings, read, known, &regen::names::read(client)?)?;
    Ok((document, made))
}
