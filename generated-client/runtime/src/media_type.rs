//! Media types, as the header `Content-Type` states them (RFC 9110, section 8.3.1).

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The value of a parameter, without quotation marks.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<&'a str> {
    parameters(media_type).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Whether it is JSON, one value of it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    let (_, subtype) = essence.split_once('/').unwrap_or_default();
    subtype == "json" || subtype.ends_with("+json") || subtype.starts_with("x-amz-json")
}

/// Whether it is records of JSON (RFC 7464), rather than lines.
pub(crate) fn is_of_records(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "application/json-seq" || essence.ends_with("+json-seq")
}

/// Whether services send JSON under this name that know no better.
pub(crate) fn hides_json(essence: &str) -> bool {
    ["text/html", "text/plain", "application/octet-stream"]
        .iter()
        .any(|name| essence.eq_ignore_ascii_case(name))
}

/// Whether what a header states is a documented media type: a range takes any of its kind, and how text is encoded
/// tells no two of them apart.
pub(crate) fn is(stated: &str, documented: &str) -> bool {
    let (of, by) = (essence(stated), essence(documented));
    let same = match by.strip_suffix("/*") {
        Some(kind) => of.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(kind)),
        None => of.eq_ignore_ascii_case(by),
    };
    let own = |media_type| parameters(media_type).filter(|(key, _)| !key.eq_ignore_ascii_case("charset"));
    same && own(documented)
        .all(|(key, value)| parameter(stated, key).is_some_and(|stated| stated.eq_ignore_ascii_case(value)))
}

fn parameters(media_type: &str) -> impl Iterator<Item = (&str, &str)> {
    media_type.split(';').skip(1).filter_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        Some((key.trim(), value.trim().trim_matches('"')))
    })
}

#[cfg(test)]
mod tests {
    use super::{is, is_json};

    #[test]
    fn json_has_several_names_and_lines_of_json_are_none() {
        for name in [
            "application/json",
            "Text/JSON; charset=utf-8",
            "application/a+json",
            "application/x-amz-json-1.1",
        ] {
            assert!(is_json(name), "{name}");
        }
        for name in
            ["", "json", "text/plain", "application/x-ndjson", "application/json-seq", "application/jsonl"]
        {
            assert!(!is_json(name), "{name}");
        }
    }

    #[test]
    fn a_stated_type_is_a_documented_one_whatever_its_case_and_charset() {
        assert!(is("Text/Plain; charset=utf-8", "text/plain"));
        assert!(is("application/json; charset=utf-8; V=2", "application/json;v=2"));
        assert!(is("image/png", "image/*"));
        assert!(is("text/plain", "text/plain; charset=utf-8"));
        assert!(!is("application/json", "application/json;v=2"));
        assert!(!is("application/json;v=1", "application/json;v=2"));
        assert!(!is("text/plain", "image/*"));
        assert!(!is("application/geo+json", "application/json"));
    }
}
