//! The licence of a new crate.

use std::fmt::{self, Display, Formatter};

use lowcodeapi_generator::scaffold;

use crate::workspace::Around;

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

    /// As the crate states it.
    pub(super) fn stated(&self) -> scaffold::License<'_> {
        match self {
            Self::Given(license) => scaffold::License::Own(license),
            Self::Inherited(license) => scaffold::License::Inherited(license),
            Self::Usual => scaffold::License::Own(scaffold::USUAL_LICENSE),
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
        write!(f, "{}{why}", self.stated().expression())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_counts_most_and_then_the_workspace() {
        let around = |has_it| Around { root: "/w".into(), has_it, license: Some("MPL-2.0".to_owned()) };
        assert!(matches!(
            License::choose(Some("ISC"), Some(&around(true))).stated(),
            scaffold::License::Own("ISC")
        ));
        assert!(matches!(
            License::choose(None, Some(&around(true))).stated(),
            scaffold::License::Inherited("MPL-2.0")
        ));
        for alone in [None, Some(&around(false))] {
            assert!(matches!(
                License::choose(None, alone).stated(),
                scaffold::License::Own("MIT OR Apache-2.0")
            ));
        }
        assert!(checked("(MIT OR Apache-2.0) AND LicenseRef-Own").is_ok());
        assert!(["", "\"", "see LICENSE\n", "-MIT"].iter().all(|text| checked(text).is_err()));
    }
}
