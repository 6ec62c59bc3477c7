//! Repairs of a path key as a text, before its parameters are looked at.

use serde_json::{Map, Value};

use super::RepairKind;

/// A path key, mended.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PathKey {
    /// The path, with its fragment.
    pub(super) path: String,
    /// The path as the service has it literally, which is what the old URL format sends.
    pub(super) literal: String,
    /// The query string's names and values.
    pub(super) query: Vec<(String, String)>,
    /// What had to be mended.
    pub(super) notes: Vec<(RepairKind, String)>,
}

/// Mends one key. `prefix` is what all keys of the document begin with, `/{provider}`.
pub(super) fn mended(key: &str, prefix: Option<&str>, from_service: bool) -> PathKey {
    let mut mended = PathKey::default();
    // What follows `#` tells operations with one path apart and is never sent.
    let (body, fragment) = key.find('#').map_or((key, ""), |at| key.split_at(at));
    let mut path = invisible(body, &mut mended);
    path = whitespace(&path, &mut mended);
    path = query(path, &mut mended);
    let absolute = after_host(&path).map(str::to_owned);
    if !path.starts_with('/') {
        if absolute.is_none() {
            mended.note(RepairKind::MissingSlash, format!("now `/{path}`"));
        }
        path.insert(0, '/');
    }
    if let Some(rest) = prefix.and_then(|prefix| path.strip_prefix(prefix)) {
        mended.note(RepairKind::ProviderPrefix, "without it now, for the client puts it there itself");
        path = if rest.is_empty() { "/".to_owned() } else { rest.to_owned() };
    }
    mended.literal.clone_from(&path);
    if let Some(absolute) = absolute {
        mended.note(RepairKind::AbsolutePath, format!("now `{absolute}`"));
        path = absolute;
    }
    if from_service && path.contains("//") {
        while path.contains("//") {
            path = path.replace("//", "/");
        }
        mended.note(RepairKind::PathDoubleSlash, format!("now `{path}`"));
    }
    path = braces(&path, &mut mended);
    mended.path = path + fragment;
    mended
}

impl PathKey {
    fn note(&mut self, kind: RepairKind, detail: impl Into<String>) {
        self.notes.push((kind, detail.into()));
    }
}

/// `/{provider}`, where every key begins with it.
pub(super) fn provider_prefix(paths: &Map<String, Value>, provider: Option<&str>) -> Option<String> {
    let prefix = format!("/{}", provider?);
    let mut keys = paths.keys().filter(|key| !key.starts_with("x-")).peekable();
    keys.peek()?;
    let begins = |key: &String| {
        let rest = key.trim().trim_start_matches('/').strip_prefix(&prefix[1..]);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    };
    keys.all(begins).then_some(prefix)
}

/// Characters that take no room: nobody means them, and no server routes by them.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

fn invisible(key: &str, mended: &mut PathKey) -> String {
    let visible: String = key.chars().filter(|character| !is_invisible(*character)).collect();
    if visible != key {
        mended.note(RepairKind::PathInvisible, format!("now `{visible}`"));
    }
    visible
}

/// Around a segment it is a slip; inside one it is percent-encoded, as it would be sent.
fn whitespace(key: &str, mended: &mut PathKey) -> String {
    if !key.contains(char::is_whitespace) {
        return key.to_owned();
    }
    let segments = key.split('/').map(|segment| match segment.trim() {
        template if template.starts_with('{') && template.ends_with('}') => template.to_owned(),
        segment => segment.split_whitespace().collect::<Vec<_>>().join("%20"),
    });
    let trimmed = segments.collect::<Vec<_>>().join("/");
    if trimmed != key {
        mended.note(RepairKind::PathWhitespace, format!("now `{trimmed}`"));
    }
    trimmed
}

/// Cuts off a query string. A question mark inside a template is none.
fn query(mut path: String, mended: &mut PathKey) -> String {
    let Some(at) =
        path.find('?').filter(|at| path[..*at].matches('{').count() == path[..*at].matches('}').count())
    else {
        return path;
    };
    let text = path.split_off(at);
    mended.note(RepairKind::PathQuery, format!("`{text}` is sent with every call now"));
    let pairs = text[1..].split('&').filter(|pair| !pair.is_empty());
    let split = |pair: &str| {
        pair.split_once('=')
            .map_or((pair.to_owned(), String::new()), |(name, value)| (name.to_owned(), value.to_owned()))
    };
    mended.query = pairs.map(split).collect();
    path
}

/// The path behind `https://host`, also where the colon got lost.
fn after_host(path: &str) -> Option<&str> {
    let schemes = ["https://", "http://", "https//", "http//"];
    let rest = schemes.iter().find_map(|scheme| path.trim_start_matches('/').strip_prefix(scheme))?;
    rest.find('/').map(|at| &rest[at..])
}

/// `{{name}}` is a template of another tool; a brace without its partner is a slip.
fn braces(path: &str, mended: &mut PathKey) -> String {
    let mut out = String::with_capacity(path.len());
    for segment in path.split_inclusive('/') {
        let mut rest = segment;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let inner = &rest[at + 1..];
            let closing = inner
                .find(['{', '}'])
                .filter(|end| rest[at..].starts_with('{') && inner[*end..].starts_with('}'));
            match closing {
                Some(end) => {
                    out.push_str(&rest[at..at + end + 2]);
                    rest = &inner[end + 1..];
                }
                None => rest = inner,
            }
        }
        out.push_str(rest);
    }
    if out != path {
        mended.note(RepairKind::PathBrace, format!("now `{out}`"));
    }
    out
}
