//! From documents to what was found about them.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use lowcodeapi_generator::Flavour;
use lowcodeapi_generator::api::{Api, SecurityKind};
use serde_json::{Value, json};

use super::caller;
use super::crates::Workspace;
use super::entry::Entry;
use super::error::Error;
use super::places::called;
use super::plan::{Planned, plan};
use super::prism::Prism;
use super::raise::Direction;
use super::schemas::Schemas;
use super::session::Session;
use super::source::{self, Source};
use super::verdict::{Case, verdict};
use super::written::Written;
use crate::corpus::{self, Document};
use tool::exit::Failure;

/// How long the calls of one document may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// A document and its client.
struct Client<'d> {
    document: &'d Document,
    /// The document as its author wrote it.
    written: Value,
    api: Api,
    source: Source,
}

/// Judges the clients of all documents.
pub(super) fn all(
    documents: &[Document],
    prism: &Prism,
    scratch: &Path,
    home: &Path,
    jobs: NonZeroUsize,
) -> Result<Vec<Entry>, Failure> {
    let mut workspace = Workspace::create(scratch);
    let mut entries = Vec::new();
    let mut clients = Vec::new();
    for document in documents {
        match client(document, &mut workspace)? {
            Ok(client) => clients.push(client),
            Err(why) => entries.push(failed(document, why)),
        }
    }
    let broken = workspace.build(home, jobs)?;
    for client in clients {
        let document = client.document;
        if let Some(messages) = broken.get(&document.package) {
            entries.push(failed(document, format!("its client doesn't compile\n{messages}")));
            continue;
        }
        let program = workspace.program(&document.package);
        entries.push(match one(&client, prism, &program) {
            Ok(entry) => entry,
            Err(error) => failed(document, error.to_string()),
        });
    }
    Ok(entries)
}

fn failed(document: &Document, why: String) -> Entry {
    Entry { document: document.name.clone(), failed: Some(why), ..Entry::default() }
}

/// Makes the client of a document, and writes it out with the program that calls it.
fn client<'d>(
    document: &'d Document,
    workspace: &mut Workspace,
) -> Result<Result<Client<'d>, String>, Failure> {
    let bytes = std::fs::read(&document.path).map_err(Error::read(&document.path))?;
    let made = match corpus::make(document, &bytes) {
        Ok(made) => made,
        Err(error) => return Ok(Err(error.to_string())),
    };
    if made.settings.flavour != Flavour::OpenApi {
        return Ok(Err("its requests go through LowCodeAPI, which is no part of it".to_owned()));
    }
    let Ok(written) = serde_json::from_str(made.prepared.text()) else {
        return Ok(Err("it is no JSON".to_owned()));
    };
    let source = match source::read(made.files.iter()) {
        Ok(source) => source,
        Err(error) => return Ok(Err(format!("its client is no Rust: {error}"))),
    };
    let failures =
        made.api.operations.iter().filter_map(|operation| {
            Some((operation.call.as_str(), operation.failure.as_ref()?.name.as_str()))
        });
    let program = caller::program(&source, &document.package.replace('-', "_"), &failures.collect());
    workspace.add(&document.package, made.files.iter(), &program)?;
    Ok(Ok(Client { document, written, api: made.api, source }))
}

/// Makes all calls of a client.
fn one(client: &Client<'_>, prism: &Prism, program: &Path) -> Result<Entry, Error> {
    let Client { document, written, api, source } = client;
    let mut entry = Entry { document: document.name.clone(), ..Entry::default() };
    let written = Written(written);
    let (sent, received) =
        (Schemas::new(written.0, Direction::Sent), Schemas::new(written.0, Direction::Received));
    let called = called(source, api, written);
    entry.operations = api.operations.len();
    entry.unknown = called
        .iter()
        .flat_map(|called| called.unknown.iter().map(|name| format!("{} {name}", called.route)))
        .collect();
    let plans: Vec<Vec<Planned>> = source
        .methods
        .iter()
        .zip(&called)
        .map(|(method, called)| plan(&source.calls[&method.call], called, written, &sent))
        .collect();
    entry.planned = plans.iter().map(Vec::len).sum();
    let mut session = Session::start(prism, &document.path, program, |url| settings(api, source, url))?;
    let began = Instant::now();
    'calls: for (number, (planned, called)) in plans.iter().zip(&called).enumerate() {
        for planned in planned {
            if began.elapsed() > PATIENCE {
                break 'calls;
            }
            let (said, exchanges) = session.call(number, planned)?;
            let case = Case { planned, operation: &called.pointer, document: written, received: &received };
            let verdict = verdict(&case, &said, &exchanges);
            entry.take(&called.route, planned, &verdict, &said, &exchanges);
        }
    }
    entry.seconds = began.elapsed().as_secs();
    Ok(entry)
}

/// How the client is put together: where its servers are, and a credential for every scheme.
fn settings(api: &Api, source: &Source, url: &dyn Fn(&str) -> String) -> Value {
    let servers: Vec<_> = source
        .servers
        .iter()
        .enumerate()
        .map(|(number, stated)| json!([stated, url(&format!("server{number}"))]))
        .collect();
    let mut secrets = Vec::new();
    let mut users = Vec::new();
    for (name, scheme) in &api.security_schemes {
        match &scheme.kind {
            SecurityKind::Basic => users.push(json!([name, "ann"])),
            // Whoever makes the connection proves it.
            SecurityKind::Other(kind) if !kind.starts_with("http ") => {}
            _ => secrets.push(json!([name, "b3a7-opaque-42"])),
        }
    }
    json!({"base": url("base"), "servers": servers, "secrets": secrets, "users": users})
}
