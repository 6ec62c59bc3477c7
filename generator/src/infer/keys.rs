//! Whether an object's keys are names of members or data.

/// Whether all keys are data, so that the object is a map. A single key that reads as a name makes it an object:
/// the price of a wrong guess is a member that can't be set.
pub(super) fn are_data<'a>(mut keys: impl ExactSizeIterator<Item = &'a String>) -> bool {
    keys.len() > 0 && keys.all(|key| is_data(key))
}

/// Whether a description says that the keys of an object are data, or that it may hold anything.
pub(super) fn are_said_to_be_data(description: &str) -> bool {
    const SAID: [&str; 43] = [
        "additional properties",
        "arbitrary data",
        "arbitrary field",
        "arbitrary json",
        "arbitrary key",
        "arbitrary propert",
        "any json",
        "any propert",
        "associative array",
        "by internal name",
        "by the name of",
        "by their name",
        "custom field",
        "custom key",
        "custom propert",
        "dictionary",
        "each key",
        "each property name",
        "free form",
        "free-form",
        "freeform",
        "hash of",
        "indexed by",
        "internal name",
        "key and value",
        "key is ",
        "key of each",
        "key value",
        "key-value",
        "key/value",
        "keyed by",
        "keys are",
        "keys must",
        "map from",
        "map of",
        "map with",
        "mapping of",
        "name to value",
        "name-value",
        "name/value",
        "user defined",
        "user-defined",
        "whose keys",
    ];
    let description = description.to_lowercase();
    SAID.iter().any(|said| description.contains(said))
}

/// Whether a property is called what is a map wherever it is met: one example's keys say nothing of the others.
pub(super) fn are_named_as_data(property: &str) -> bool {
    const NAMES: [&str; 11] = [
        "customargs",
        "customfields",
        "customproperties",
        "dynamictemplatedata",
        "environmentvariables",
        "headers",
        "mergefields",
        "mergevars",
        "metadata",
        "substitutions",
        "variables",
    ];
    let plain = property.chars().filter(char::is_ascii_alphanumeric);
    NAMES.contains(&plain.map(|one| one.to_ascii_lowercase()).collect::<String>().as_str())
}

/// Whether a key is a number, date, address, UUID, URL or opaque id, or a documentation tool's word for any key.
pub(crate) fn is_data(key: &str) -> bool {
    is_number(key) || is_date(key) || is_address(key) || is_placeholder(key) || is_opaque(key)
}

fn is_number(key: &str) -> bool {
    let digits = key.strip_prefix(['-', '+']).unwrap_or(key);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// `2026-02-11`, with or without a time behind it.
fn is_date(key: &str) -> bool {
    let pattern = b"0000-00-00";
    key.len() >= pattern.len()
        && key.bytes().zip(pattern).all(|(byte, wanted)| match wanted {
            b'0' => byte.is_ascii_digit(),
            other => byte == *other,
        })
}

/// An email address or a URL.
fn is_address(key: &str) -> bool {
    key.contains("://")
        || key.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// `additionalProp1` or `property1`, which Swagger UI and Redoc write where a schema allows any key.
fn is_placeholder(key: &str) -> bool {
    let number = ["additionalProp", "property"].into_iter().find_map(|word| key.strip_prefix(word));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A UUID, a long hexadecimal number, or a word in which letters and digits alternate as they do in no language:
/// `cus_9s6XKzkNRiz8i3`, but not `address1line2` or `sha256`.
fn is_opaque(key: &str) -> bool {
    let plain: String = key.chars().filter(|character| *character != '-').collect();
    let has_digit = key.bytes().any(|byte| byte.is_ascii_digit());
    if plain.len() >= 16 && has_digit && plain.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return true;
    }
    key.split(|character: char| !character.is_ascii_alphanumeric()).any(|word| {
        let digit = |at: usize| word.as_bytes()[at].is_ascii_digit();
        let alternations = (1..word.len()).filter(|at| digit(*at) != digit(at - 1)).count();
        word.len() >= 8 && alternations >= 4
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_told_from_names() {
        let data = [
            "1",
            "-2.5",
            "200",
            "2026-02-11",
            "2026-02-11T08:00:00Z",
            "a@example.com",
            "https://example.com/a",
            "123e4567-e89b-12d3-a456-426614174000",
            "5f2b8c9e0a1d4c3b",
            "cus_9s6XKzkNRiz8i3",
            "additionalProp1",
            "property1",
        ];
        let names = [
            "",
            "name",
            "Name",
            "address1line2",
            "sha256",
            "md5",
            "x-ratelimit-limit",
            "ipv4",
            "a1",
            "@type",
            "deadbeef",
            "oauth2_token",
            "utf8mb4",
            "$ref",
            "line_2",
            "p95",
            "EmailTags",
            "property",
            "facade",
            "user@",
        ];
        assert_eq!(
            data.iter().filter(|key| !is_data(key)).collect::<Vec<_>>(),
            [""; 0].iter().collect::<Vec<_>>()
        );
        assert_eq!(
            names.iter().filter(|key| is_data(key)).collect::<Vec<_>>(),
            [""; 0].iter().collect::<Vec<_>>()
        );
    }

    #[test]
    fn descriptions_say_where_keys_are_data() {
        let data = [
            "Keys are the names of the columns",
            "Set of key-value pairs that you can attach",
            "The cells by the name of their column",
            "A map of header names to values",
            "A map from the id of a property to its value",
            "The key of each entry is the id of a column",
            "Custom fields of the contact",
            "User-defined fields",
            "Arbitrary properties of the event",
        ];
        assert!(data.iter().all(|text| are_said_to_be_data(text)));
        let names = [
            "",
            "The address of the customer",
            "The API key to use",
            "Monkeys of this zoo",
            "Custom colours",
        ];
        assert!(!names.iter().any(|text| are_said_to_be_data(text)));
    }

    #[test]
    fn some_properties_are_called_what_is_a_map() {
        assert!(
            ["metadata", "customFields", "dynamic_template_data", "Headers"]
                .iter()
                .all(|name| are_named_as_data(name))
        );
        assert!(!["properties", "meta", "header", "data"].iter().any(|name| are_named_as_data(name)));
    }

    #[test]
    fn one_name_among_data_makes_members() {
        let keys =
            |keys: &[&str]| are_data(keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>().iter());
        assert!(keys(&["1", "2"]));
        assert!(!keys(&["1", "total"]));
        assert!(!keys(&[]));
    }
}
