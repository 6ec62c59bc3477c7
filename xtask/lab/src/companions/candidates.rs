//! Documents that may be companions, by the hosts they are of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lowcodeapi_generator::document::Document as ApiDocument;
use lowcodeapi_generator::extensions::NATIVE_URL;
use lowcodeapi_generator::join::{self, Companion};
use lowcodeapi_generator::{read, urls};
use serde::Deserialize;
use serde_json::Value;
use tool::lock::digest;

use crate::corpus::{Document, Error};

/// Documents by the hosts of their servers.
#[derive(Debug)]
pub(crate) struct Candidates {
    by_host: BTreeMap<String, Vec<PathBuf>>,
}

/// A document that describes operations of another one.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    pub(crate) companion: Companion,
    /// Where the operations stand.
    pub(crate) matched: BTreeSet<String>,
}

/// What is read of each document to begin with.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    servers: Vec<Server>,
}

#[derive(Deserialize)]
struct Server {
    #[serde(default)]
    url: String,
}

impl Candidates {
    /// Reads the servers of documents. Those in YAML have none here: the directory has JSON.
    pub(crate) fn of(documents: &[Document]) -> Result<Self, Error> {
        let mut by_host: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for Document { path, .. } in documents {
            let bytes = std::fs::read(path).map_err(Error::read(path))?;
            let Ok(head) = serde_json::from_slice::<Head>(&bytes) else { continue };
            let hosts: BTreeSet<String> =
                head.servers.iter().filter_map(|server| urls::native_host(&server.url)).collect();
            for host in hosts {
                by_host.entry(urls::unnamed(&host)).or_default().push(path.clone());
            }
        }
        Ok(Self { by_host })
    }

    /// Those with operations of a repaired document, those with the most first.
    pub(crate) fn of_document(&self, document: &ApiDocument) -> Result<Vec<Candidate>, Error> {
        let paths: BTreeSet<&PathBuf> =
            hosts(&document.value).iter().filter_map(|host| self.by_host.get(host)).flatten().collect();
        let mut found = Vec::new();
        for path in paths {
            let bytes = std::fs::read(path).map_err(Error::read(path))?;
            let name = path.display().to_string();
            // What can't be read is none; `directory` says why.
            let Ok(read) = read::committed(&bytes, &name) else { continue };
            let companion = Companion::new(read, &name, digest([&bytes]));
            let matched: BTreeSet<String> = join::matched(document, &companion).into_iter().collect();
            if !matched.is_empty() {
                found.push(Candidate { path: path.clone(), companion, matched });
            }
        }
        found.sort_by(|one, other| (other.matched.len(), &one.path).cmp(&(one.matched.len(), &other.path)));
        Ok(found)
    }

    /// Those that together have what there is, in their order.
    pub(crate) fn choice(&self, document: &ApiDocument) -> Result<Vec<Companion>, Error> {
        let mut known = BTreeSet::new();
        let mut chosen = Vec::new();
        for Candidate { companion, matched, .. } in self.of_document(document)? {
            if !matched.is_subset(&known) {
                known.extend(matched);
                chosen.push(companion);
            }
        }
        Ok(chosen)
    }
}

/// The providers' hosts that operations are at.
fn hosts(document: &Value) -> BTreeSet<String> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let native = operations.filter_map(|(_, operation)| operation.get(NATIVE_URL)?.as_str());
    native.filter_map(urls::native_host).map(|host| urls::unnamed(&host)).collect()
}
