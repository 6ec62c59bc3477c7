//! Which media types are one, however they are written, and which one stands in another's place.

use super::{Finding, Kind};
use crate::api::Content;

/// Whether what one media type holds may stand in the place of what another one does.
type Rule<'a> = &'a dyn Fn(&Content, &Content) -> bool;

/// What became of the media types of a body.
pub(super) struct Moved<'a> {
    /// Those in both, on either side.
    pub(super) kept: Vec<(&'a Content, &'a Content)>,
    pub(super) gone: Vec<&'a Content>,
    pub(super) came: Vec<&'a Content>,
}

impl<'a> Moved<'a> {
    pub(super) fn between(old: &'a [Content], new: &'a [Content]) -> Self {
        let is_in =
            |contents: &[Content], content: &Content| counterpart(contents, &content.media_type).is_some();
        let kept = old.iter().filter_map(|one| Some((one, counterpart(new, &one.media_type)?))).collect();
        let gone = old.iter().filter(|content| !is_in(new, content)).collect();
        let came = new.iter().filter(|content| !is_in(old, content)).collect();
        Self { kept, gone, came }
    }

    /// Takes those that stand in another's place: a range that means it or one that it means, else the same one with other
    /// parameters, else one that is written alike, else any other.
    pub(super) fn replaced(&mut self) -> Vec<(&'a Content, &'a Content)> {
        let essence = |content: &Content| parsed(&content.media_type).0;
        let rules: [Rule<'_>; 4] = [
            &|one, other| {
                covers(&one.media_type, &other.media_type) || covers(&other.media_type, &one.media_type)
            },
            &|one, other| essence(one) == essence(other),
            &|one, other| one.encoding == other.encoding,
            &|_, _| true,
        ];
        let mut replaced = Vec::new();
        for is_alike in rules {
            let came = &mut self.came;
            self.gone.retain(|one| match came.iter().position(|other| is_alike(one, other)) {
                Some(at) => {
                    replaced.push((*one, came.remove(at)));
                    false
                }
                None => true,
            });
        }
        replaced
    }
}

/// One media type in another's place, of which both are told alone otherwise.
pub(super) fn instead<'a>(kind: Kind, gone: Finding<'a>, came: Finding<'a>, message: String) -> Finding<'a> {
    let new = came.new.clone();
    let mut finding = gone;
    finding.absorb(came);
    Finding { kind, new, message, ..finding }
}

/// The content of the same media type, of the same name if there is one.
pub(super) fn counterpart<'a>(contents: &'a [Content], media_type: &str) -> Option<&'a Content> {
    let named = contents.iter().find(|other| other.media_type == media_type);
    named.or_else(|| contents.iter().find(|other| is_same(&other.media_type, media_type)))
}

/// Whether a range such as `text/*` means a media type, without being it.
pub(super) fn covers(range: &str, media_type: &str) -> bool {
    let (range, (essence, _)) = (parsed(range).0, parsed(media_type));
    let kind = range.strip_suffix('*');
    range != essence
        && (range == "*/*" || kind.is_some_and(|kind| kind.ends_with('/') && essence.starts_with(kind)))
}

/// A media type without what says nothing: its type and subtype, and its parameters.
pub(super) type Parsed = (String, Vec<(String, String)>);

/// Whether two names mean one media type: case and the order of parameters say nothing (RFC 9110, 8.3.1), and neither
/// does the character set that everything is in.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    parsed(one) == parsed(other)
}

pub(super) fn parsed(media_type: &str) -> Parsed {
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
