//! The two URL formats of an operation.

/// The names in a path's `{templates}`, in order.
#[must_use]
pub fn placeholders(path: &str) -> Vec<&str> {
    pieces(path)
        .filter_map(|piece| if let Piece::Placeholder(name) = piece { Some(name) } else { None })
        .collect()
}

/// The old format of a path in the new one: the literal path, whose parameters travel in the query.
#[must_use]
pub fn old_path(new: &str) -> String {
    let path = match new.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => new,
    };
    let segments = path.split('/').map(|segment| {
        let (resource, verb) = match segment.rfind(':') {
            Some(at) if at > 0 => (&segment[..at], Some(&segment[at + 1..])),
            _ => (segment, None),
        };
        let bare = |text: &str| text.replace(['{', '}', '<', '>', '[', ']', ':', '$'], "");
        match verb {
            Some(verb) => format!("{}-{}", bare(resource), bare(verb)),
            None => bare(resource),
        }
    });
    segments.collect::<Vec<_>>().join("/").to_lowercase()
}

/// Whether a verb is glued to a parameter (`{id}:verb`): the service can split such a segment wrongly.
#[must_use]
pub fn verb_is_glued(new: &str) -> bool {
    new.contains("}:")
}

/// A path with everything percent-encoded that its literal text can't hold; placeholders and existing escapes stay.
#[must_use]
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for piece in pieces(path) {
        match piece {
            Piece::Placeholder(name) => {
                encoded.push('{');
                encoded.push_str(name);
                encoded.push('}');
            }
            Piece::Literal(text) => encode_literal(text, &mut encoded),
        }
    }
    encoded
}

/// The path of the provider's URL, its templates written as `{name}`: `{{name}}`, `<name>`, `[name]` and `:name` are
/// in use as well.
#[must_use]
pub fn native_path(native_url: &str) -> String {
    let url = native_url.trim();
    let path = match behind_the_scheme(url) {
        Some(rest) => rest.find('/').map_or("", |at| &rest[at..]),
        // `{endpoint}/path`: the host is a setting of the account.
        None => leading_template(url).map_or(url, |_| behind_the_template(url)),
    };
    let path = braced(path.split(['?', '#']).next().unwrap_or_default());
    let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
        Some(name) if !name.is_empty() => format!("{{{name}}}"),
        _ => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The host of the provider's URL, with its port, in lower case and its templates written as `{name}`; `None` where the
/// URL has none.
#[must_use]
pub fn native_host(native_url: &str) -> Option<String> {
    let authority = behind_the_scheme(native_url.trim())?.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    (!host.is_empty()).then(|| braced(&host.to_lowercase()))
}

/// The template that an URL without a scheme begins with, in the place of a host: `{endpoint}`.
#[must_use]
pub fn leading_template(native_url: &str) -> Option<String> {
    let url = native_url.trim();
    let begins = behind_the_scheme(url).is_none() && url.starts_with(['{', '<', '[']);
    begins.then(|| braced(&url[..url.len() - behind_the_template(url).len()])).filter(|host| !host.is_empty())
}

/// What follows the template that an URL begins with.
fn behind_the_template(url: &str) -> &str {
    url.find(['}', '>', ']']).map_or("", |at| url[at + 1..].trim_start_matches('}'))
}

/// What begins with the host: behind `https://`, or behind `//` where either scheme will do (RFC 3986, section 4.2).
fn behind_the_scheme(url: &str) -> Option<&str> {
    url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"))
}

/// A text whose templates have no names: `/users/{}`. What two documents call a parameter makes no other path.
#[must_use]
pub fn unnamed(text: &str) -> String {
    let piece = |piece| if let Piece::Literal(text) = piece { text } else { "{}" };
    pieces(text).map(piece).collect()
}

fn braced(text: &str) -> String {
    text.replace("{{", "{").replace("}}", "}").replace(['<', '['], "{").replace(['>', ']'], "}")
}

/// A part of a path.
enum Piece<'a> {
    Literal(&'a str),
    Placeholder(&'a str),
}

/// Takes a path apart. A brace without its partner is literal text.
fn pieces(path: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = path;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(name) =
            rest.strip_prefix('{').and_then(|inner| inner.split_once('}')).map(|(name, _)| name)
            && !name.is_empty()
            && !name.contains(['/', '{'])
        {
            rest = &rest[name.len() + 2..];
            return Some(Piece::Placeholder(name));
        }
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[skip..].find('{').map_or(rest.len(), |at| at + skip);
        let (literal, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Literal(literal))
    })
}

