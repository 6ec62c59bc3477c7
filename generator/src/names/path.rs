//! Paths taken apart into the resources they walk through.

use super::{singular, words};
use crate::urls::{native_path, placeholders};

/// How many segments of a path, counted from its end, may say something.
const MOST: usize = 24;

/// How many words one may be made of (`ipaccesscontrollistmapping`).
const MOST_PARTS: usize = 5;

/// A path as a chain of resources.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    /// What stands before the version: the name of a service rather than of a resource.
    pub(super) service: Vec<Node>,
    /// The resources, outermost first.
    pub(super) nodes: Vec<Node>,
    /// The verb glued to the end (`:batchUpdate`), as words.
    pub(super) verb: Vec<String>,
    /// The version, as words.
    pub(super) version: Vec<String>,
    /// The parameters, as words.
    pub(super) parameters: Vec<Vec<String>>,
}

/// A resource in a path.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// What it is called.
    pub(super) words: Vec<String>,
    /// Whether one of it is picked by a parameter.
    pub(super) item: bool,
    /// The parameter that picks it, as words.
    pub(super) by: Vec<String>,
}

impl Path {
    /// Reads a path. The provider's URL gives back the capitals of literal segments and tells which of them are
    /// undeclared parameters; `said` holds the words of the operation's texts, which tell where run-together words
    /// part (`creditnotes` next to "Void a credit note").
    pub(super) fn read(path: &str, native_url: Option<&str>, said: &[Vec<String>]) -> Self {
        let native = native_url.map(native_path).unwrap_or_default();
        let native: Vec<&str> = native.rsplit('/').take(MOST).collect();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut segments: Vec<&str> =
            path.split('/').map(str::trim).filter(|segment| !segment.is_empty()).collect();
        if segments.first().is_some_and(|first| matches!(first.trim_end_matches(':'), "http" | "https")) {
            segments.drain(..segments.len().min(2));
        }
        // Nobody reads more of a path; a hostile one has thousands of segments.
        segments.drain(..segments.len().saturating_sub(MOST));
        let version = segments.iter().take(4).rposition(|segment| is_version(segment));
        let mut read = Self::default();
        for (at, segment) in segments.iter().enumerate() {
            if Some(at) == version {
                read.version = words(segment);
                if segment.starts_with(|first: char| first.is_ascii_digit()) {
                    read.version.iter_mut().take(1).for_each(|first| first.insert(0, 'v'));
                }
                read.service = std::mem::take(&mut read.nodes);
                continue;
            }
            let last = at + 1 == segments.len();
            let original =
                native.iter().find(|native| plain(native) == plain(segment)).copied().unwrap_or(segment);
            read.segment(original, segment, last, said);
        }
        read
    }

    /// Reads one segment, whose spelling in the provider's URL is `original`.
    fn segment(&mut self, original: &str, segment: &str, last: bool, said: &[Vec<String>]) {
        let (resource, verb) = glued_verb(original);
        if last && let Some(verb) = verb {
            self.verb = parted(words(verb), said);
        }
        let names = placeholders(if segment.contains('{') { segment } else { resource });
        let undeclared =
            is_example(resource) || (self.nodes.last().is_some_and(|node| !node.item) && is_id(resource));
        if !names.is_empty() || undeclared {
            let by = words(names.last().copied().unwrap_or(resource));
            self.parameters.push(by.clone());
            match self.nodes.last_mut() {
                Some(node) if !node.item => (node.item, node.by) = (true, by),
                // `cards/{id}/{field}` is about the field, `repos/{owner}/{repo}` about the repository.
                Some(node) if last && !node.is_about(&by) => {
                    self.nodes.push(Node { words: without_id(by), item: true, by: Vec::new() });
                }
                None if last => self.nodes.push(Node { words: without_id(by), item: true, by: Vec::new() }),
                _ => {}
            }
            return;
        }
        let resource = if last { without_suffix(resource) } else { resource };
        if is_noise(resource) {
            return;
        }
        let is_self = matches!(resource, "me" | "self" | "@me" | "~");
        match self.nodes.last_mut() {
            Some(node) if is_self && !node.item => {
                node.item = true;
                if last {
                    node.words.insert(0, "current".to_owned());
                }
            }
            None if is_self && !last => {
                self.nodes.push(Node { words: vec!["my".to_owned()], ..Node::default() });
            }
            _ => self.nodes.push(Node { words: parted(words(resource), said), ..Node::default() }),
        }
    }
}

