//! The key of a place in `names.toml`, written so that nothing beside it matters: neither the order of keys nor how many
//! there are.

use crate::source::pointer::segments;

/// Makes the keys of `names.toml`.
#[derive(Debug, Clone, Copy)]
pub struct PlaceKey;

impl PlaceKey {
    /// An operation.
    #[must_use]
    pub fn operation(method: &str, path: &str) -> String {
        format!("{} {path}", method.to_ascii_uppercase())
    }

    /// An argument of an operation: `query page`.
    #[must_use]
    pub fn parameter(location: crate::api::Location, name: &str) -> String {
        format!("{} {name}", location.as_str())
    }

    /// A webhook.
    #[must_use]
    pub fn webhook(name: &str) -> String {
        format!("webhook {name}")
    }

    /// A callback of the operation at a place.
    #[must_use]
    pub fn callback(operation: &str, name: &str) -> String {
        format!("{operation} callback {name}")
    }

    /// What a pointer leads to, where it is neither an operation's own nor a component: `responses NotFound`,
    /// `Page.items[]`.
    pub(crate) fn pointer(pointer: &str) -> String {
        let mut tokens = segments(pointer).peekable();
        tokens.next_if(|token| token == "components");
        let mut place = String::new();
        if tokens.next_if(|token| token == "schemas").is_some() {
            place.push_str(&tokens.next().unwrap_or_default());
        }
        while let Some(token) = tokens.next() {
            match &*token {
                "properties" => {
                    place.push('.');
                    place.push_str(&tokens.next().unwrap_or_default());
                }
                "items" | "additionalProperties" => place.push_str("[]"),
                "content" | "schema" => {}
                other => {
                    if !place.is_empty() {
                        place.push(' ');
                    }
                    place.push_str(other);
                }
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::PlaceKey;

    #[test]
    fn pointers_read_as_places() {
        let table = [
            ("/components/schemas/Page/properties/items/items", "Page.items[]"),
            (
                "/components/responses/NotFound/content/application~1json/schema",
                "responses NotFound application/json",
            ),
            (
                "/paths/~1a/get/responses/200/content/application~1json/schema/properties/b",
                "paths /a get responses 200 application/json.b",
            ),
        ];
        for (pointer, place) in table {
            assert_eq!(PlaceKey::pointer(pointer), place);
        }
    }
}
