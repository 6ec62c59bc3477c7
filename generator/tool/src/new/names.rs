//! What a new crate may be called.

/// A package's name as it was given: what cargo takes, and rustc as the name of a crate.
pub(super) fn checked(name: &str) -> Result<String, String> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !plain || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err("letters, digits, `-` and `_`, a letter first".to_owned());
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_called_what_cargo_and_rustc_take() {
        assert!(checked("acme-sdk").is_ok());
        assert!(["", "1password", "a b", "café"].iter().all(|name| checked(name).is_err()));
    }
}
