//! What a new crate is called, and the variables it reads.

use crate::api::Flavour;

/// The package's name: the provider's letters and digits, and what the client is of.
#[must_use]
pub fn package(provider: &str, flavour: Flavour) -> String {
    let words = provider.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    match flavour {
        Flavour::LowCodeApi => format!("lowcodeapi-{plain}"),
        Flavour::OpenApi if plain.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("client-of-{plain}")
        }
        Flavour::OpenApi => format!("{plain}-client"),
    }
}

/// The library's name in code.
#[must_use]
pub fn library(package: &str) -> String {
    package.replace('-', "_")
}

/// The variable of a library's own that says something, such as `SHOP_CLIENT_BASE_URL`, as the runtime reads it: a shell
/// takes nothing but letters, digits and `_`.
#[must_use]
pub fn variable(library: &str, name: &str) -> String {
    let mut variable = library.to_ascii_uppercase();
    variable.push('_');
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_ascii_uppercase() {
            variable.push('_');
        }
        lower = c.is_ascii_lowercase();
        variable.push(c.to_ascii_uppercase());
    }
    variable.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_after_provider_and_flavour() {
        assert_eq!(package("cloudflare-r2", Flavour::LowCodeApi), "lowcodeapi-cloudflare-r2");
        assert_eq!(package("Name.com_v2", Flavour::LowCodeApi), "lowcodeapi-name-com-v2");
        assert_eq!(package("api.github.com", Flavour::OpenApi), "api-github-com-client");
        assert_eq!(package("1password", Flavour::OpenApi), "client-of-1password");
        assert_eq!(library("lowcodeapi-name-com"), "lowcodeapi_name_com");
    }
}
