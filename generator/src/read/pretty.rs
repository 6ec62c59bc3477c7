//! Pretty JSON as `serde_json` writes it, with each indentation in one piece: half of a committed document is indentation.

use std::io::{Result, Write};

use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// As much indentation as is written at once: more than most lines have.
const SPACES: &[u8] = &[b' '; 64];

/// The columns of one step to the right.
const STEP: usize = 2;

/// A value as pretty JSON, behind what is there already.
pub(super) fn write(value: &Value, into: &mut Vec<u8>) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(into, Pretty::default()))
}

/// Where the writing is.
#[derive(Default)]
struct Pretty {
    columns: usize,
    /// Whether what was ended last, or is open, holds anything.
    is_filled: bool,
}

impl Pretty {
    fn begin<W: ?Sized + Write>(&mut self, bracket: &[u8], writer: &mut W) -> Result<()> {
        self.columns += STEP;
        self.is_filled = false;
        writer.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, bracket: &[u8], writer: &mut W) -> Result<()> {
        self.columns -= STEP;
        if self.is_filled {
            writer.write_all(b"\n")?;
            self.indent(writer)?;
        }
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, is_first: bool, writer: &mut W) -> Result<()> {
        writer.write_all(if is_first { b"\n" } else { b",\n" })?;
        self.indent(writer)
    }

    fn indent<W: ?Sized + Write>(&self, writer: &mut W) -> Result<()> {
        let mut left = self.columns;
        while left > SPACES.len() {
            writer.write_all(SPACES)?;
            left -= SPACES.len();
        }
        writer.write_all(&SPACES[..left])
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(b"[", writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.end(b"]", writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(first, writer)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(b"{", writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.end(b"}", writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(first, writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> Result<()> {
        self.is_filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn it_is_what_serde_json_writes() {
        let deep = (0..100).fold(json!([]), |inner, at| json!({ "a": [inner, at], "b": {} }));
        for value in [json!(null), json!({}), json!([[], {}, [1], "x\n\"\u{e4}"]), json!(1.5), deep] {
            let mut written = Vec::new();
            super::write(&value, &mut written).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
