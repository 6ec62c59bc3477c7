//! What the new crate is called.

use lowcodeapi_generator::Flavour;

/// The package's name: the provider's letters and digits, and what the client is of.
pub(super) fn package(provider: &str, flavour: Flavour) -> String {
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

/// A package's name as it was given: what cargo takes, and rustc as the name of a crate.
pub(super) fn checked(name: &str) -> Result<String, String> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !plain || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err("letters, digits, `-` and `_`, a letter first".to_owned());
    }
    Ok(name.to_owned())
}

/// The library's name in code.
pub(super) fn library(package: &str) -> String {
    package.replace('-', "_")
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
        assert!(checked("acme-sdk").is_ok());
        assert!(["", "1password", "a b", "café"].iter().all(|name| checked(name).is_err()));
        assert_eq!(library("lowcodeapi-name-com"), "lowcodeapi_name_com");
    }
}
