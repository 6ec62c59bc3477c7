//! The nearest path a document has, where a target selects nothing.

use std::ops::Range;

use serde_json::Value;
use serde_json_path::JsonPath;

/// The longest beginning of the path that selects something, then, where the next segment is a name, the key there
/// that is closest to it, and what of the rest goes on from that.
pub(super) fn nearest(document: &Value, path: &str) -> String {
    let mut known = "$".to_owned();
    let mut corrected = false;
    for segment in segments(path) {
        let longer = format!("{known}{}", &path[segment.clone()]);
        if selects(document, &longer) {
            known = longer;
            continue;
        }
        // A second guess on top of a guess would lead anywhere.
        let name = name_of(&path[segment]).filter(|_| !corrected);
        let Some(key) = name.and_then(|name| closest_key(document, &known, &name)) else { break };
        known.push_str(&spelled(&key));
        corrected = true;
    }
    known
}

fn selects(document: &Value, path: &str) -> bool {
    JsonPath::parse(path).is_ok_and(|path| !path.query(document).is_empty())
}

/// The key closest to `name` among those of the objects a path selects; of equally close ones the first.
fn closest_key(document: &Value, path: &str, name: &str) -> Option<String> {
    let path = JsonPath::parse(path).ok()?;
    let objects = path.query(document).all().into_iter().filter_map(Value::as_object);
    objects.flat_map(|object| object.keys()).min_by_key(|key| strsim::levenshtein(key, name)).cloned()
}

/// A name as a path spells it.
fn spelled(name: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    if name.chars().all(plain) && !name.starts_with(|first: char| first.is_ascii_digit()) && !name.is_empty()
    {
        format!(".{name}")
    } else {
        format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

/// The name a segment selects, where it selects just one.
fn name_of(segment: &str) -> Option<String> {
    let segment = segment.trim();
    if let Some(inside) = segment.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let inside = inside.trim();
        let quote = inside.chars().next().filter(|first| "'\"".contains(*first))?;
        let name = inside.strip_prefix(quote)?.strip_suffix(quote)?;
        // An escaped character counts as two here, which an edit distance survives; a list of names doesn't.
        return (!name.contains(quote)).then(|| name.to_owned());
    }
    let name = segment.strip_prefix('.')?;
    (!name.starts_with(['.', '*', '['])).then(|| name.to_owned())
}

/// Where the segments of a valid path stand in it: `.name`, `..name`, `.*`, `[…]`.
fn segments(path: &str) -> Vec<Range<usize>> {
    let mut segments: Vec<Range<usize>> = Vec::new();
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, character) in path.char_indices().skip(1) {
        // `..[` is one segment, `..` being its first two characters.
        let goes_on = path[..at].ends_with("..") || (character == '.' && path[..at].ends_with('.'));
        if depth == 0 && matches!(character, '.' | '[') && !goes_on {
            segments.push(at..path.len());
        }
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            None if depth > 0 && matches!(character, '\'' | '"') => quote = Some(character),
            None if character == '[' => depth += 1,
            None if character == ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let ends: Vec<usize> = segments.iter().skip(1).map(|segment| segment.start).collect();
    for (segment, end) in segments.iter_mut().zip(ends) {
        segment.end = end;
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_path_falls_into_its_segments() {
        let path = r#"$.a['b.c\'[', "]"]..d[?@.e[0] == ']'].* ..['f']"#;
        let parts: Vec<&str> = segments(path).into_iter().map(|range| path[range].trim()).collect();
        assert_eq!(parts, [".a", r#"['b.c\'[', "]"]"#, "..d", "[?@.e[0] == ']']", ".*", "..['f']"]);
    }

    #[test]
    fn a_misspelt_segment_is_put_right_and_the_rest_goes_on_from_there() {
        let document =
            json!({"paths": {"/v2/mails": {"get": {}, "post": {"x": 1}}, "/v2/pages": {"post": {}}}});
        let nearest = |path| nearest(&document, path);
        assert_eq!(nearest("$.paths['/v2/mail'].post.x"), "$.paths['/v2/mails'].post.x");
        assert_eq!(nearest("$.paths['/v2/mail'].put.x"), "$.paths['/v2/mails']");
        assert_eq!(nearest("$.paths.*.pst"), "$.paths.*.post");
        assert_eq!(nearest("$.paths[\"/v2/page\"]"), "$.paths['/v2/pages']");
        assert_eq!(nearest("$.paths[?@.delete]"), "$.paths");
        assert_eq!(nearest("$.paths['a','b']"), "$.paths");
        assert_eq!(nearest("$.paths['/v2/mails'].post.x.deeper"), "$.paths['/v2/mails'].post.x");
    }

    #[test]
    fn an_empty_document_has_only_its_root() {
        assert_eq!(nearest(&json!({}), "$.paths"), "$");
        assert_eq!(nearest(&json!(null), "$..a"), "$");
    }
}