/// Encodes what RFC 3986 does not allow in a path; `%41` stays, a bare `%` becomes `%25`.
fn encode_literal(text: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let is_escape = byte == b'%'
            && bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) || is_escape {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        encode, leading_template, native_host, native_path, old_path, placeholders, unnamed, verb_is_glued,
    };

    #[test]
    fn the_old_format_is_the_literal_path_in_lower_case() {
        let table = [
            ("/v1/pages/{page_id}", "/v1/pages/page_id"),
            ("/v2/transcript/:transcript_id", "/v2/transcript/transcript_id"),
            ("/v1/coupons/:id", "/v1/coupons/id"),
            ("/orgs/{org}/actions/cache/usage", "/orgs/org/actions/cache/usage"),
            ("/v4/spreadsheets/{spreadsheetId}:batchUpdate", "/v4/spreadsheets/spreadsheetid-batchupdate"),
            (
                "/v4/spreadsheets/{spreadsheetId}/values/{range}:append",
                "/v4/spreadsheets/spreadsheetid/values/range-append",
            ),
            ("/admin/api/2024-10/reports/{report_id}.json", "/admin/api/2024-10/reports/report_id.json"),
            ("https://api.example.com/v1/<id>/[x]/$me", "/v1/id/x/me"),
        ];
        for (new, old) in table {
            assert_eq!(old_path(new), old, "{new}");
        }
    }

    #[test]
    fn placeholders_are_named_in_order_whatever_their_characters() {
        assert_eq!(placeholders("/a/{b}/{c-d}:e/{f g}{h.i}/{/x}/{}"), ["b", "c-d", "f g", "h.i"]);
        assert!(placeholders("/a}/{b").is_empty());
    }

    #[test]
    fn a_verb_behind_a_placeholder_is_glued_to_it() {
        assert!(verb_is_glued("/v4/spreadsheets/{id}:batchUpdate"));
        assert!(!verb_is_glued("/v4/spreadsheets/{id}/values:clear"));
    }

    #[test]
    fn literal_text_is_percent_encoded_once() {
        assert_eq!(encode("/a b/{c d}/ü%20%/x?y#z"), "/a%20b/{c d}/%C3%BC%20%25/x%3Fy%23z");
    }

    #[test]
    fn hosts_are_found_behind_credentials_and_templates() {
        assert_eq!(
            native_host("https://{{key}}@{{Shop}}.Example.com:8443/a").as_deref(),
            Some("{shop}.example.com:8443")
        );
        assert_eq!(native_host("//api.example.com/v1").as_deref(), Some("api.example.com"));
        assert_eq!(native_host("{{endpoint}}/v1"), None);
        assert_eq!(leading_template(" {{endpoint}}/v1").as_deref(), Some("{endpoint}"));
        assert_eq!(leading_template("https://{shop}.example.com"), None);
        assert_eq!(leading_template("/v1/{id}"), None);
        assert_eq!(unnamed("/a/{b}:c/{d}"), "/a/{}:c/{}");
        assert_eq!(unnamed("/a/{b/c"), "/a/{b/c");
    }

    #[test]
    fn every_provider_writes_templates_its_own_way() {
        assert_eq!(native_path(" https://x.example/3/{{user}}/<a>/[b]/:c?d=e"), "/3/{user}/{a}/{b}/{c}");
        assert_eq!(native_path("{{endpoint}}/v1/{id}"), "/v1/{id}");
        assert_eq!(native_path("https://{{key}}:{{pass}}@{{shop}}.example.com/admin"), "/admin");
        assert_eq!(native_path("https://x.example"), "");
        assert_eq!(native_path("//x.example/v1"), "/v1");
    }
}
