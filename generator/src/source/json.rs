//! Scans JSON for where its values stand: one pass, no recursion, and no opinion on whether it is valid.

use super::tree::{Builder, Tree};

/// Containers deeper than this are not entered; the parser refuses such a text anyway.
const DEEPEST: usize = 10_000;

/// The tree of a JSON text. Of a text that is not JSON it is the part that could be made out.
pub(super) fn scan(text: &str) -> Tree {
    let bytes = text.as_bytes();
    let mut builder = Builder::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' if builder.depth() >= DEEPEST => break,
            b'{' => _ = builder.object(at),
            b'[' => _ = builder.array(at),
            b'}' | b']' => builder.close(at + 1),
            b'"' => {
                let end = string_end(bytes, at);
                if builder.wants_key() {
                    builder.key(&decoded(&text[at..end]), at..end);
                } else {
                    builder.scalar(at..end);
                }
                at = end;
                continue;
            }
            b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' => {}
            _ => {
                let end = literal_end(bytes, at);
                builder.scalar(at..end);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    builder.finish()
}

/// The offset behind the closing quote of the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn literal_end(bytes: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
    bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length.max(1))
}

fn decoded(quoted: &str) -> String {
    if quoted.contains('\\')
        && let Ok(text) = serde_json::from_str(quoted)
    {
        return text;
    }
    quoted.trim_matches('"').to_owned()
}
