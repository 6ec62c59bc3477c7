//! Documents that may be companions, by the hosts they are of and by their paths.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use lowcodeapi_generator::document::Document as ApiDocument;
use lowcodeapi_generator::join::{self, Companion};
use lowcodeapi_generator::{read, urls};
use serde::Deserialize;
use serde::de::IgnoredAny;
use tool::lock::digest;

use crate::corpus::{Document, Error};

/// Documents by the hosts of their servers, and by the paths of their operations.
#[derive(Debug)]
pub(crate) struct Candidates {
    by_host: BTreeMap<String, Vec<PathBuf>>,
    by_path: HashMap<String, Vec<PathBuf>>,
}

/// A document that describes operations of another one.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    pub(crate) companion: Companion,
    /// The server at which it has most of them, where it names another one.
    pub(crate) server: Option<String>,
    /// Where the operations stand.
    pub(crate) matched: BTreeSet<String>,
}

/// What is read of each document to begin with.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    servers: Vec<Server>,
    #[serde(default)]
    #[expect(clippy::zero_sized_map_values, reason = "an object of JSON is read as a map")]
    paths: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct Server {
    #[serde(default)]
    url: String,
}

impl Candidates {
    /// Reads servers and paths of documents. Those in YAML have none here: the directory has JSON.
    pub(crate) fn of(documents: &[Document]) -> Result<Self, Error> {
        let mut candidates = Self { by_host: BTreeMap::new(), by_path: HashMap::new() };
        for Document { path, .. } in documents {
            let bytes = std::fs::read(path).map_err(Error::read(path))?;
            let Ok(head) = serde_json::from_slice::<Head>(&bytes) else { continue };
            let hosts: BTreeSet<String> =
                head.servers.iter().filter_map(|server| urls::native_host(&server.url)).collect();
            for host in hosts {
                candidates.by_host.entry(urls::unnamed(&host)).or_default().push(path.clone());
            }
            let keys: BTreeSet<String> = head.paths.keys().map(|key| plain(key)).collect();
            for key in keys {
                candidates.by_path.entry(key).or_default().push(path.clone());
            }
        }
        Ok(candidates)
    }

    /// Those with operations of a repaired document, those with the most first: documents that name a host of its
    /// operations, and such as have at least half of these at another server.
    pub(crate) fn of_document(&self, document: &ApiDocument) -> Result<Vec<Candidate>, Error> {
        let native = join::native_urls(document);
        let hosts: BTreeSet<String> = native.iter().filter_map(|url| urls::native_host(url)).collect();
        let named = hosts.iter().filter_map(|host| self.by_host.get(&urls::unnamed(host))).flatten();
        let paths: BTreeSet<&PathBuf> = named.chain(self.elsewhere(&native)).collect();
        let is_most = |matched: &BTreeSet<String>| matched.len() * 2 >= native.len();
        let mut found = Vec::new();
        for path in paths {
            let bytes = std::fs::read(path).map_err(Error::read(path))?;
            let name = path.display().to_string();
            // What can't be read is none; `directory` says why.
            let Ok(read) = read::committed(&bytes, &name) else { continue };
            let mut companion = Companion::new(read, &name, digest([&bytes]));
            let mut matched: BTreeSet<String> = join::matched(document, &companion).into_iter().collect();
            let mut server = None;
            if !is_most(&matched)
                && let Some(most) = join::server_of_most(document, &companion)
            {
                let there = companion.clone().also_at(&most);
                let more: BTreeSet<String> = join::matched(document, &there).into_iter().collect();
                if is_most(&more) {
                    (companion, matched, server) = (there, more, Some(most));
                }
            }
            if !matched.is_empty() {
                found.push(Candidate { path: path.clone(), companion, server, matched });
            }
        }
        found.sort_by(|one, other| (other.matched.len(), &one.path).cmp(&(one.matched.len(), &other.path)));
        Ok(found)
    }

    /// Those with paths that at least half of some URLs end with.
    fn elsewhere(&self, native: &[String]) -> impl Iterator<Item = &PathBuf> {
        let mut counts: BTreeMap<&PathBuf, usize> = BTreeMap::new();
        for url in native {
            let path = plain(&urls::native_path(url));
            let ends = path.match_indices('/').map(|(at, _)| &path[at..]);
            let having: BTreeSet<&PathBuf> = ends.filter_map(|end| self.by_path.get(end)).flatten().collect();
            for path in having {
                *counts.entry(path).or_default() += 1;
            }
        }
        let least = native.len().div_ceil(2).max(1);
        counts.into_iter().filter(move |(_, count)| *count >= least).map(|(path, _)| path)
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

/// A path whose parameters have no names, with a slash before each segment.
fn plain(path: &str) -> String {
    let path = urls::unnamed(&urls::native_path(path));
    path.split('/').filter(|segment| !segment.is_empty()).flat_map(|segment| ["/", segment]).collect()
}
