//! The names that the macros of this module take in the crate that calls them. A generator gives them to nothing else.

/// Methods that every call has.
pub const CALL: &[&str] =
    &["body_member", "detailed", "header", "into_future", "query_pair", "retry", "send", "timeout"];

/// Methods of a call of a service that has two URL formats.
pub const URL_FORMATS: &[&str] = &["url_format"];

/// Methods of a call whose answer can be read while it comes in.
pub const DOWNLOAD: &[&str] = &["save_to", "stream"];

/// Methods of a call that is answered with server-sent events.
pub const EVENTS: &[&str] = &["events"];

/// Methods of a call whose answer the document says nothing of.
pub const UNDOCUMENTED: &[&str] = &["bytes", "json", "save_to", "stream", "text"];

/// Methods of a call whose answer is a page.
pub const PAGED: &[&str] = &["items", "pages"];

/// Functions and methods of a client.
pub const CLIENT: &[&str] = &["builder", "core", "from_env", "mock", "new"];

/// Functions and methods of a mock.
pub const MOCK: &[&str] = &["client", "client_as", "new", "requests"];

/// Types that clients and mocks define.
pub const TYPES: &[&str] = &["Client", "ClientBuilder", "Error", "Mock", "Result"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CALL, CLIENT, DOWNLOAD, EVENTS, MOCK, PAGED, TYPES, UNDOCUMENTED, URL_FORMATS};

    /// The words behind each of these keywords.
    fn defined<'s>(source: &'s str, keywords: &[&str]) -> BTreeSet<&'s str> {
        let lines = source.lines().map(str::trim);
        let after =
            lines.flat_map(|line| keywords.iter().filter_map(move |keyword| line.strip_prefix(keyword)));
        let words = after.map(|rest| rest.split(|next: char| !next.is_alphanumeric() && next != '_'));
        words.filter_map(|mut words| words.next()).filter(|word| !word.is_empty()).collect()
    }

    fn all<'n>(lists: &[&[&'n str]]) -> BTreeSet<&'n str> {
        lists.concat().into_iter().collect()
    }

    #[test]
    fn the_lists_are_what_the_macros_define() {
        let call = defined(include_str!("call.rs"), &["pub fn ", "fn "]);
        assert_eq!(call, all(&[CALL, DOWNLOAD, EVENTS, UNDOCUMENTED, URL_FORMATS]));
        assert_eq!(defined(include_str!("pages.rs"), &["pub fn "]), all(&[PAGED]));
        let client = include_str!("client.rs");
        assert_eq!(defined(client, &["pub fn "]), all(&[CLIENT, MOCK]));
        assert_eq!(defined(client, &["pub struct ", "pub type "]), all(&[TYPES]));
    }
}
