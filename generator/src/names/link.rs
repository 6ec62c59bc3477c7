//! Names in documentation links: `…/API_SendEmail.html`, `…#retrieve-a-page`.

use super::{singular, verbs, words};

/// The longest name that is taken from a link, in words; what is longer is a headline.
const LONGEST: usize = 6;

/// Words that name nothing by themselves.
const VAGUE: &[&str] = &[
    "all", "data", "details", "detail", "entries", "history", "info", "items", "list", "multiple", "new",
    "object", "request", "response", "result", "results", "settings", "single", "specific", "status",
];

/// The operation's name a documentation link ends in, as words; `None` where it ends in something else.
///
/// Links are pasted, and pasted wrongly, so the name has to begin with a verb the method allows, and has to be borne
/// out by what the path ends in (`ends_in`) or by the summary.
pub(super) fn name(link: &str, method: &str, ends_in: &[String], summary: &str) -> Option<Vec<String>> {
    let slug = slug(link)?;
    let name =
        slug.rsplit_once('_').map(|(_, last)| last).filter(|last| begins_with_verb(last)).unwrap_or(slug);
    let mut parts = words(name);
    parts.retain(|word| !is_article(word) && !matches!(word.as_str(), "specific" | "given"));
    parts.pop_if(|last| last.chars().all(|digit| digit.is_ascii_digit()));
    if let Some(several) = several(&parts, ends_in) {
        return Some(several);
    }
    parts.pop_if(|last| matches!(last.as_str(), "api" | "resource" | "endpoint"));
    if parts.len() > 3 && parts.ends_with(&["by".to_owned(), "id".to_owned()]) {
        parts.truncate(parts.len() - 2);
    }
    let (verb, nouns) = parts.split_first()?;
    let is_name = !nouns.is_empty()
        && parts.len() <= LONGEST
        && !nouns.iter().all(|noun| VAGUE.contains(&noun.as_str()))
        && verbs::is_verb(verb)
        && (verbs::agrees(verb, method) || ends_in.contains(verb))
        && !verbs::is_preposition(&nouns[0])
        && !nouns.last().is_some_and(|last| verbs::is_preposition(last))
        && nouns.iter().all(|noun| noun.len() > 1 && !is_version(noun) && noun != "api");
    (is_name && (speaks_of(nouns, ends_in) || is_said(&parts, summary))).then_some(parts)
}

/// Whether a word is an article.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

/// `read-multiple-message-resources` lists what the path ends in.
fn several(parts: &[String], ends_in: &[String]) -> Option<Vec<String>> {
    let [verb, multiple, named @ .., filler] = parts else { return None };
    let says_so = verbs::agrees(verb, "GET") && multiple == "multiple" && singular(filler) == "resource";
    let whole = named.concat();
    let outer = whole.strip_suffix(&singular(&ends_in.concat())).filter(|_| says_so)?;
    let outer = (!outer.is_empty()).then(|| outer.to_owned());
    Some(std::iter::once("list".to_owned()).chain(outer).chain(ends_in.iter().cloned()).collect())
}

/// The fragment or last segment of a link, without file suffix; `None` where it holds more than a name.
fn slug(link: &str) -> Option<&str> {
    let (page, fragment) = link.trim().split_once('#').unwrap_or((link.trim(), ""));
    let page = page.split('?').next().unwrap_or_default().trim_end_matches('/');
    let slug = if fragment.is_empty() { page.rsplit('/').next()? } else { fragment.rsplit('/').next()? };
    let slug =
        [".html", ".htm", ".php", ".md"].iter().find_map(|suffix| slug.strip_suffix(suffix)).unwrap_or(slug);
    (!slug.contains(['%', '{', '.', '('])).then_some(slug)
}

fn begins_with_verb(name: &str) -> bool {
    let parts = words(name);
    parts.len() > 1 && verbs::is_verb(&parts[0]) && name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Whether a word of the name is what the path ends in.
fn speaks_of(nouns: &[String], ends_in: &[String]) -> bool {
    let whole: String = ends_in.concat();
    nouns.iter().map(|noun| singular(noun)).any(|noun| {
        noun.len() > 2 && (ends_in.iter().any(|word| singular(word) == noun) || whole.starts_with(&noun))
    })
}

/// Whether the summary uses all of the name's words.
fn is_said(parts: &[String], summary: &str) -> bool {
    let said: Vec<String> = words::all(summary).iter().map(|word| singular(word)).collect();
    parts.iter().all(|word| said.contains(&singular(word)))
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()))
}
