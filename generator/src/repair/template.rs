//! Finds where in a literal path its parameters belong: the new URL format from the old one.

/// The names of a path's `{templates}`.
pub(super) fn names(path: &str) -> Vec<&str> {
    let path = path.split('#').next().unwrap_or_default();
    let opened = path.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// The path with a template for each declared parameter, or `None` where one of them has no place.
///
/// A parameter belongs where a whole segment is its name, whatever the case and punctuation; the last such one, as
/// the first is mostly the collection's name. Failing that, the provider's own URL shows the places.
pub(super) fn rebuild(path: &str, declared: &[&str], native: Option<&str>) -> Option<String> {
    let placed = names(path);
    if declared.iter().all(|name| placed.contains(name)) {
        return Some(path.to_owned());
    }
    let (body, fragment) = path.find('#').map_or((path, ""), |at| path.split_at(at));
    let segments: Vec<&str> = body.split('/').collect();
    if !declared.iter().all(|name| is_placeable(name)) {
        return None;
    }
    let rebuilt = by_segments(&segments, declared).or_else(|| by_native(&segments, declared, native?))?;
    // Of two places with one name only one can be filled, and which one that is nobody knows.
    let is_doubled = |name: &str| native.is_some_and(|native| places(native, rebuilt.len(), name) > 1);
    let is_lost = |name: &&str| !placed.contains(name) && is_doubled(name);
    (!declared.iter().any(is_lost)).then(|| rebuilt.join("/") + fragment)
}

/// How many of the last so many segments of a provider's URL are places of this name.
fn places(native: &str, segments: usize, name: &str) -> usize {
    let native = native_path(native);
    let last = native.rsplit('/').take(segments).filter_map(Template::parse);
    last.filter(|template| bare(template.name) == bare(name)).count()
}

/// The path with each verb behind its colon again: the service glues `values:batchGet` together as `values-batchget`,
/// and only the provider's own URL knows better.
pub(super) fn unglued(path: &str, native: &str) -> Option<String> {
    let (body, fragment) = path.find('#').map_or((path, ""), |at| path.split_at(at));
    let native = native_path(native);
    let native: Vec<&str> = native.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut segments: Vec<&str> = body.split('/').collect();
    // An empty last segment is a trailing slash.
    let trailing = usize::from(segments.last() == Some(&""));
    let is_literal = |segment: &str| Template::parse(segment).is_none();
    let mut found = false;
    for (own, native) in segments.iter_mut().rev().skip(trailing).zip(native.iter().rev()) {
        let is_verb = is_literal(own) && is_literal(native) && native.contains(':');
        if is_verb && *own != *native && bare(own) == bare(native) {
            *own = native;
            found = true;
        } else if bare(own) != bare(native) && Template::parse(own).is_none() {
            break;
        }
    }
    found.then(|| segments.join("/") + fragment)
}

/// What a provider's URL has where it is that of another operation than the one that the service answers for at the path:
/// it goes on behind the path, or ends in another word than it.
pub(super) fn contradiction(path: &str, native: &str) -> Option<String> {
    let words = |path: &str| -> Vec<String> {
        path.split('/').map(|segment| bare(stem(segment))).filter(|segment| !segment.is_empty()).collect()
    };
    let own = words(path);
    let (query, native) = (native.split_once('?').map(|(_, query)| bare(query)), native_path(native));
    let native: Vec<&str> = native.split('/').filter(|segment| !bare(stem(segment)).is_empty()).collect();
    let bared: Vec<String> = native.iter().map(|segment| bare(stem(segment))).collect();
    let (own_last, before) = own.split_last()?;
    if bared.ends_with(&own) {
        return None;
    }
    // Behind a collection's path may stand what picks one of it, which the service takes elsewhere.
    let is_place = |segment: &&str| Template::parse(segment).is_some_and(|template| template.is_whole());
    if let Some(at) = bared.windows(own.len()).position(|window| window == own) {
        let rest = &native[at + own.len()..];
        return (!rest.iter().all(is_place)).then(|| rest.join("/"));
    }
    let (last, native_before) = native.split_last()?;
    // Some providers have one path, and say what is to be done in the query.
    let is_in_query = query.is_some_and(|query| query.contains(own_last));
    let same_parent = !before.is_empty() && bared[..native_before.len()].ends_with(before);
    (same_parent && !is_in_query && Template::parse(last).is_none()).then(|| (*last).to_owned())
}

/// A segment without the ending that says what is answered: `orders.json`.
fn stem(segment: &str) -> &str {
    segment.strip_suffix(".json").or_else(|| segment.strip_suffix(".xml")).unwrap_or(segment)
}

fn by_segments(segments: &[&str], declared: &[&str]) -> Option<Vec<String>> {
    let mut rebuilt: Vec<String> = segments.iter().map(|&segment| segment.to_owned()).collect();
    let mut settled: Vec<bool> =
        segments.iter().map(|segment| names(segment).iter().any(|name| declared.contains(name))).collect();
    for name in declared {
        let template = format!("{{{name}}}");
        if rebuilt.iter().any(|segment| segment.contains(&template)) {
            continue;
        }
        let wanted = bare(name);
        let fits = |at: &usize| !settled[*at] && !wanted.is_empty() && bare(segments[*at]) == wanted;
        let at = (0..segments.len()).rev().find(fits)?;
        rebuilt[at] = template;
        settled[at] = true;
    }
    Some(rebuilt)
}

/// Lays the provider's URL over the path, both from their ends, and takes over its templates.
fn by_native(segments: &[&str], declared: &[&str], native: &str) -> Option<Vec<String>> {
    let native = native_path(native);
    let native: Vec<&str> = native.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut rebuilt: Vec<String> = segments.iter().map(|&segment| segment.to_owned()).collect();
    // What the provider has as a word of its own is nobody's place.
    let is_literal = |own: &str| {
        native.iter().any(|segment| Template::parse(segment).is_none() && bare(segment) == bare(own))
    };
    // An empty last segment is a trailing slash.
    let end = segments.len() - usize::from(segments.last() == Some(&""));
    let mut foreign = Vec::new();
    // The first segment is what stands before the leading slash: nothing.
    for (at, native) in (1..end).rev().zip(native.iter().rev()) {
        let own = segments[at];
        let template = Template::parse(native);
        let same = own.eq_ignore_ascii_case(native)
            || bare(own) == bare(native)
            || template.as_ref().is_some_and(|template| {
                template.is_whole() && (bare(own) == bare(template.name) || !is_literal(own))
            });
        if !same {
            break;
        }
        let Some(template) = template else { continue };
        match declared.iter().find(|name| bare(name) == bare(template.name)) {
            Some(name) => rebuilt[at] = template.with(name),
            None => foreign.push((at, template)),
        }
    }
    let placed = |name: &str, rebuilt: &[String]| {
        rebuilt.iter().any(|segment| segment.contains(&format!("{{{name}}}")))
    };
    let missing: Vec<&str> = declared.iter().copied().filter(|name| !placed(name, &rebuilt)).collect();
    // One parameter without a place and one place under nearly its name belong together; under quite another name it is
    // another parameter's.
    if let ([name], [(at, template)]) = (missing.as_slice(), foreign.as_slice())
        && is_near(&bare(name), &bare(template.name))
    {
        rebuilt[*at] = template.with(name);
    } else if !missing.is_empty() {
        return None;
    }
    Some(rebuilt)
}

/// Whether two bare names are one with a slip in it, or one of them says more of the same: `id` and `cardid`.
fn is_near(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let says_more = !short.is_empty() && (long.starts_with(short) || long.ends_with(short));
    says_more || strsim::levenshtein(left, right) * 4 <= long.chars().count()
}

/// A URL without scheme, host and query string.
fn native_path(url: &str) -> String {
    let url = url.trim().replace("{{", "{").replace("}}", "}");
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let path = if rest.len() == url.len() { rest } else { rest.find('/').map_or("", |at| &rest[at..]) };
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// A segment with one template, in any of the spellings documentation uses.
#[derive(Debug, Clone, Copy)]
struct Template<'a> {
    before: &'a str,
    name: &'a str,
    after: &'a str,
}

impl<'a> Template<'a> {
    fn parse(segment: &'a str) -> Option<Self> {
        for (open, close) in [('{', '}'), ('<', '>'), ('[', ']')] {
            if let Some((before, rest)) = segment.split_once(open)
                && let Some((name, after)) = rest.split_once(close)
            {
                return Some(Self { before, name, after });
            }
        }
        let name = segment.strip_prefix([':', '$'])?;
        let end = name.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(name.len());
        Some(Self { before: "", name: &name[..end], after: &name[end..] })
    }

    fn is_whole(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    fn with(&self, name: &str) -> String {
        format!("{}{{{name}}}{}", self.before, self.after)
    }
}

/// Whether a name can stand between braces. Fragments of JSON that were taken for a name can't.
fn is_placeable(name: &str) -> bool {
    !name.contains(|character: char| character.is_control() || "{}\"/\\?#".contains(character))
}

/// A name without case and punctuation.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names are the same but for case and punctuation.
pub(super) fn alike(left: &str, right: &str) -> bool {
    bare(left) == bare(right)
}

/// Turns a segment that is a template in another spelling (`:uuid`, `<uuid>`) into OpenAPI's.
pub(super) fn respelt(path: &str) -> String {
    let respell = |segment: &str| match Template::parse(segment) {
        Some(template) if segment.starts_with([':', '<']) && !template.name.is_empty() => {
            template.with(template.name)
        }
        _ => segment.to_owned(),
    };
    path.split('/').map(respell).collect::<Vec<_>>().join("/")
}
