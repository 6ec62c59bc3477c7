//! The new URL format, rebuilt from an old literal path and the names of its parameters.

use super::{Piece, old_path, pieces, placeholders};

/// What became of a literal path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rebuilt {
    /// The path in the new format.
    New(String),
    /// Some parameter has no place in the path: the operation has only the old format.
    OldOnly,
    /// Every parameter already has its template.
    Unchanged,
}

/// Rebuilds the new format of a literal path whose `parameters` travel in the path.
///
/// A parameter replaces the segment that is its name, letters and digits compared without case; where two segments
/// are, the last. What is only a part of a segment (`sid.json`, `id-batchupdate`) is found through the provider's own
/// URL, where that is the same path.
#[must_use]
pub fn rebuild(literal: &str, parameters: &[&str], native_url: Option<&str>) -> Rebuilt {
    let present = placeholders(literal);
    let missing: Vec<&str> = parameters.iter().copied().filter(|name| !present.contains(name)).collect();
    if missing.is_empty() {
        return Rebuilt::Unchanged;
    }
    let segments: Vec<&str> = literal.split('/').collect();
    let native = native_url.and_then(|native| aligned(&segments, native));
    by_segment(&segments, &missing, native.as_deref())
        .or_else(|| by_native_url(&segments, &missing, native.as_deref()?))
        .map_or(Rebuilt::OldOnly, Rebuilt::New)
}

/// The path of the provider's URL, its templates written as `{name}`: `{{name}}`, `<name>`, `[name]` and `:name` are
/// in use as well.
#[must_use]
pub fn native_path(native_url: &str) -> String {
    let url = native_url.trim();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        // `{endpoint}/path`: the host is a setting of the account.
        None if url.starts_with(['{', '<', '[']) => {
            url.find(['}', '>', ']']).map_or("", |at| url[at + 1..].trim_start_matches('}'))
        }
        None => url,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.replace("{{", "{").replace("}}", "}").replace(['<', '['], "{").replace(['>', ']'], "}");
    let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
        Some(name) if !name.is_empty() => format!("{{{name}}}"),
        _ => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The provider's segments that stand where `segments` do, where the path is the same but for its form.
fn aligned(segments: &[&str], native_url: &str) -> Option<Vec<String>> {
    let path = native_path(native_url);
    let native: Vec<&str> = path.split('/').collect();
    let own = segments.iter().rev().filter(|segment| !segment.is_empty()).count();
    let native: Vec<&str> = native.into_iter().filter(|segment| !segment.is_empty()).collect();
    let mut tail = native[native.len().checked_sub(own)?..].iter();
    segments
        .iter()
        .map(|segment| {
            if segment.is_empty() {
                return Some(String::new());
            }
            let native = tail.next()?;
            (plain(segment) == plain(&old_path(native))).then(|| (*native).to_owned())
        })
        .collect()
}

/// Places each parameter at the last free segment that is its name.
fn by_segment(segments: &[&str], parameters: &[&str], native: Option<&[String]>) -> Option<String> {
    let mut rebuilt: Vec<String> = segments.iter().map(|&segment| segment.to_owned()).collect();
    for name in parameters {
        let at = rebuilt.iter().rposition(|segment| !segment.contains('{') && same(segment, name))?;
        rebuilt[at] = format!("{{{name}}}");
    }
    // The old format writes `values:clear` as `values-clear`; only the provider's URL still knows the colon.
    for (segment, native) in rebuilt.iter_mut().zip(native.unwrap_or_default()) {
        if !segment.contains('{') && !native.contains('{') && native.contains(':') {
            segment.clone_from(native);
        }
    }
    Some(rebuilt.join("/"))
}

/// Places the parameters where the provider's URL has them.
fn by_native_url(segments: &[&str], parameters: &[&str], native: &[String]) -> Option<String> {
    let mut left = parameters.to_vec();
    let mut rebuilt = Vec::new();
    for (segment, native) in segments.iter().zip(native) {
        let mut text = String::new();
        let mut placed = false;
        for piece in pieces(native) {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Placeholder(name) => {
                    let known = left.iter().position(|parameter| same(parameter, name));
                    placed |= known.is_some();
                    match known {
                        Some(at) => text.push_str(&format!("{{{}}}", left.remove(at))),
                        None => text.push_str(name),
                    }
                }
            }
        }
        rebuilt.push(if placed { text } else { (*segment).to_owned() });
    }
    left.is_empty().then(|| rebuilt.join("/"))
}

