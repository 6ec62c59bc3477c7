//! A line of the listing: which item it is about, and what of it concerns callers.

/// A line of the listing.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// The item's path as changes name it: generics gone, and the same for clients that block and for mocks.
    pub(super) path: String,
    /// Whether it speaks of a whole type: its traits, what converts into it, what a call yields.
    pub(super) is_head: bool,
    /// The line without names of arguments and marks of deprecation.
    pub(super) essence: String,
}

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        if let Some(from) = into_runtime(text) {
            return Self { text, path: format!("types::{from}"), is_head: true, essence: text.to_owned() };
        }
        let (is_head, rest) = match text.split_once(" for ") {
            Some((head, path)) if head.starts_with("impl ") => (true, path),
            _ => split_keyword(text),
        };
        Self { text, path: path(rest), is_head, essence: essence(text) }
    }

    /// The identifiers in it.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        self.text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
    }
}

/// The type that a line says becomes one of the runtime's.
fn into_runtime(text: &str) -> Option<&str> {
    let (from, target) = text.strip_prefix("impl From<")?.split_once("> for ")?;
    target.contains("lowcodeapi_runtime::").then_some(from)
}

fn split_keyword(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix("pub ").unwrap_or(text);
    for (keyword, is_head) in
        [("fn ", false), ("struct ", true), ("enum ", true), ("type ", true), ("mod ", true), ("call ", true)]
    {
        if let Some(rest) = rest.strip_prefix(keyword) {
            return (is_head, rest);
        }
    }
    (false, rest)
}

/// Reads `Call<M>::size(self, …)` as `Call::size`.
fn path(text: &str) -> String {
    let mut path = String::new();
    let mut depth = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ if depth > 0 => {}
            ':' if letters.peek() == Some(&':') => {
                letters.next();
                path.push_str("::");
            }
            letter if letter.is_alphanumeric() || letter == '_' || letter == '#' => path.push(letter),
            _ => break,
        }
    }
    let bare = path.strip_prefix("blocking::").or_else(|| path.strip_prefix("mock::")).unwrap_or(&path);
    match bare.strip_prefix("Mock") {
        Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("Client{rest}"),
        _ => bare.to_owned(),
    }
}

/// The line as its callers see it: `fn f(&self, id: String)` is `fn f(&self, String)`. An enum is written and read
/// whether that is derived or not.
fn essence(text: &str) -> String {
    let text = text.strip_suffix(" (deprecated)").unwrap_or(text);
    if text.starts_with("pub enum types::") {
        return text.replace(", Serialize", "").replace(", Deserialize", "");
    }
    let Some((head, arguments)) = text.split_once('(').filter(|(head, _)| head.contains("fn ")) else {
        return text.to_owned();
    };
    let parts = arguments.split(", ").map(|part| match part.split_once(": ") {
        Some((name, ty)) if name.chars().all(|letter| letter.is_alphanumeric() || "_#".contains(letter)) => {
            ty
        }
        _ => part,
    });
    format!("{head}({}", parts.collect::<Vec<_>>().join(", "))
}

/// A path and every path above it: `types::Body::html`, `types::Body`, but not `types` or `Client`, which stand for
/// everything.
pub(super) fn with_ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain(std::iter::once(path.len()));
    let prefixes = ends.map(move |end| &path[..end]);
    prefixes.filter(move |prefix| *prefix == path || !matches!(*prefix, "types" | "Client"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_about_an_item_whoever_offers_it() {
        let path = |text| Line::of(text).path;
        assert_eq!(path("pub fn SendEmail<M>::size(self, size: i64) -> Self"), "SendEmail::size");
        assert_eq!(
            path("pub fn blocking::Client::send(&self) -> operations::Send<Blocking>"),
            "Client::send"
        );
        assert_eq!(path("pub fn mock::Mock::send(&self) -> Expect<types::Sent>"), "Client::send");
        assert_eq!(path("pub fn mock::Pulls::list(&self) -> Expect<()>"), "Pulls::list");
        assert_eq!(path("impl From<String> for types::Union"), "types::Union");
        assert_eq!(path("impl From<Upload> for lowcodeapi_runtime::Form"), "types::Upload");
        assert_eq!(path("pub types::Body::html: Option<Content>"), "types::Body::html");
        assert_eq!(path("pub struct types::Body: Debug, Clone (deprecated)"), "types::Body");
    }

    #[test]
    fn names_of_arguments_and_deprecation_are_not_the_essence() {
        let essence = |text| Line::of(text).essence;
        assert_eq!(
            essence(
                "pub fn Client::get(&self, id: impl Into<String>, tags: impl IntoIterator<Item = String>) -> Get"
            ),
            "pub fn Client::get(&self, impl Into<String>, impl IntoIterator<Item = String>) -> Get"
        );
        assert_eq!(
            essence("pub enum types::Pet: Debug, Clone, Serialize, Deserialize"),
            "pub enum types::Pet: Debug, Clone"
        );
        assert_eq!(essence("pub types::Body::html: String (deprecated)"), "pub types::Body::html: String");
    }

    #[test]
    fn a_path_has_ancestors_but_not_all_of_the_crate() {
        assert_eq!(with_ancestors("types::A::b").collect::<Vec<_>>(), ["types::A", "types::A::b"]);
        assert_eq!(with_ancestors("Client").collect::<Vec<_>>(), ["Client"]);
    }
}
