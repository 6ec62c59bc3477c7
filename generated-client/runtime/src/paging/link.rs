//! Links to the next page: followed where they stay with the service, for the credentials go along.

use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::error::{Delivery, ErrorKind, Failure};
use crate::headers;
use crate::outgoing::{Link, Outgoing};
use crate::shared::Shared;

/// The target of the header `Link` whose relation is `next`.
pub(super) fn next(answered: &HeaderMap) -> Option<String> {
    let mut values = answered.get_all("link").iter().filter_map(|value| value.to_str().ok());
    values.find_map(|value| headers::target(value, "next")).map(str::to_owned)
}

/// Where a link leads. It may name the host calls go to, or the service's own, for which that host stands in; nothing
/// goes anywhere else.
pub(super) fn resolve(shared: &Shared, outgoing: &Outgoing, link: &str) -> Result<Link, Failure> {
    let base = current(shared, outgoing)?;
    let refuse = || {
        let message = "the link to the next page leads to another host: credentials don't go there";
        Failure::new(ErrorKind::Decode, Delivery::Unknown, message)
    };
    let url = base.join(link.trim()).map_err(|_| refuse())?;
    let query = url.query().unwrap_or_default().to_owned();
    if !["http", "https"].contains(&url.scheme()) {
        return Err(refuse());
    }
    if shared.base.prefix.is_empty() {
        // A mock is nowhere.
        return Ok(Link { prefix: String::new(), path: url.path().to_owned(), query });
    }
    // Services behind a proxy don't know that they are called encrypted: the address calls go to stays what it is.
    let same =
        |other: &Url| url.host() == other.host() && (url.port().is_none() || url.port() == other.port());
    if url.origin() == base.origin() || (same(&base) && base.port().is_none()) {
        return Ok(Link { prefix: base.origin().ascii_serialization(), path: url.path().to_owned(), query });
    }
    let own = Url::parse(shared.service.host).ok().filter(|own| same(own));
    let path = own.as_ref().and_then(|own| url.path().strip_prefix(own.path().trim_end_matches('/')));
    let path = path.filter(|path| path.starts_with('/')).ok_or_else(refuse)?;
    Ok(Link { prefix: shared.base.prefix.clone(), path: path.to_owned(), query })
}

/// The URL of the request that was answered.
fn current(shared: &Shared, outgoing: &Outgoing) -> Result<Url, Failure> {
    let text = if let Some(link) = &outgoing.link {
        format!("{}{}", link.prefix, link.path)
    } else {
        let pinned = outgoing.format.or(shared.settings.format);
        let (format, _) = shared.memory.order(outgoing.endpoint, pinned);
        let (path, _) = outgoing.target(format)?;
        format!("{}{path}", shared.prefix(outgoing.endpoint)?)
    };
    let text = if text.starts_with('/') { format!("https://mock{text}") } else { text };
    Url::parse(&text).map_err(|_| Failure::config("the base URL is no URL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert("link", value.parse().unwrap());
        next(&headers)
    }

    #[test]
    fn the_next_link_is_told_by_its_relation() {
        assert_eq!(
            of("<https://a/?p=1,2>; rel=\"prev\", </b?c=d>; title=\"x\"; rel=\"last next\"").as_deref(),
            Some("/b?c=d")
        );
        assert_eq!(of("<?p=2>;REL=Next, <x>; rel=last").as_deref(), Some("?p=2"));
        assert_eq!(of("<x>; rel=\"nextish\""), None);
        assert_eq!(of("x; rel=next"), None);
    }
}
