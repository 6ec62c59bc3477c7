//! How much a service allows, by the names that headers usually have for it.

use std::time::{Duration, SystemTime};

use super::Headers;
use super::read::items;

/// What remains of what a service allows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How much is allowed in all.
    pub limit: Option<u64>,
    /// How much of it remains.
    pub remaining: Option<u64>,
    /// How long it takes until all of it is allowed again, from now on.
    pub reset: Option<Duration>,
}

/// What the names of three headers begin with that are told apart by how they end.
const PREFIXES: [&str; 4] = ["ratelimit-", "x-ratelimit-", "x-rate-limit-", "rate-limit-"];

/// A number of seconds that is larger is a point in time; it would be decades.
const EPOCH: f64 = 1e9;

/// One that is larger still counts milliseconds.
const MILLISECONDS: f64 = 1e12;

impl Headers {
    /// How much the service still allows: of `RateLimit` and `RateLimit-Policy`, in whichever draft of the IETF, or of
    /// `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`, with `X-` or without. Of several limits it is the
    /// one that has least left. `None` where the answer says nothing of it.
    ///
    /// ```
    /// # let headers: lowcodeapi_runtime::Headers =
    /// #     [("RateLimit".to_owned(), "\"hour\";r=41;t=60".to_owned())].into_iter().collect();
    /// assert_eq!(headers.rate_limit().and_then(|limit| limit.remaining), Some(41));
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.limits().or_else(|| PREFIXES.iter().find_map(|prefix| self.named(prefix)))
    }

    /// `RateLimit: "hour";r=41;t=60`, or `limit=100, remaining=41, reset=60` of older drafts.
    fn limits(&self) -> Option<RateLimit> {
        let stated = self.list("ratelimit");
        let limits = stated.iter().filter(|item| item.contains(';')).map(|item| {
            let (name, parameters) = split(item);
            let limit = parameter(&parameters, "q").or_else(|| self.quota(name));
            let reset = parameter(&parameters, "t").map(Duration::from_secs);
            RateLimit { limit, remaining: parameter(&parameters, "r"), reset }
        });
        let least = limits.min_by_key(|limit| limit.remaining.unwrap_or(u64::MAX));
        least.or_else(|| {
            let pairs: Vec<_> = stated.iter().filter_map(|item| item.split_once('=')).collect();
            (!pairs.is_empty()).then(|| RateLimit {
                limit: parameter(&pairs, "limit"),
                remaining: parameter(&pairs, "remaining"),
                reset: parameter(&pairs, "reset").map(Duration::from_secs),
            })
        })
    }

    /// The quota of the policy of a name: `RateLimit-Policy: "hour";q=100;w=3600`.
    fn quota(&self, name: &str) -> Option<u64> {
        let policies = self.list("ratelimit-policy");
        let mut policies = policies.iter().map(|item| split(item)).filter(|(known, _)| *known == name);
        policies.find_map(|(_, parameters)| parameter(&parameters, "q"))
    }

    /// Three headers of which each has one value.
    fn named(&self, prefix: &str) -> Option<RateLimit> {
        let get = |name: &str| self.get(&format!("{prefix}{name}")).map(str::trim);
        // `100, 100;w=60` says twice how much that is.
        let limit = get("limit").and_then(|value| split(items(value).next()?).0.parse().ok());
        let remaining = get("remaining").and_then(|value| value.parse().ok());
        let reset = get("reset-after").or_else(|| get("reset")).and_then(until);
        let found = RateLimit { limit, remaining, reset };
        (found != RateLimit::default()).then_some(found)
    }
}

/// An item, and its parameters (RFC 9651, section 3.1.2).
fn split(item: &str) -> (&str, Vec<(&str, &str)>) {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    (name, parts.filter_map(|part| part.split_once('=')).collect())
}

fn parameter(parameters: &[(&str, &str)], name: &str) -> Option<u64> {
    parameters.iter().find(|(known, _)| *known == name)?.1.trim().parse().ok()
}

/// How long it is until then: seconds from now, seconds or milliseconds since 1970, or an HTTP date.
fn until(text: &str) -> Option<Duration> {
    let Ok(number) = text.parse::<f64>() else {
        let date = httpdate::parse_http_date(text).ok()?;
        return Some(date.duration_since(SystemTime::now()).unwrap_or_default());
    };
    if number < EPOCH {
        return Duration::try_from_secs_f64(number).ok();
    }
    let seconds = if number < MILLISECONDS { number } else { number / 1000.0 };
    let at = SystemTime::UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(seconds).ok()?)?;
    Some(at.duration_since(SystemTime::now()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[(&str, &str)]) -> Option<(Option<u64>, Option<u64>, Option<u64>)> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let limit = headers.collect::<Headers>().rate_limit()?;
        Some((limit.limit, limit.remaining, limit.reset.map(|reset| reset.as_secs())))
    }

    #[test]
    fn limits_are_read_by_all_their_names() {
        for headers in [
            &[
                ("RateLimit", "\"hour\";r=41;t=60"),
                ("RateLimit-Policy", "\"day\";q=9, \"hour\";q=100;w=3600"),
            ][..],
            &[("RateLimit", "limit=100, remaining=41, reset=60")],
            &[("RateLimit-Limit", "100, 100;w=60"), ("RateLimit-Remaining", "41"), ("RateLimit-Reset", "60")],
            &[("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "41"), ("X-RateLimit-Reset", "60.4")],
            &[
                ("X-Rate-Limit-Limit", "100"),
                ("x-rate-limit-remaining", "41"),
                ("x-rate-limit-reset", "1"),
                ("x-rate-limit-reset-after", "60"),
            ],
        ] {
            assert_eq!(read(headers), Some((Some(100), Some(41), Some(60))), "{headers:?}");
        }
        assert_eq!(read(&[("X-RateLimit-Used", "1")]), None);
        assert_eq!(read(&[("X-RateLimit-Remaining", "many")]), None);
    }

    #[test]
    fn of_several_the_nearest_counts() {
        let several = [("RateLimit", "\"day\";r=900;t=9, \"minute\";r=3;t=7")];
        assert_eq!(read(&several), Some((None, Some(3), Some(7))));
    }

    #[test]
    fn points_in_time_are_told_from_seconds() {
        let in_ten = SystemTime::now() + Duration::from_secs(10);
        let epoch = in_ten.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let seconds = epoch.as_secs_f64().to_string();
        for text in [seconds, epoch.as_millis().to_string(), httpdate::fmt_http_date(in_ten)] {
            let reset = read(&[("X-RateLimit-Reset", &text)]).unwrap().2.unwrap();
            assert!((8..=10).contains(&reset), "{text}: {reset}");
        }
        assert_eq!(read(&[("X-RateLimit-Reset", "1372700873")]), Some((None, None, Some(0))));
    }
}
