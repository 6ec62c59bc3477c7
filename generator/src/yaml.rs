//! Canonical YAML: the only place that knows `serde_yaml`, which only writes.

use serde_json::Value;

/// The canonical text of a value: key order kept, one spelling for each value.
///
/// # Panics
///
/// Never: every JSON value can be written as YAML.
#[must_use]
pub fn to_canonical(value: &Value) -> String {
    serde_yaml::to_string(value).expect("a JSON value can be written as YAML")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Syntax};
    use serde_json::json;

    #[test]
    fn canonical_text_reads_back_equal() {
        let texts = [
            "null",
            "yes",
            "~",
            "",
            " x",
            "a: b",
            "#",
            "line\nbreak",
            "\u{85}\u{feff}\u{202e}",
            "0x1F",
            "0b1",
            "0o7",
            "1e3",
            ".5",
            "1_0",
            "0644",
            "1e400",
            "123456789012345678901234567890",
            ".inf",
            "<<",
            "True",
            "- a",
            "\t",
        ];
        let numbers = json!([1, 1.5, -0.1, 1e300, 1e22, u64::MAX, i64::MIN, true, null]);
        let value = json!({"b": "200", "a": texts, "n": numbers, "1": {}, "[]": []});
        let source = Source::new("test", to_canonical(&value), Syntax::Yaml);
        assert_eq!(source.read_yaml().unwrap(), value);
    }
}
