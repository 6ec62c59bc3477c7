//! What names say about pages, word by word: whatever its spelling, `nextPageToken` is `next page token`.

use super::page::Member;

/// Words that mean a place in a list by themselves.
const PLACES: &[&str] = &["cursor", "marker", "continuation", "bookmark"];

/// Words that may stand beside them.
const BESIDE: &[&str] =
    &["next", "page", "pagination", "paging", "continuation", "continue", "after", "start", "starting"];

/// Words of objects that are about the page.
const ABOUT: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "pages",
    "cursor",
    "cursors",
    "link",
    "links",
    "next",
    "href",
];

/// The words of a name, in lower case.
pub(super) fn words(wire: &str) -> Vec<String> {
    // The sign of `_links` and `@odata.nextLink` is no word.
    crate::names::words(wire.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

fn is(words: &[String], any: &[&str]) -> bool {
    any.contains(&words.join(" ").as_str())
}

/// Whether an object is about the page it stands in.
pub(super) fn is_about_page(wire: &str) -> bool {
    words(wire).iter().any(|word| ABOUT.contains(&word.as_str()))
}

/// Whether these words mean a place in a list. A bare `token` may be anything, a secret for instance.
fn is_place(words: &[String]) -> bool {
    let known =
        |word: &String| word == "token" || PLACES.contains(&word.as_str()) || BESIDE.contains(&word.as_str());
    let place = words.iter().any(|word| PLACES.contains(&word.as_str()));
    let token = words.len() > 1 && words.iter().any(|word| word == "token");
    words.iter().all(known) && (place || token)
}

/// How surely a member of the answer is what a parameter of these words takes; 0 is surest, and `None` not at all.
pub(super) fn leads(member: &Member<'_>, taker: &[String], is_number: bool) -> Option<u8> {
    let out = words(&member.field().name.wire);
    let above = member.fields[..member.fields.len() - 1].iter();
    let inside_next = above.flat_map(|field| words(&field.name.wire)).any(|word| word == "next");
    let says_next = out.iter().any(|word| word == "next");
    let same = out == taker;
    if is_number {
        // The number of the next page, for a parameter that takes one.
        let page = is(taker, &["page", "page number"]) && is(&out, &["next page", "next page number"]);
        let offset = is(taker, &["offset"]) && (is(&out, &["next offset"]) || (inside_next && same));
        return (page || offset).then_some(0);
    }
    if inside_next && same && (is_place(taker) || is(taker, &["offset", "after"])) {
        return Some(0);
    }
    if is(taker, &["after"]) {
        let cursor = is(&out, &["next cursor", "end cursor", "after cursor"]);
        return (cursor || (same && member.fields.len() > 1)).then_some(3);
    }
    match is_place(taker) {
        true if same && is_place(&out) => Some(0),
        true if is_place(&out) && says_next && out.iter().filter(|word| *word != "next").eq(taker) => Some(1),
        true if is_place(&out) && says_next => Some(2),
        true if is(&out, &["next page"]) => Some(2),
        _ => None,
    }
}

/// Whether a member is the URL of the next page; `is_url` tells what the document says about it.
pub(super) fn is_link(member: &Member<'_>, is_url: impl Fn() -> bool) -> bool {
    let name = words(&member.field().name.wire);
    let path: Vec<String> = member.fields.iter().flat_map(|field| words(&field.name.wire)).collect();
    let kind = |word: &str| ["url", "uri", "link", "href"].contains(&word);
    let certain = name.iter().any(|word| word == "next")
        && name.last().is_some_and(|last| kind(last))
        && name.iter().all(|word| kind(word) || ["next", "page", "odata"].contains(&word.as_str()));
    let linked = path.iter().any(|word| word == "links" || word == "link")
        && (is(&name, &["next"]) || path.ends_with(&["next".to_owned(), "href".to_owned()]));
    certain || linked || (is(&name, &["next", "next page"]) && is_url())
}

/// Whether a flag of this name says that there is more (`true`) or that this is all (`false`).
pub(super) fn flag(wire: &str) -> Option<bool> {
    let words = words(wire);
    if is(
        &words,
        &[
            "has more",
            "has next",
            "has next page",
            "has more items",
            "has more results",
            "more",
            "is truncated",
            "more available",
        ],
    ) {
        return Some(true);
    }
    is(&words, &["is last", "is last page", "last page", "last"]).then_some(false)
}

/// Whether a parameter of this name takes the number of a page.
pub(super) fn is_page(wire: &str) -> bool {
    is(&words(wire), &["page", "page number", "page num", "page no"])
}

/// Whether a parameter of this name takes the number of items to leave out.
pub(super) fn is_offset(wire: &str) -> bool {
    is(&words(wire), &["offset", "skip", "start at"])
}

/// Whether a member of this name is the number of the last page.
pub(super) fn is_number_of_pages(wire: &str) -> bool {
    is(
        &words(wire),
        &["pages", "total pages", "page count", "last page", "num pages", "pages total", "total page count"],
    )
}

/// Whether a list of this name stands beside the items rather than being them.
pub(super) fn is_beside_items(wire: &str) -> bool {
    is(&words(wire), &["errors", "warnings"])
}

/// Whether a member of this name is the number of all items.
pub(super) fn is_total(wire: &str) -> bool {
    let words = words(wire);
    let last = ["count", "items", "results", "records", "entries", "size", "elements"];
    is(&words, &["total"])
        || matches!(&words[..], [total, what] if total == "total" && last.contains(&what.as_str()))
}
