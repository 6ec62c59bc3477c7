//! The licence of a new crate.

use std::fmt::{self, Display, Formatter};

use crate::workspace::Around;

/// What Rust itself, and this project, have.
const USUAL: &str = "MIT OR Apache-2.0";

/// The licence of a new crate, and why it has that one.
pub(super) enum License {
    /// It was given.
    Given(String),
    /// The one of all packages of the workspace.
    Inherited(String),
    /// Nobody said anything.
    Usual,
}

/// An SPDX expression, as far as its letters go: cargo and the registry know the names.
pub(super) fn checked(text: &str) -> Result<String, String> {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || " -.+()".contains(c));
    if plain && text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '(') {
        return Ok(text.to_owned());
    }
    Err("it is an SPDX expression, such as `MIT OR Apache-2.0` or `LicenseRef-Proprietary`".to_owned())
}

impl License {
    /// What was asked for, else what the workspace says that has the crate, else the usual.
    pub(super) fn choose(given: Option<&str>, around: Option<&Around>) -> Self {
        let inherited = || around.filter(|around| around.has_it).and_then(|around| around.license.clone());
        match given {
            Some(given) => Self::Given(given.to_owned()),
            None => inherited().map_or(Self::Usual, Self::Inherited),
        }
    }

    /// The line of the manifest.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Given(license) => format!("license = \"{license}\""),
            Self::Inherited(_) => "license.workspace = true".to_owned(),
            Self::Usual => format!("license = \"{USUAL}\""),
        }
    }

    /// The expression.
    pub(super) fn expression(&self) -> &str {
        match self {
            Self::Given(license) | Self::Inherited(license) => license,
            Self::Usual => USUAL,
        }
    }
}

impl Display for License {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let why = match self {
            Self::Given(_) => "",
            Self::Inherited(_) => ", as all of the workspace",
            Self::Usual => ", as nothing else was said: `license` in Cargo.toml, or `--license`",
        };
        write!(f, "{}{why}", self.expression())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_counts_most_and_then_the_workspace() {
        let around = |has_it| Around { root: "/w".into(), has_it, license: Some("MPL-2.0".to_owned()) };
        assert_eq!(License::choose(Some("ISC"), Some(&around(true))).line(), "license = \"ISC\"");
        assert_eq!(License::choose(None, Some(&around(true))).line(), "license.workspace = true");
        for alone in [None, Some(&around(false))] {
            assert_eq!(License::choose(None, alone).line(), "license = \"MIT OR Apache-2.0\"");
        }
        assert!(checked("(MIT OR Apache-2.0) AND LicenseRef-Own").is_ok());
        assert!(["", "\"", "see LICENSE\n", "-MIT"].iter().all(|text| checked(text).is_err()));
    }
}
