//! The documents that are damaged: those in JSON, for what is damaged is written as JSON.

use serde_json::{Map, Value};
use test_support::Random;

use crate::support::{self, DocumentKind};

/// So many operations leave enough to be damaged, and keep a case quick.
const OPERATIONS: usize = 4;

/// A document.
#[derive(Debug)]
pub(crate) struct Source(Value);

impl Source {
    /// The document with only a few of its paths or routes.
    pub(crate) fn sample(&self, random: &mut Random) -> Value {
        let mut value = self.0.clone();
        match value.get_mut("paths").or(None) {
            Some(Value::Object(paths)) => *paths = few(paths, random),
            _ => {
                if let Some(Value::Array(routes)) = value.get_mut("routes") {
                    while routes.len() > OPERATIONS {
                        routes.swap_remove(random.below(routes.len()));
                    }
                }
            }
        }
        value
    }
}

fn few(paths: &Map<String, Value>, random: &mut Random) -> Map<String, Value> {
    let keys: Vec<&String> = paths.keys().collect();
    if keys.len() <= OPERATIONS {
        return paths.clone();
    }
    let chosen = (0..OPERATIONS).map(|_| (*random.choose(&keys)).clone());
    chosen.map(|key| (key.clone(), paths[&key].clone())).collect()
}

/// All of them.
pub(crate) fn documents() -> Vec<Source> {
    let files = DocumentKind::ALL.into_iter().flat_map(support::documents);
    let sources = files.filter_map(|file| {
        let bytes = std::fs::read(&file).expect("the file was listed");
        // Larger ones hold many schemas that few paths reach: much work for little damage.
        let value = (bytes.len() < 300_000).then(|| serde_json::from_slice(&bytes).ok()).flatten()?;
        Some(Source(value))
    });
    sources.collect()
}
