//! The keys of answers: a status, a range of them, or every other.

use std::fmt;

/// Which statuses an answer is for. Exact ones come before ranges, and those before `default`, as a status is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// `200`.
    Exact(u16),
    /// `2XX`: the hundred that begin with this digit.
    Range(u8),
    /// Every status that no other answer is for.
    Default,
}

impl Status {
    /// What a key of `responses` says, where that is a status.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [digit @ b'1'..=b'5', b'X', b'X'] => Some(Self::Range(digit - b'0')),
            [b'1'..=b'9', _, _] => key.parse().ok().map(Self::Exact),
            _ => None,
        }
    }

    /// Its first digit; `default` has none.
    #[must_use]
    pub fn class(self) -> Option<u8> {
        match self {
            // A status has three digits.
            Self::Exact(status) => u8::try_from(status / 100).ok(),
            Self::Range(class) => Some(class),
            Self::Default => None,
        }
    }

    /// The first and the last status it stands for; none for `default`.
    #[must_use]
    pub fn range(self) -> Option<(u16, u16)> {
        match self {
            Self::Exact(status) => Some((status, status)),
            Self::Range(class) => Some((u16::from(class) * 100, u16::from(class) * 100 + 99)),
            Self::Default => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(f, "{status}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn keys_are_read_and_written_alike() {
        for key in ["100", "200", "404", "999", "2XX", "5XX", "default"] {
            assert_eq!(Status::parse(key).map(|status| status.to_string()).as_deref(), Some(key));
        }
        for key in ["", "20", "099", "2xx", "6XX", "2X0", "Default", "+40", "２００"] {
            assert_eq!(Status::parse(key), None, "{key}");
        }
    }

    #[test]
    fn what_is_exact_comes_first() {
        let mut all =
            ["default", "4XX", "500", "2XX", "200"].map(|key| Status::parse(key).expect("a status"));
        all.sort_unstable();
        assert_eq!(all.map(|status| status.to_string()), ["200", "500", "2XX", "4XX", "default"]);
    }
}
