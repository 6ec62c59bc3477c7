//! Which version this is, and whether generated code was made for it.

/// The version of this package.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Stops the compiler where a client was generated for a version that is not compatible with this one. Cargo sees to
/// that only where the client asks the registry for it: a path or a git repository has the version it has.
#[doc(hidden)]
pub const fn __generated_for(compatible: &str) {
    assert!(
        begins_with(VERSION.as_bytes(), compatible.as_bytes()),
        concat!(
            "this client was generated for another version of lowcodeapi-runtime, and this is ",
            env!("CARGO_PKG_VERSION"),
            ": regenerate the client with the tool of this version, or depend on the version the client names"
        )
    );
}

/// Whether a version begins with these of its parts.
const fn begins_with(version: &[u8], parts: &[u8]) -> bool {
    if version.len() <= parts.len() || version[parts.len()] != b'.' {
        return false;
    }
    let mut at = 0;
    while at < parts.len() {
        if version[at] != parts[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{__generated_for, begins_with};

    #[test]
    fn versions_fit_by_whole_parts() {
        let fits = |version: &str, parts: &str| begins_with(version.as_bytes(), parts.as_bytes());
        assert!(fits("0.1.0", "0.1") && fits("1.20.3", "1"));
        assert!(
            !fits("0.12.0", "0.1") && !fits("0.1.0", "0.2") && !fits("0.1.0", "0.1.0") && !fits("2.0.0", "1")
        );
    }

    #[test]
    #[should_panic = "regenerate the client with the tool of this version"]
    fn a_client_for_another_version_is_told_what_to_do() {
        __generated_for("99.0");
    }
}
