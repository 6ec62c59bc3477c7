//! A module of WebAssembly by the crates its functions are from.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// What of a module is from one crate, or is of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The crate, or what it is.
    pub(super) name: String,
    /// How much of the module that is.
    pub(super) bytes: usize,
    /// How much it is when it is compressed by itself.
    pub(super) compressed: usize,
}

impl Part {
    fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len(), compressed: compressed(bytes) }
    }

    /// Several as one.
    pub(super) fn of_all(parts: &[Self]) -> Self {
        Self {
            name: format!("{} smaller ones", parts.len()),
            bytes: parts.iter().map(|part| part.bytes).sum(),
            compressed: parts.iter().map(|part| part.compressed).sum(),
        }
    }
}

/// The parts of a module that has the names of its functions. The names themselves are none.
pub(super) fn made_of(module: &[u8]) -> Result<Vec<Part>, wasmparser::Error> {
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    let mut bodies: Vec<(u32, &[u8])> = Vec::new();
    let mut parts = Vec::new();
    let mut next = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    next += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                bodies.push((next, body.as_bytes()));
                next += 1;
            }
            Payload::DataSection(data) => {
                parts.push(Part::new("(texts and tables)", within(module, data.range())));
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(all) = custom.as_known() else { continue };
                for section in all {
                    let Name::Function(map) = section? else { continue };
                    for naming in map {
                        let naming = naming?;
                        names.insert(naming.index, naming.name);
                    }
                }
            }
            _ => {}
        }
    }
    let mut crates: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (index, body) in bodies {
        let name = names.get(&index).map_or_else(String::new, |name| of_crate(name));
        crates.entry(name).or_default().extend_from_slice(body);
    }
    parts.extend(crates.iter().map(|(name, bytes)| Part::new(name, bytes)));
    Ok(parts)
}

/// A stretch of a module, which a parser found in there.
fn within(module: &[u8], range: Range<u64>) -> &[u8] {
    let at = |offset: u64| usize::try_from(offset).expect("it is in memory");
    &module[at(range.start)..at(range.end)]
}

/// How much something is after `gzip -9`.
pub(super) fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything").len()
}

/// The crate a function is from: the first path in its name is of the crate that has the code, also where it is made for
/// types of another one.
fn of_crate(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let Some((before, _)) = name.split_once("::") else { return "(without a crate)".to_owned() };
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    before.rsplit(|character| !is_word(character)).next().unwrap_or(before).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_of_the_crate_whose_code_they_are() {
        for (name, expected) in [
            ("_ZN4core3fmt5write17h0123456789abcdefE", "core"),
            ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "alloc"),
            ("<&mut serde_json::de::Deserializer<R> as serde::Deserializer>::deserialize_any", "serde_json"),
            ("<T as alloc::string::SpecToString>::spec_to_string", "alloc"),
            ("memcpy", "(without a crate)"),
        ] {
            assert_eq!(of_crate(name), expected, "{name}");
        }
    }

    #[test]
    fn a_module_is_told_by_crates_and_imported_functions_are_counted() {
        let name = b"_ZN4core3fmt5write17h0123456789abcdefE";
        let length = u8::try_from(name.len()).unwrap();
        let functions = [&[1, length + 3, 1, 1, length], &name[..]].concat();
        let names = [&[4], &b"name"[..], &functions].concat();
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            // One type without anything, an import of it, a function of it, and its body.
            &[1, 4, 1, 0x60, 0, 0],
            &[2, 7, 1, 1, b'p', 1, b'q', 0, 0],
            &[3, 2, 1, 0],
            &[10, 4, 1, 2, 0, 0x0b],
            &[0, u8::try_from(names.len()).unwrap()],
            &names,
        ]
        .concat();
        let parts = made_of(&module).unwrap();
        assert_eq!(parts, [Part::new("core", &[0, 0x0b])]);
    }
}
