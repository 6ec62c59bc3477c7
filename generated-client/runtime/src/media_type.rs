//! Media types, as the header `Content-Type` states them (RFC 9110, section 8.3.1).

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The value of a parameter, without quotation marks.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<&'a str> {
    parameters(media_type).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
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
    use super::is;

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
