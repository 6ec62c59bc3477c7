//! Documents for the tests: written for the purpose, so that they are always there. With them real ones, from the folder
//! that the variable `REAL_DOCUMENTS` names.

#![allow(dead_code, reason = "each test takes some of it")]

use std::path::{Path, PathBuf};

/// What kind of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentKind {
    /// As LowCodeAPI serves them.
    Served,
    /// As LowCodeAPI writes them down itself.
    Definition,
    /// Other services' OpenAPI.
    General,
}

impl DocumentKind {
    pub(crate) const ALL: [Self; 3] = [Self::Served, Self::Definition, Self::General];
}

/// The documents of a kind, the project's own first, in the order of their names.
pub(crate) fn documents(kind: DocumentKind) -> Vec<PathBuf> {
    let (own, real) = match kind {
        DocumentKind::Served => (&["tests/documents/served"][..], "lowcodeapi/openapi"),
        DocumentKind::Definition => (&["tests/documents/definition"][..], "lowcodeapi/definition"),
        DocumentKind::General => (&["tests/documents/openapi", "semantics/documents"][..], "openapi"),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own: Vec<PathBuf> = own.iter().flat_map(|folder| files(&root.join(folder))).collect();
    assert!(own.len() > 1, "the project's own documents are there: {kind:?}");
    let real = std::env::var_os("REAL_DOCUMENTS").map(|folder| files(&Path::new(&folder).join(real)));
    own.into_iter().chain(real.into_iter().flatten()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}
