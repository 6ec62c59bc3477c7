//! Documents for the tests: written for the purpose, so that they are always there; with them real ones, where they lie
//! beside the project.

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
    own.into_iter().chain(files(&root.join("../../shared/corpus").join(real))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}
