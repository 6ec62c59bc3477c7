//! Groups of operations by tags that are paths of parts (`CRM / Objects / Companies`): what tells such a group from the
//! others.

use foldhash::HashMap;

use super::resource::says_already;
use super::{singular, verbs, words};

/// Words at the end of a tag that say what a tag is, and nothing of this one.
const FILLER: &[&str] =
    &["api", "apis", "endpoint", "endpoints", "operation", "operations", "resource", "resources"];

/// Plurals that name nothing without what they belong to.
const VAGUE: &[&str] =
    &["data", "details", "identifiers", "items", "options", "others", "reports", "settings", "statistics"];

/// What stands between the parts of a tag, and whether it can't be anything else.
const SEPARATORS: &[(&str, bool)] =
    &[(" / ", true), (" > ", true), (" » ", true), ("/", false), (" - ", false), (": ", false)];

/// What each group is called, by its tag: by the last of the tag's parts, or by as many of them as it takes to tell the
/// groups apart. What has one part only is called as it stands.
#[must_use]
pub fn tag_groups(tags: &[&str]) -> Vec<String> {
    let mut begun: HashMap<&str, usize> = HashMap::default();
    for cut in tags.iter().flat_map(|tag| cuts(tag)) {
        *begun.entry(cut.before).or_default() += 1;
    }
    // A dash or a colon may belong to a name, unless several tags begin alike.
    let is_path = |cut: &Cut<'_>| cut.certain || begun[cut.before] > 1;
    let parts: Vec<Vec<Vec<String>>> = tags.iter().map(|tag| parts(tag, is_path)).collect();
    let mut depths: Vec<usize> = parts.iter().map(|parts| depth(parts)).collect();
    loop {
        let names: Vec<String> =
            parts.iter().zip(&depths).map(|(parts, depth)| last(parts, *depth).join("_")).collect();
        let mut times: HashMap<&str, usize> = HashMap::default();
        for name in &names {
            *times.entry(name).or_default() += 1;
        }
        let more: Vec<usize> =
            (0..tags.len()).filter(|&at| times[&*names[at]] > 1 && depths[at] < parts[at].len()).collect();
        if more.is_empty() {
            let plain =
                |at: usize| parts[at].len() == 1 && parts[at][0] == words(tags[at]) || times[&*names[at]] > 1;
            let called = names.iter().enumerate();
            return called
                .map(|(at, name)| if plain(at) { tags[at].to_owned() } else { name.clone() })
                .collect();
        }
        for at in more {
            depths[at] += 1;
        }
    }
}

/// What the names of methods needn't repeat of a group with this tag: its parts, from all of them to the last one.
pub(super) fn repeated(tag: &str) -> Vec<Vec<String>> {
    let parts = parts(tag, |_| true);
    let mut runs = vec![words(tag)];
    for depth in (depth(&parts)..=parts.len()).rev() {
        runs.push(parts[parts.len() - depth..].concat());
        runs.push(last(&parts, depth));
    }
    // `Marketing events / Batch` is of marketing events.
    if depth(&parts) > 1 {
        runs.extend(parts.get(parts.len() - 2).cloned());
    }
    runs
}

/// A place where a tag may part.
struct Cut<'t> {
    before: &'t str,
    /// Where the next part begins.
    begin: usize,
    certain: bool,
}

fn cuts(tag: &str) -> Vec<Cut<'_>> {
    let mut cuts = Vec::new();
    for &(separator, certain) in SEPARATORS {
        for (at, _) in tag.match_indices(separator) {
            let (before, begin) = (tag[..at].trim_end(), at + separator.len());
            // `I/O` and `A/B tests` are names.
            if words(before).concat().len() > 2 && tag[begin..].contains(char::is_alphanumeric) {
                cuts.push(Cut { before, begin, certain });
            }
        }
    }
    cuts.sort_by_key(|cut| cut.before.len());
    cuts.dedup_by_key(|cut| cut.before.len());
    cuts
}

/// The parts of a tag as words, the filler at their ends left out.
fn parts(tag: &str, is_path: impl Fn(&Cut<'_>) -> bool) -> Vec<Vec<String>> {
    let cuts: Vec<Cut<'_>> = cuts(tag).into_iter().filter(is_path).collect();
    let begins = std::iter::once(0).chain(cuts.iter().map(|cut| cut.begin));
    let ends = cuts.iter().map(|cut| cut.before.len()).chain([tag.len()]);
    let texts = begins.zip(ends).map(|(begin, end)| tag.get(begin..end).unwrap_or_default());
    texts.filter(|text| words::has_words(text)).map(|text| without_filler(words(text))).collect()
}

fn without_filler(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words.last().is_some_and(|last| FILLER.contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// How many parts a group is called by at least.
fn depth(parts: &[Vec<String>]) -> usize {
    let Some((last, [_, ..])) = parts.split_last() else { return 1 };
    let names_nothing = match last.as_slice() {
        [word] => singular(word) == *word || VAGUE.contains(&word.as_str()),
        [first, ..] => verbs::is_preposition(first),
        [] => true,
    };
    1 + usize::from(names_nothing)
}

/// The last parts of a tag, without those that the next one says again.
fn last(parts: &[Vec<String>], depth: usize) -> Vec<String> {
    let mut name: Vec<String> = Vec::new();
    for part in parts.iter().rev().take(depth) {
        if !name.is_empty() && ends_in(part, &name) {
            name.clone_from(part);
        } else if name.is_empty() || !says_already(&name, part) {
            name.splice(0..0, part.iter().cloned());
        }
    }
    name
}

/// Whether a part ends in the words of the next one: `Account activity / Activity`.
fn ends_in(part: &[String], name: &[String]) -> bool {
    let own = part.len().checked_sub(name.len()).map(|at| part[at..].iter().map(|word| singular(word)));
    own.is_some_and(|own| own.eq(name.iter().map(|word| singular(word))))
}

#[cfg(test)]
mod tests {
    use super::tag_groups;

    #[test]
    fn a_group_is_called_by_the_last_part_of_its_tag_that_tells_it_from_the_others() {
        let table = [
            ("CRM / Objects / Companies", "companies"),
            ("CMS / Blogs / Blog posts ", "blog_posts"),
            ("CMS / HubDB / Rows", "rows"),
            ("CMS / HubDB / Rows Batch", "rows_batch"),
            ("CMS / Media bridge / Events", "media_bridge_events"),
            ("Analytics / Event analytics / Events", "event_analytics_events"),
            ("App / Webhooks / Settings", "webhooks_settings"),
            ("Account / Currencies / Currency", "currencies"),
            ("Settings / Account activity / Activity", "account_activity"),
            ("Leave /  To Be Deprecated", "leave_to_be_deprecated"),
            ("Contacts API - Lists", "contacts_lists"),
            ("Contacts API - Custom Fields", "custom_fields"),
            ("Lists", "Lists"),
            ("SIP CredentialList resource", "sip_credential_list"),
            ("Accounts API: Account Operations", "accounts_api_account"),
            ("E-Mail - Sending", "E-Mail - Sending"),
            ("I/O", "I/O"),
            ("A/B tests", "A/B tests"),
            ("API", "API"),
            ("+1", "+1"),
            ("Users", "Users"),
            ("Users API", "Users API"),
        ];
        let called = tag_groups(&table.map(|(tag, _)| tag));
        for ((tag, name), called) in table.iter().zip(called) {
            assert_eq!(called, *name, "{tag}");
        }
    }
}