/// Whether two names are the same but for case and punctuation.
fn same(left: &str, right: &str) -> bool {
    let left = plain(left);
    !left.is_empty() && left == plain(right)
}

/// The letters and digits of a name, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Rebuilt, native_path, rebuild};

    fn new(path: &str) -> Rebuilt {
        Rebuilt::New(path.to_owned())
    }

    #[test]
    fn a_parameter_replaces_the_segment_that_is_its_name() {
        assert_eq!(rebuild("/v1/pages/page_id", &["page_id"], None), new("/v1/pages/{page_id}"));
        assert_eq!(
            rebuild("/calendars/calendarid/acl", &["calendarId"], None),
            new("/calendars/{calendarId}/acl")
        );
        assert_eq!(rebuild("indexes/index-id", &["index_id"], None), new("indexes/{index_id}"));
    }

    #[test]
    fn where_two_segments_match_the_last_is_taken() {
        assert_eq!(rebuild("/file/x/file", &["file"], None), new("/file/x/{file}"));
        assert_eq!(rebuild("/a/id/b/ID", &["id", "Id"], None), new("/a/{Id}/b/{id}"));
    }

    #[test]
    fn a_part_of_a_segment_is_found_only_through_the_native_url() {
        let sid = "/Accounts/AccountSid/Calls/Sid.json";
        assert_eq!(rebuild(sid, &["AccountSid", "Sid"], None), Rebuilt::OldOnly);
        let native = Some("https://api.example.com/2010/Accounts/{AccountSid}/Calls/{Sid}.json");
        assert_eq!(
            rebuild(sid, &["AccountSid", "Sid"], native),
            new("/Accounts/{AccountSid}/Calls/{Sid}.json")
        );
        let native = Some("https://example.com/v1/forms/{formId}:setPublishSettings");
        assert_eq!(
            rebuild("/v1/forms/formid-setpublishsettings", &["formId"], native),
            new("/v1/forms/{formId}:setPublishSettings")
        );
        let native = Some("{endpoint}/api/accounts/<account_id>/folders<folder_id>/messages");
        assert_eq!(
            rebuild(
                "/api/accounts/account_id/foldersfolder_id/messages",
                &["account_id", "folder_id"],
                native
            ),
            new("/api/accounts/{account_id}/folders{folder_id}/messages")
        );
    }

    #[test]
    fn a_verb_gets_its_colon_back_from_the_native_url() {
        let native = Some("https://example.com/v4/sheets/{id}/values:batchGet");
        assert_eq!(
            rebuild("/v4/sheets/id/values-batchget", &["id"], native),
            new("/v4/sheets/{id}/values:batchGet")
        );
    }

    #[test]
    fn a_parameter_without_a_place_leaves_the_old_format_alone() {
        assert_eq!(
            rebuild("/v1/models", &["model_id"], Some("https://example.com/v1/models")),
            Rebuilt::OldOnly
        );
        assert_eq!(rebuild("/v1/models", &["{}"], None), Rebuilt::OldOnly);
    }

    #[test]
    fn a_path_with_its_templates_stays() {
        assert_eq!(rebuild("/v1/pages/{page_id}", &["page_id"], None), Rebuilt::Unchanged);
        assert_eq!(rebuild("/v1/pages", &[], None), Rebuilt::Unchanged);
    }

    #[test]
    fn every_provider_writes_templates_its_own_way() {
        assert_eq!(native_path(" https://x.example/3/{{user}}/<a>/[b]/:c?d=e"), "/3/{user}/{a}/{b}/{c}");
        assert_eq!(native_path("{{endpoint}}/v1/{id}"), "/v1/{id}");
        assert_eq!(native_path("https://{{key}}:{{pass}}@{{shop}}.example.com/admin"), "/admin");
        assert_eq!(native_path("https://x.example"), "");
    }
}
