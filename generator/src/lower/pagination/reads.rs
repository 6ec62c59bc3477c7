//! Whether an operation only reads, by what it is called: a walk through pages must never repeat a write.

use super::words::words;
use crate::api::{NameSource, Operation};

/// Verbs that leave everything as it was.
const READS: &[&str] = &[
    "browse", "describe", "discover", "export", "fetch", "filter", "find", "get", "list", "lookup",
    "preview", "query", "read", "retrieve", "scan", "search", "select", "view",
];

/// Verbs that don't. The likes of `run`, `execute` and `post` say nothing by themselves: a query can be run, too.
const WRITES: &[&str] = &[
    "accept", "add", "apply", "approve", "assign", "attach", "cancel", "claim", "consume", "copy", "create",
    "delete", "detach", "disable", "edit", "enable", "grant", "import", "insert", "invite", "make", "merge",
    "modify", "move", "notify", "patch", "pay", "poll", "process", "publish", "purge", "put", "receive",
    "register", "reject", "remove", "replace", "reset", "restore", "revoke", "save", "send", "set", "start",
    "stop", "store", "submit", "sync", "transfer", "update", "upload", "write",
];

/// Whether the first verb of the operation's name, or else of the end of its path, is one of reading, and none of
/// writing is joined to it (`getOrCreate`).
pub(super) fn only_reads(operation: &Operation) -> bool {
    let path = operation.key.split('#').next().unwrap_or_default();
    let mut segments = path.rsplit('/').filter(|segment| !segment.is_empty() && !segment.ends_with('}'));
    // A name made of method and path would only say what the method is.
    let stated = operation.name_source != NameSource::Path;
    let named = stated.then(|| verb(&operation.name.wire)).flatten();
    named.or_else(|| verb(segments.next()?)).unwrap_or(false)
}

/// Whether the first verb of a name is one of reading; `None` where there is no verb.
fn verb(name: &str) -> Option<bool> {
    let words = words(name);
    let is = |verbs: &[&str], word: &String| verbs.contains(&word.as_str());
    let first = words.iter().position(|word| is(READS, word) || is(WRITES, word))?;
    let joined =
        words[first..].windows(2).any(|pair| (pair[0] == "or" || pair[0] == "and") && is(WRITES, &pair[1]));
    Some(is(READS, &words[first]) && !joined)
}
