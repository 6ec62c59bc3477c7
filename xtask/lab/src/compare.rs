//! What came back, held against what was sent: numbers by their exact value, base64 by its bytes.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::json::Json;

/// A place at which two values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where: a JSON pointer into what was sent.
    pub(crate) path: String,
    /// In what way.
    pub(crate) kind: DifferenceKind,
}

/// In what way two values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DifferenceKind {
    /// A member or item did not come back.
    Missing,
    /// A member or item came back that was not sent.
    Added,
    /// A member came back twice.
    Repeated,
    /// Another value came back.
    Changed,
}

impl DifferenceKind {
    /// In a word.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Added => "added",
            Self::Repeated => "repeated",
            Self::Changed => "changed",
        }
    }
}

/// Everything in which two values differ.
pub(crate) fn differences(sent: &Json, back: &Json) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(sent, back, &mut String::new(), &mut found);
    found
}

fn compare(sent: &Json, back: &Json, path: &mut String, found: &mut Vec<Difference>) {
    let difference = |path: &str, kind| Difference { path: path.to_owned(), kind };
    let same = match (sent, back) {
        (Json::Object(sent), Json::Object(back)) => return members(sent, back, path, found),
        (Json::List(sent), Json::List(back)) => {
            for at in 0..sent.len().max(back.len()) {
                let end = push(path, &at.to_string());
                match (sent.get(at), back.get(at)) {
                    (Some(sent), Some(back)) => compare(sent, back, path, found),
                    (Some(_), None) => found.push(difference(path, DifferenceKind::Missing)),
                    (None, _) => found.push(difference(path, DifferenceKind::Added)),
                }
                path.truncate(end);
            }
            return;
        }
        (Json::Number(sent), Json::Number(back)) => exact(sent) == exact(back),
        (Json::Text(sent), Json::Text(back)) => sent == back || same_bytes(sent, back),
        (sent, back) => sent == back,
    };
    if !same {
        found.push(difference(path, DifferenceKind::Changed));
    }
}

fn members(sent: &[(String, Json)], back: &[(String, Json)], path: &mut String, found: &mut Vec<Difference>) {
    // Of members that are repeated the last one counts.
    let last = |members: &[(String, Json)], key: &str| {
        members.iter().rposition(|(name, _)| name == key).map(|at| members[at].1.clone())
    };
    for (at, (key, _)) in sent.iter().enumerate() {
        if sent[..at].iter().any(|(name, _)| name == key) {
            continue;
        }
        let end = push(path, key);
        match (last(sent, key), last(back, key)) {
            (Some(sent), Some(back)) => compare(&sent, &back, path, found),
            _ => found.push(Difference { path: path.clone(), kind: DifferenceKind::Missing }),
        }
        path.truncate(end);
    }
    for (at, (key, _)) in back.iter().enumerate() {
        let kind = if back[..at].iter().any(|(name, _)| name == key) {
            DifferenceKind::Repeated
        } else if sent.iter().all(|(name, _)| name != key) {
            DifferenceKind::Added
        } else {
            continue;
        };
        let end = push(path, key);
        found.push(Difference { path: path.clone(), kind });
        path.truncate(end);
    }
}

/// Adds a token, and says how long the path was.
fn push(path: &mut String, token: &str) -> usize {
    let end = path.len();
    path.push('/');
    path.push_str(&token.replace('~', "~0").replace('/', "~1"));
    end
}

/// Sign, digits without zeros around them, and the power of ten of the last one: equal for equal numbers.
fn exact(number: &str) -> (bool, String, i128) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent: i128 = exponent.trim_start_matches('+').parse().unwrap_or(i128::MAX >> 1);
    let (negative, mantissa) =
        mantissa.strip_prefix('-').map_or((false, mantissa), |mantissa| (true, mantissa));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let trimmed = digits.trim_end_matches('0');
    let power = exponent - fraction.len() as i128 + (digits.len() - trimmed.len()) as i128;
    match trimmed.trim_start_matches('0') {
        "" => (false, String::new(), 0),
        digits => (negative, digits.to_owned(), power),
    }
}

/// Whether both are base64 of the same bytes, in whatever alphabet, with or without padding and line breaks.
fn same_bytes(sent: &str, back: &str) -> bool {
    let plain = |text: &str| {
        let kept = text.chars().filter(|c| !"\r\n=".contains(*c));
        kept.map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect::<String>()
    };
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let (sent, back) = (plain(sent), plain(back));
    sent == back && GeneralPurpose::new(&STANDARD, lenient).decode(sent).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sent: &str, back: &str) -> Vec<String> {
        let differences = differences(&Json::parse(sent).unwrap(), &Json::parse(back).unwrap());
        differences.iter().map(|one| format!("{} {}", one.path, one.kind.as_str())).collect()
    }

    #[test]
    fn numbers_are_equal_by_their_exact_value() {
        for (sent, back) in
            [("5", "5.0"), ("1e3", "1000"), ("-0", "0.0"), ("0.10", "1e-1"), ("120", "1.2E+2"), ("0e9", "0")]
        {
            assert!(found(sent, back).is_empty(), "{sent} {back}");
        }
        let large = "12345678901234567890123";
        assert!(found(large, large).is_empty());
        for (sent, back) in [(large, "12345678901234567000000"), ("5", "-5"), ("0.1", "0.01"), ("1e2", "1e3")]
        {
            assert_eq!(found(sent, back), [" changed"], "{sent} {back}");
        }
    }

    #[test]
    fn base64_is_equal_by_its_bytes() {
        assert!(found(r#"["a-_b","YWJj\nZGVm","YQ"]"#, r#"["a+/b","YWJjZGVm","YQ=="]"#).is_empty());
        assert_eq!(found(r#""a b""#, r#""ab""#), [" changed"]);
        assert_eq!(found(r#""YWJj""#, r#""ywjj""#), [" changed"]);
    }

    #[test]
    fn what_is_missing_added_repeated_or_changed_has_its_place() {
        let sent = r#"{"a":[1,2],"b/c":{"~":1},"d":null,"e":"5"}"#;
        let back = r#"{"e":5,"a":[1],"b/c":{},"f":0,"f":0,"d":null}"#;
        assert_eq!(
            found(sent, back),
            ["/a/1 missing", "/b~1c/~0 missing", "/e changed", "/f added", "/f repeated"]
        );
        assert!(found(sent, sent).is_empty());
    }
}
