//! The files that operations and types are divided into.

use indexmap::IndexMap;
use proc_macro2::TokenStream;

use super::attributes::gate;
use crate::api::{Api, Gate, Group};
use crate::surface::{Divided, IndexedOperation};

/// A file of operations below `operations`: those of a group, of a part of one, or of a part of the client itself.
#[derive(Debug)]
pub(super) struct OperationsFile<'a> {
    /// Its module.
    pub(super) module: &'a str,
    /// The group that has the methods; the client has them where there is none.
    pub(super) group: Option<&'a Group>,
    /// What it holds.
    pub(super) operations: Vec<IndexedOperation<'a>>,
    /// Whether other groups stand in its group.
    is_of_outer: bool,
}

impl OperationsFile<'_> {
    /// Whether it is what the group is called after.
    pub(super) fn is_of_whole_group(&self) -> bool {
        self.group.is_some_and(|group| group.module == self.module)
    }

    /// Whether it defines the group. One that others stand in is there for each of them, and so beside the client.
    pub(super) fn defines_group(&self) -> bool {
        self.is_of_whole_group() && !self.is_of_outer
    }

    /// Says what it is there for.
    pub(super) fn gate(&self) -> Option<TokenStream> {
        gate(&self.group?.gate())
    }
}

/// The files of operations. A group is defined in its own, whether or not that has operations, unless others stand in it.
pub(super) fn of_operations<'a>(divided: &Divided<'a>) -> Vec<OperationsFile<'a>> {
    let mut files: IndexMap<&str, OperationsFile<'a>> = IndexMap::new();
    let owners = divided.groups.iter().map(|(group, operations)| (Some(*group), operations));
    for (group, operations) in owners.chain([(None, &divided.ungrouped)]) {
        let is_of_outer =
            group.is_some_and(|group| divided.groups.iter().any(|(inner, _)| inner.is_in(group)));
        let file = |module| OperationsFile { module, group, operations: Vec::new(), is_of_outer };
        if let Some(group) = group.filter(|_| !is_of_outer) {
            files.entry(&group.module).or_insert_with(|| file(&group.module));
        }
        for (at, operation) in operations.iter().filter(|(_, operation)| !operation.module.is_empty()) {
            let module = operation.module.as_str();
            files.entry(module).or_insert_with(|| file(module)).operations.push((*at, *operation));
        }
    }
    files.into_values().collect()
}

/// A file of types below `types`, or `types.rs` itself.
#[derive(Debug)]
pub(super) struct TypesFile<'a> {
    /// Its module; empty for that of types itself.
    pub(super) module: &'a str,
    /// The positions of the types it holds.
    pub(super) types: Vec<usize>,
    /// What they are there for.
    pub(super) gate: Gate,
}

/// The files of types, `types.rs` first, whether or not that has types.
pub(super) fn of_types(api: &Api) -> Vec<TypesFile<'_>> {
    let mut files: IndexMap<&str, Vec<usize>> = IndexMap::from([("", Vec::new())]);
    for (at, ty) in api.types.iter().enumerate() {
        files.entry(&ty.module).or_default().push(at);
    }
    let file = |(module, types): (_, Vec<usize>)| {
        let gate = types.first().map(|first| api.types[*first].gate.clone()).unwrap_or_default();
        TypesFile { module, types, gate }
    };
    files.into_iter().map(file).collect()
}

/// The file of a module.
pub(super) fn path(module: &str) -> String {
    format!("{}.rs", module.trim_start_matches("r#"))
}
