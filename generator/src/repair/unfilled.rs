//! Places of a provider's URL that nothing fills: the service puts in the path parameters that an operation declares.

use serde_json::{Map, Value, json};

use super::credentials;
use super::template::alike;
use crate::document::Members as _;
use crate::extensions::{FILLED, NATIVE_URL, PATH_PARAMETER, UNFILLED};
use crate::urls::{native_path, placeholders};

/// Writes down the places of an operation's URL at the provider for which it declares no path parameter.
pub(super) fn mark(operation: &mut Map<String, Value>, key: &str, declared: &[String]) {
    let filled =
        operation.member(FILLED).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let Some(native) = operation.member(NATIVE_URL).and_then(Value::as_str) else { return };
    let parameters = operation.member("parameters").and_then(Value::as_array).into_iter().flatten();
    let moved = parameters.filter(|parameter| parameter.member(PATH_PARAMETER).is_some());
    let moved = moved.filter_map(|parameter| parameter.member("name")?.as_str());
    let declared: Vec<&str> = declared.iter().map(String::as_str).chain(moved).chain(filled).collect();
    let open = names(key, &declared, native);
    if !open.is_empty() {
        operation.insert(UNFILLED.to_owned(), json!(open));
    }
}

/// The names of the places in a provider's URL for which a path key has neither a parameter nor a value: their own names
/// stand there, or the key ends before them.
fn names(key: &str, declared: &[&str], native: &str) -> Vec<String> {
    let native = native_path(native);
    let native: Vec<&str> = native.split('/').filter(|segment| !segment.is_empty()).collect();
    let own = key.split('#').next().unwrap_or_default();
    let own: Vec<&str> = own.split('/').filter(|segment| !segment.is_empty()).collect();
    let (within, behind) = native.split_at(native.len() - beyond(&own, &native));
    let is_open = |own: &str, native: &str| placeholders(own).is_empty() && alike(own, native);
    let pairs = own.iter().rev().zip(within.iter().rev());
    let open = pairs.filter(|(own, native)| is_open(own, native)).map(|(_, native)| *native);
    let mut open: Vec<&str> = open.collect();
    open.reverse();
    let segments = open.into_iter().chain(behind.iter().copied());
    let places =
        segments.flat_map(|segment| placeholders(segment).into_iter().map(move |place| (segment, place)));
    let mut names: Vec<String> = Vec::new();
    for (segment, place) in places {
        // Some write what a value looks like behind the name: `{address:.+}`.
        let name = place.split(':').next().unwrap_or(place).trim();
        let is_known = declared.iter().any(|declared| alike(declared, name)) || is_secret(segment, name);
        if !is_known && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// With how many segments a provider's URL goes on behind a path key, where these are places and nothing else.
fn beyond(own: &[&str], native: &[&str]) -> usize {
    let Some(last) = own.last() else { return 0 };
    let ends = native.iter().rev().take_while(|segment| is_place(segment)).count();
    let fits = |more: &usize| {
        let at = native.len().checked_sub(more + 1);
        at.is_some_and(|at| !is_place(native[at]) && alike(native[at], last))
    };
    (1..=ends).find(fits).unwrap_or(0)
}

/// Whether a place is for the account's credential, which the service has: a token that is a segment of its own is that of a
/// checkout or an invitation.
fn is_secret(segment: &str, name: &str) -> bool {
    credentials::is_name(name) && !(is_place(segment) && name.eq_ignore_ascii_case("token"))
}

/// Whether a segment is one place and nothing else.
fn is_place(segment: &str) -> bool {
    placeholders(segment).first().is_some_and(|name| segment.len() == name.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_place_is_open_where_its_own_name_stands_for_a_value() {
        let table: [(&str, &[&str], &str, &[&str]); 12] = [
            ("/v1/blogs/blog_id.json", &[], "https://h/admin/v1/blogs/{blog_id}.json", &["blog_id"]),
            ("/v1/deals/id/files/file_id", &["file_id"], "https://h/v1/deals/{id}/files/:file_id", &["id"]),
            ("/v1/deals/{id}", &["id"], "https://h/v1/deals/{id}", &[]),
            // Placed under nearly its name.
            ("/v1/boards/{boardId}/stars", &["boardId"], "https://h/v1/boards/{id}/stars", &[]),
            // A value that the service's authors wrote down.
            ("/2024-10/shop.json", &[], "https://h/{version}/shop.json", &[]),
            // A collection of the same name as one of it.
            ("/v1/page/{page_id}", &["page_id"], "https://h/v1/page/{page}", &[]),
            ("/v1/list", &[], "https://h/v1/list/{account_id}", &["account_id"]),
            ("/v1/list", &["account_id"], "https://h/v1/list/{account_id}", &[]),
            ("/v3/d/bounces/address", &["d"], "https://h/v3/{d}/bounces/{address:.+}", &["address"]),
            ("/bottoken/send", &[], "https://h/bot{token}/send", &[]),
            ("/checkouts/token/pay", &[], "https://h/checkouts/{token}/pay", &["token"]),
            ("/v1/shops", &[], "https://{shop}.h/v1/shops", &[]),
        ];
        for (key, declared, native, open) in table {
            assert_eq!(names(key, declared, native), open, "{key} {native}");
        }
    }
}
