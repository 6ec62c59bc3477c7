//! Headers as what they say: numbers, lists, dates and links.

use std::str::FromStr;
use std::time::{Duration, SystemTime};

use super::Headers;

impl Headers {
    /// The first value of a header as a number, a flag or whatever else has a text. `None` where there is none, or it is
    /// no `T`.
    ///
    /// ```
    /// # let headers: lowcodeapi_runtime::Headers =
    /// #     [("X-RateLimit-Remaining".to_owned(), "41".to_owned())].into_iter().collect();
    /// assert_eq!(headers.parse("x-ratelimit-remaining"), Some(41_u64));
    /// ```
    #[must_use]
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// The items of a header that is a list, of all its lines in order; a comma within quotes parts nothing (RFC 9110,
    /// section 5.6.1).
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<&str> {
        self.all(name).into_iter().flat_map(items).collect()
    }

    /// The first value of a header as a point in time: `Last-Modified`, `Expires` (RFC 9110, section 5.6.7).
    #[must_use]
    pub fn date(&self, name: &str) -> Option<SystemTime> {
        httpdate::parse_http_date(self.get(name)?.trim()).ok()
    }

    /// How long `Retry-After` asks to wait, from now on.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        wait(self.get("retry-after")?)
    }

    /// The first target of `Link` with a relation, such as `next`, as it stands (RFC 8288, section 3).
    #[must_use]
    pub fn link(&self, relation: &str) -> Option<&str> {
        self.all("link").into_iter().find_map(|value| target(value, relation))
    }

    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let own = self.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value).collect()
    }
}

/// The items of a list.
pub(super) fn items(value: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    let parts = value.split(move |character| {
        let is_escaped = std::mem::take(&mut escaped);
        match character {
            '"' if !is_escaped => quoted = !quoted,
            '\\' if quoted && !is_escaped => escaped = true,
            _ => {}
        }
        character == ',' && !quoted
    });
    parts.map(str::trim).filter(|item| !item.is_empty())
}

/// Seconds or an HTTP date (RFC 9110, section 10.2.3).
pub(crate) fn wait(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// An HTTP date as RFC 3339 has it.
pub(super) fn timestamp(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // `Sun, 06 Nov 1994 08:49:37 GMT`, in whichever form it came.
    let date = httpdate::fmt_http_date(httpdate::parse_http_date(text).ok()?);
    let month = MONTHS.iter().position(|month| date.get(8..11) == Some(*month))? + 1;
    Some(format!("{}-{month:02}-{}T{}Z", date.get(12..16)?, date.get(5..7)?, date.get(17..25)?))
}

/// The first target of a `Link` header's value that has a relation.
pub(crate) fn target<'v>(value: &'v str, relation: &str) -> Option<&'v str> {
    let mut links = value.split('<').skip(1).filter_map(|link| link.split_once('>'));
    let (target, _) = links.find(|(_, parameters)| parameters.split(';').any(|one| is(one, relation)))?;
    Some(target)
}

fn is(parameter: &str, relation: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    let relations = value.trim().trim_end_matches(',').trim_end().trim_matches('"').split_ascii_whitespace();
    name.trim().eq_ignore_ascii_case("rel")
        && relations.into_iter().any(|one| one.eq_ignore_ascii_case(relation))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&str, &str)]) -> Headers {
        lines.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn headers_are_read_as_what_they_say() {
        let headers = headers(&[
            ("X-Left", " 41 "),
            ("Vary", "accept, \"a,\\\"b\""),
            ("vary", "origin,, "),
            ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("Retry-After", "1.5"),
            ("Link", "</a?p=1>; rel=prev, </a?p=3>; rel=\"last next\""),
        ]);
        assert_eq!(headers.parse("x-left"), Some(41_u32));
        assert_eq!(headers.parse::<bool>("x-left"), None);
        assert_eq!(headers.list("vary"), ["accept", "\"a,\\\"b\"", "origin"]);
        let since = headers.date("last-modified").unwrap().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(since.as_secs(), 784_111_777);
        assert_eq!(headers.date("x-left"), None);
        assert_eq!(headers.retry_after(), Some(Duration::from_millis(1500)));
        assert_eq!((headers.link("next"), headers.link("prev")), (Some("/a?p=3"), Some("/a?p=1")));
        assert_eq!(headers.link("first"), None);
    }
}