impl Node {
    /// Whether a parameter is about this resource or about what already picks it.
    fn is_about(&self, parameter: &[String]) -> bool {
        parameter.iter().any(|word| self.words.iter().chain(&self.by).any(|other| related(word, other)))
    }
}

/// The letters and digits of a segment, in lower case; the braces of a template don't count.
fn plain(segment: &str) -> String {
    segment
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// A custom verb behind a colon.
fn glued_verb(segment: &str) -> (&str, Option<&str>) {
    match segment.rfind(':') {
        Some(at)
            if at > 0
                && segment[at + 1..].starts_with(|first: char| first.is_ascii_alphabetic())
                && segment[at + 1..].chars().all(|one| one.is_ascii_alphanumeric() || one == '_') =>
        {
            (&segment[..at], Some(&segment[at + 1..]))
        }
        _ => (segment, None),
    }
}

/// Whether a segment is a version: `v1`, `v1.2beta`, `2024-10`, `1.0`, `3`, `beta`.
pub(super) fn is_version(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let rest = lower.strip_prefix('v').unwrap_or(&lower);
    let date =
        rest.len() <= 10 && rest.contains('-') && rest.chars().all(|one| one.is_ascii_digit() || one == '-');
    let number = rest.trim_start_matches(|one: char| one.is_ascii_digit() || one == '.' || one == '_');
    let numbered = number.len() < rest.len()
        && rest.len() <= 8
        && (number.is_empty()
            || number.starts_with("alpha")
            || number.starts_with("beta")
            || number.starts_with("rc"))
        && rest.starts_with(|one: char| one.is_ascii_digit());
    (date && rest.starts_with(|one: char| one.is_ascii_digit()))
        || (numbered && (lower.starts_with('v') || number.is_empty() && rest.len() <= 4))
        || matches!(lower.as_str(), "beta" | "latest" | "unstable")
}

/// Whether a segment says nothing about the resource.
fn is_noise(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().as_str(),
        "api" | "rest" | "restapi" | "json" | "xml" | "gateway.php" | "index.php"
    ) || is_version(segment) && segment.starts_with(['v', 'V'])
}

/// Whether a segment is the id of somebody's example rather than a name.
fn is_example(segment: &str) -> bool {
    let digits = segment.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && digits * 3 >= segment.len()
}

/// Whether a literal segment is the place of an undeclared parameter: `id`, `task_gid`.
fn is_id(segment: &str) -> bool {
    words(segment).last().is_some_and(|last| matches!(last.as_str(), "id" | "gid" | "guid" | "uuid" | "sid"))
}

/// Whether two words are about the same thing.
fn related(word: &str, other: &str) -> bool {
    let (word, other) = (singular(word), singular(other));
    word == other && word != "id" && word != "name" || word.len() > 3 && other.starts_with(&word)
}

/// Takes off what says how the answer is written.
fn without_suffix(segment: &str) -> &str {
    const SUFFIXES: &[&str] =
        &[".json", ".xml", ".php", ".html", ".do", ".csv", ".pdf", ".txt", ".pbf", ".png"];
    SUFFIXES
        .iter()
        .find_map(|suffix| segment.strip_suffix(suffix))
        .filter(|name| !name.is_empty())
        .unwrap_or(segment)
}

/// `page_id` without `id`.
fn without_id(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 1 {
        words.pop_if(|last| matches!(last.as_str(), "id" | "ids" | "uuid" | "key" | "sid"));
    }
    words
}

/// Parts words that the path writes as one and the operation's texts as two or three.
pub(super) fn parted(words: Vec<String>, said: &[Vec<String>]) -> Vec<String> {
    words.into_iter().flat_map(|word| part(&word, said).unwrap_or_else(|| vec![word])).collect()
}

fn part(word: &str, said: &[Vec<String>]) -> Option<Vec<String>> {
    let windows = said.iter().flat_map(|text| (2..=MOST_PARTS).flat_map(|parts| text.windows(parts)));
    let (first, last) = windows.filter(|window| window[0].len() > 1).find_map(|window| {
        let (theirs, first) = window.split_last()?;
        let last = first.iter().try_fold(word, |rest, part| rest.strip_prefix(part.as_str()))?;
        let same = last == theirs || singular(word) == singular(&window.concat());
        (same && !last.is_empty()).then_some((first, last))
    })?;
    let mut parts = first.to_vec();
    parts.push(last.to_owned());
    Some(parts)
}
