//! Ids of operations that another document has: where they are names, and where they only spell an address.

use super::operation::OperationNaming;
use super::{link, singular, verbs, words};

/// Letters that two words must have in common to be taken for one and its abbreviation.
const FEW: usize = 3;

/// The words of an id, without articles, where it is more of a name than method and path are.
pub(super) fn name(id: &str, operation: &OperationNaming<'_>) -> Option<String> {
    let mut parts = dotted(id, operation).unwrap_or_else(|| words(id));
    // `delete-a-block` deletes a block; at its end an `a` is a letter of somebody's.
    let last = parts.len().saturating_sub(1);
    let mut at = 0;
    parts.retain(|word| {
        at += 1;
        at == 1 || at > last || !link::is_article(word)
    });
    (!is_address(id, &parts, operation)).then(|| parts.join("_"))
}

/// The words of an id such as Google's, `youtube.liveBroadcasts.list`: service, resource and what is done with it.
fn dotted(id: &str, operation: &OperationNaming<'_>) -> Option<Vec<String>> {
    let parts: Vec<Vec<String>> = id.split('.').map(words).collect();
    let [_, .., resource, done] = parts.as_slice() else { return None };
    let of_path = words(operation.path);
    match done.as_slice() {
        [verb] => Some(std::iter::once(verb).chain(resource).cloned().collect()),
        done if resource.iter().all(|word| of_path.contains(word) && !super::path::is_version(word)) => {
            Some([resource.as_slice(), done].concat())
        }
        done => Some(done.to_vec()),
    }
}

/// Whether an id says no more than method, path and parameters do: `PUT_orders-order`, `getCardsByIdCard`,
/// `get_v3_senders_sender_id`.
fn is_address(id: &str, parts: &[String], operation: &OperationNaming<'_>) -> bool {
    if id.contains(['/', '{']) {
        return true;
    }
    let Some((verb, rest)) = parts.split_first() else { return true };
    let path = [operation.native_url.map(crate::urls::native_path), Some(operation.path.to_owned())];
    let of_path: Vec<String> = path.iter().flatten().flat_map(|path| words(path)).collect();
    let is_of_path = |word: &String| {
        let word = singular(word);
        let is_same = |other: &String| {
            let other = singular(other);
            other == word || word.len() >= FEW && other.starts_with(&word)
        };
        matches!(word.as_str(), "by" | "id") || of_path.iter().any(is_same)
    };
    let is_short = |word: &String| word.len() < FEW && !verbs::is_preposition(word);
    let is_version = |word: &String| super::path::is_version(word);
    let by_method =
        verb.eq_ignore_ascii_case(operation.method) || matches!(verb.as_str(), "post" | "put" | "patch");
    let names_method = by_method && !matches!(verb.as_str(), "get" | "delete");
    let names_parameter = rest.iter().any(|word| word == "by" || word == "id");
    let is_said = rest.iter().all(|word| is_of_path(word) || is_version(word) || is_short(word) && by_method);
    let letters = rest.concat();
    let is_spelt = path.iter().flatten().any(|path| {
        let path = words(path).concat();
        by_method && path.ends_with(&letters)
    });
    let is_coded = rest.iter().any(|word| is_version(word) || is_short(word) && !is_of_path(word));
    is_said && (names_method || names_parameter || is_coded || is_spelt)
}

#[cfg(test)]
mod tests {
    use super::{OperationNaming, name};

    #[test]
    fn ids_that_only_spell_an_address_are_told_from_names() {
        let table: [(&str, &str, &str, Option<&str>); 21] = [
            ("PUT_orders-order", "PUT", "/v1/orders/{id}", None),
            ("put-/orders/{order}_replace", "PUT", "/v1/orders/{order}", None),
            ("getCardsActionsByIdCard", "GET", "/1/cards/{idCard}/actions", None),
            ("updateOrganizationsByIdOrg", "PUT", "/1/organizations/{id}", None),
            ("GET_v3-senders-sender_id", "GET", "/v3/senders/{sender_id}", None),
            ("patch_mc-lists-id", "PATCH", "/v3/lists/{id}", None),
            ("POST_mc-contacts-search", "POST", "/v3/marketing/contacts/search", None),
            ("OrderReplace", "PUT", "/v1/orders/{id}", Some("order_replace")),
            ("replace-an-order", "PUT", "/v1/orders/{id}", Some("replace_order")),
            ("retrieveABlock", "GET", "/v1/blocks/{id}", Some("retrieve_block")),
            ("a_replace_of_the_a", "PUT", "/v1/orders/{id}", Some("a_replace_of_a")),
            ("getOrders", "GET", "/v1/orders", None),
            ("listOrders", "GET", "/v1/orders", Some("list_orders")),
            ("DELETE_ips-pools-pool_name-ips-ip", "DELETE", "/v3/ips/pools/{pool_name}/ips/{ip}", None),
            ("shop.orders.list", "GET", "/v3/orders", Some("list_orders")),
            ("shop.orders.markAsPaid", "POST", "/v3/orders/markAsPaid", Some("orders_mark_as_paid")),
            ("shop.shop.v3.updateOrders", "PUT", "/v3/orders", Some("update_orders")),
            ("delete_ip_pool", "DELETE", "/v3/ips/pools/{pool}", Some("delete_ip_pool")),
            ("chat_postMessage", "POST", "/chat.postMessage", Some("chat_post_message")),
            ("getOrderByNumber", "GET", "/v1/orders/{id}", Some("get_order_by_number")),
            ("add-to-queue", "POST", "/v1/player/queue", Some("add_to_queue")),
        ];
        for (id, method, path, wanted) in table {
            let operation = OperationNaming { method, path, ..OperationNaming::default() };
            assert_eq!(name(id, &operation).as_deref(), wanted, "{id}");
        }
    }
}
