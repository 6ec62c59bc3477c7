//! Where in a JSON text of one line a reader stopped.

/// The pointer of the value that the byte at a column (counted from 1) belongs to.
pub(crate) fn place(text: &str, column: usize) -> String {
    let mut containers: Vec<Container> = Vec::new();
    let bytes = text.as_bytes();
    let end = column.min(bytes.len());
    let mut at = 0;
    while at < end {
        match bytes[at] {
            b'{' => containers.push(Container::Object(None)),
            b'[' => containers.push(Container::List(0)),
            b'}' | b']' => {
                // The end of a container belongs to the container itself.
                containers.pop();
            }
            b',' => match containers.last_mut() {
                Some(Container::List(index)) => *index += 1,
                Some(Container::Object(key)) => *key = None,
                None => {}
            },
            b'"' => {
                let mut close = at + 1;
                while close < bytes.len() && bytes[close] != b'"' {
                    close += if bytes[close] == b'\\' { 2 } else { 1 };
                }
                if let Some(Container::Object(key @ None)) = containers.last_mut() {
                    *key = text.get(at..=close).and_then(|text| serde_json::from_str(text).ok());
                }
                at = close;
            }
            _ => {}
        }
        at += 1;
    }
    let mut pointer = String::new();
    for container in containers {
        let token = match container {
            Container::Object(Some(key)) => key.replace('~', "~0").replace('/', "~1"),
            Container::Object(None) => break,
            Container::List(index) => index.to_string(),
        };
        pointer.push('/');
        pointer.push_str(&token);
    }
    pointer
}

enum Container {
    Object(Option<String>),
    List(usize),
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_column_belongs_to_a_value() {
        let text = r#"{"a":[1,{"b/":"x\"y"}],"c":2.0}"#;
        let at = |part: &str| place(text, text.find(part).unwrap() + part.len());
        assert_eq!(at("[1"), "/a/0");
        assert_eq!(at("x\\\"y\""), "/a/1/b~1");
        assert_eq!(at("y\"}"), "/a/1");
        assert_eq!(at("}]"), "/a");
        assert_eq!(at("2.0"), "/c");
        assert_eq!(at("2.0}"), "");
        assert_eq!(place("5.0", 3), "");
        assert_eq!(place("", 9), "");
    }
}
