//! Which media types are one, however they are written.

use crate::api::Content;

/// The content of the same media type, of the same name if there is one.
pub(super) fn counterpart<'a>(contents: &'a [Content], media_type: &str) -> Option<&'a Content> {
    let named = contents.iter().find(|other| other.media_type == media_type);
    named.or_else(|| contents.iter().find(|other| is_same(&other.media_type, media_type)))
}

/// Whether a range such as `text/*` means a media type, without being it.
pub(super) fn covers(range: &str, media_type: &str) -> bool {
    let (range, (essence, _)) = (meant(range).0, meant(media_type));
    let kind = range.strip_suffix('*');
    range != essence
        && (range == "*/*" || kind.is_some_and(|kind| kind.ends_with('/') && essence.starts_with(kind)))
}

/// Whether two names mean one media type: case and the order of parameters say nothing (RFC 9110, 8.3.1), and neither
/// does the character set that everything is in.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    meant(one) == meant(other)
}

fn meant(media_type: &str) -> (String, Vec<(String, String)>) {
    let mut parts = media_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let parameters = parts.filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned())
    });
    let is_usual =
        |(name, value): &(String, String)| name == "charset" && value.eq_ignore_ascii_case("utf-8");
    let mut parameters: Vec<_> = parameters.filter(|parameter| !is_usual(parameter)).collect();
    parameters.sort_unstable();
    (essence, parameters)
}

#[cfg(test)]
mod tests {
    use super::{covers, is_same};

    #[test]
    fn a_range_covers_what_it_means() {
        assert!(covers("*/*", "application/json"));
        assert!(covers("Text/*", "text/csv; header=present"));
        assert!(!covers("text/*", "application/json"));
        assert!(!covers("application/json", "application/json"));
    }

    #[test]
    fn case_and_the_usual_character_set_say_nothing() {
        assert!(is_same("application/json", "Application/JSON;charset=UTF-8"));
        assert!(is_same("text/csv; header=present; q=\"1\"", "text/csv;Q=1;header=present"));
        assert!(!is_same("application/json", "application/json; v=2"));
        assert!(!is_same("text/plain", "text/plain; charset=latin1"));
    }
}
