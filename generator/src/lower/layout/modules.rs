//! The names of modules that are files, and of the statics in them.

use std::fmt::Write as _;

use foldhash::{HashMap, HashSet};

use super::super::naming::joined;
use crate::api::{Group, Operation};
use crate::names::{Case, is_keyword, words};

/// Names of modules side by side, none given twice.
#[derive(Debug)]
pub(super) struct Modules {
    taken: HashSet<String>,
    /// A module called like a crate would be taken for it.
    crates: HashSet<String>,
}

impl Modules {
    /// None yet, where paths begin with these crates.
    pub(super) fn beside<'a>(crates: impl Iterator<Item = &'a str>) -> Self {
        let crates: HashSet<String> = crates.map(str::to_owned).collect();
        Self { taken: crates.clone(), crates }
    }

    /// Keeps a name from being given.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// The module of a group, which has its name: only ASCII, as rustc wants it of files, and neither a crate's nor `mod`,
    /// which would be taken for the folder's own.
    pub(super) fn of_group(&mut self, name: &str) -> String {
        if name.is_ascii() && name != "r#mod" && !self.crates.contains(name) {
            return name.to_owned();
        }
        let mut spelt = spelt(name.trim_start_matches("r#"));
        while !self.taken.insert(format!("{spelt}_")) {
            spelt.push_str("_2");
        }
        spelt + "_"
    }

    /// The modules of the parts that a module is divided into; one without a name stands for itself.
    pub(super) fn of_parts(&mut self, base: &str, parts: &[Vec<String>]) -> Vec<String> {
        let mut known: HashMap<&[String], String> = HashMap::from_iter([(&[][..], base.to_owned())]);
        let mut outermost_first: Vec<&Vec<String>> = parts.iter().collect();
        outermost_first.sort_by_key(|part| part.len());
        for part in outermost_first {
            known.entry(part).or_insert_with(|| {
                self.of_part(base, &part.iter().fold(String::new(), |outer, inner| joined(&outer, inner)))
            });
        }
        parts.iter().map(|part| known[&part[..]].clone()).collect()
    }

    /// A module with this name or, where that is taken, one like it.
    pub(super) fn beside_others(&mut self, name: &str) -> String {
        self.of_part("", name)
    }

    fn of_part(&mut self, base: &str, part: &str) -> String {
        // What ends the one and begins the other is said once.
        let name = joined(base.trim_start_matches("r#"), part);
        let mut name = spelt(&words(&name).join("_"));
        let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
        if !starts {
            name.insert_str(0, "of_");
        }
        if is_keyword(&name) {
            name.push('_');
        }
        while !self.taken.insert(name.clone()) {
            name.push_str("_2");
        }
        name
    }
}

/// A name in ASCII.
pub(super) fn spelt(name: &str) -> String {
    let mut spelt = String::new();
    for letter in name.chars() {
        if letter.is_ascii() {
            spelt.push(letter);
        } else {
            let _ = write!(spelt, "u{:04x}", u32::from(letter));
        }
    }
    spelt
}

/// Names the static of each operation. Calls that differ only in case (`Ab1`, `AB1`) would share one, so a later one gets
/// a number; a call of one letter (`X`) keeps its name for itself.
pub(super) fn endpoints(operations: &mut [Operation], groups: &[Group]) {
    let calls = operations.iter().map(|operation| operation.call.clone());
    let mut taken: HashSet<String> =
        calls.chain(groups.iter().map(|group| group.type_name.clone())).collect();
    for operation in operations {
        let name = Case::Screaming.join(&words(&operation.call));
        let mut unique = name.clone();
        let mut number = 2;
        while !taken.insert(unique.clone()) {
            unique = format!("{name}_{number}");
            number += 1;
        }
        operation.endpoint = unique;
    }
}
