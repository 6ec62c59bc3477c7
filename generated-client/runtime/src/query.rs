//! Parameters of an encoded query.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::encode;
use crate::scheme::Place;

/// Sets a parameter in place of what it was.
pub(crate) fn set(query: &mut String, name: &str, value: &str) {
    let known = encode::component(name);
    let others = query.split('&').filter(|pair| !pair.is_empty() && key(pair) != known);
    let mut kept = others.collect::<Vec<_>>().join("&");
    encode::pair(&mut kept, name, value);
    *query = kept;
}

/// A parameter that is a number.
pub(crate) fn number(query: &str, name: &str) -> Option<u64> {
    let known = encode::component(name);
    let (_, value) = query.split('&').find(|pair| key(pair) == known)?.split_once('=')?;
    percent_decode_str(value).decode_utf8().ok()?.parse().ok()
}

/// A query without the parameters that carry credentials.
pub(crate) fn without(query: &str, places: impl Iterator<Item = Place>) -> String {
    let secret = |place| if let Place::Query(name) = place { Some(name) } else { None };
    let secrets: Vec<&str> = places.filter_map(secret).collect();
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !secrets.contains(&&*name(pair)));
    kept.collect::<Vec<_>>().join("&")
}

/// A query with the pairs of another one whose parameters it doesn't have.
pub(crate) fn completed(mut query: String, others: &str) -> String {
    let is_known = |pair: &str| query.split('&').any(|known| name(known) == name(pair));
    let missing: Vec<&str> = others.split('&').filter(|pair| !pair.is_empty() && !is_known(pair)).collect();
    for pair in missing {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(pair);
    }
    query
}

fn name(pair: &str) -> Cow<'_, str> {
    percent_decode_str(key(pair)).decode_utf8_lossy()
}

fn key(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_in_place_of_what_it_was() {
        let mut query = "a=1&b%5Bc%5D=2&a=3".to_owned();
        set(&mut query, "a", "x y");
        assert_eq!(query, "b%5Bc%5D=2&a=x%20y");
        set(&mut query, "b[c]", "7");
        assert_eq!((query.as_str(), number(&query, "b[c]")), ("a=x%20y&b%5Bc%5D=7", Some(7)));
        assert_eq!(without("a=1&k%65y=s&b=2", [Place::Query("key"), Place::Basic].into_iter()), "a=1&b=2");
        assert_eq!(completed("a[b]=1&c=2".to_owned(), "a%5Bb%5D=3&d=4&d=5"), "a[b]=1&c=2&d=4&d=5");
        assert_eq!(completed(String::new(), "d=4"), "d=4");
    }
}
