//! Groups of operations, by what their paths lead to.

use super::path::{Node, Path};
use super::words;

/// What each operation of a path belongs to: the first resource that not all of them have in common. None where a path
/// leads to nothing of the kind.
#[must_use]
pub fn path_groups(paths: &[&str]) -> Vec<Option<String>> {
    let nodes: Vec<Vec<Node>> = paths.iter().map(|path| Path::read(path, None, &[]).nodes).collect();
    let common = nodes.split_first().map_or(0, |(first, others)| {
        others.iter().fold(first.len(), |common, other| {
            first.iter().zip(other).take(common).take_while(|(one, other)| one.words == other.words).count()
        })
    });
    // A path that leads to nothing but what all have in common says nothing of the others.
    let common = if nodes.len() > 1 { common } else { 0 };
    let groups = nodes.iter().map(|nodes| nodes.get(common).map(|node| node.words.join("_")));
    groups.map(|group| group.filter(|group| !group.is_empty())).collect()
}

/// Whether an operation's id says no more than its method and path do: `PostAccountsAccountPeople` of
/// `POST /v1/accounts/{account}/people`.
pub(super) fn is_mechanical(id: &str, method: &str, path: &str) -> bool {
    let said = words(id).concat();
    let method = method.to_ascii_lowercase();
    let segments: Vec<String> = path.split('/').map(|segment| words(segment).concat()).collect();
    // A version or the like before the path may be left out.
    (0..segments.len()).take(4).any(|skipped| {
        let path = segments[skipped..].concat();
        !path.is_empty() && (said == format!("{method}{path}") || said == format!("{path}{method}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_grouped_by_what_tells_them_apart() {
        let groups =
            path_groups(&["/v1/accounts/{id}", "/v1/accounts", "/v1/payment_intents/{id}/confirm", "/v1"]);
        let told: Vec<Option<&str>> = groups.iter().map(Option::as_deref).collect();
        assert_eq!(told, [Some("accounts"), Some("accounts"), Some("payment_intents"), None]);
        assert_eq!(
            path_groups(&["/shop/orders", "/shop/carts/{id}"]),
            [Some("orders".to_owned()), Some("carts".to_owned())]
        );
    }

    #[test]
    fn ids_that_repeat_the_path_are_told_from_names() {
        let path = "/v1/accounts/{account}/people/{person}";
        assert!(is_mechanical("PostAccountsAccountPeoplePerson", "POST", path));
        assert!(is_mechanical("accounts_account_people_person_post", "POST", path));
        assert!(!is_mechanical("updatePerson", "POST", path));
        assert!(!is_mechanical("getAccounts", "POST", "/v1/accounts"));
    }
}
