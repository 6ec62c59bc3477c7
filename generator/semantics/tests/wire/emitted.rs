//! The code of clients, as it is committed: a reviewer sees what a change of the generator makes of it.
//!
//! `INSTA_UPDATE=always cargo test -p semantics --test wire emitted` writes it anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The client of a document, as this package was built with it.
struct Client {
    document: &'static str,
    folder: PathBuf,
}

impl Client {
    fn of(document: &'static str) -> Self {
        Self { document, folder: Path::new(env!("OUT_DIR")).join(document) }
    }

    fn text(&self, file: &str) -> String {
        let path = self.folder.join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Holds one file to the committed text.
    fn is_as_committed(&self, file: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(Path::new("../emitted").join(self.document).join(file).parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        settings.bind(|| insta::assert_snapshot!(name, self.text(file)));
    }

    /// The files of the client, by their paths.
    fn files(&self) -> BTreeSet<String> {
        let mut files = BTreeSet::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&self.folder).unwrap();
                    files.insert(path.to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        files
    }
}

#[test]
fn types_are_as_committed() {
    Client::of("library").is_as_committed("types.rs");
}

#[test]
fn operations_and_their_groups_are_as_committed() {
    let client = Client::of("library");
    for file in ["operations.rs", "operations/loan_desk.rs", "operations/mod_.rs"] {
        client.is_as_committed(file);
    }
}

#[test]
fn a_client_that_blocks_and_a_mock_have_the_same_methods_as_the_client() {
    let client = Client::of("library");
    for file in ["mod.rs", "blocking.rs", "mock.rs"] {
        client.is_as_committed(file);
    }
}

#[test]
fn the_listing_names_what_users_see() {
    Client::of("library").is_as_committed("api.txt");
}

#[test]
fn both_formats_of_a_path_are_as_committed() {
    Client::of("gateway").is_as_committed("operations.rs");
}

#[test]
fn each_group_has_a_file_and_a_client_that_offers_nothing_has_no_operations() {
    let own = ["api.txt", "blocking.rs", "mock.rs", "mod.rs", "types.rs"];
    let groups =
        ["operations.rs", "operations/loan_desk.rs", "operations/mod_.rs", "operations/u9078u66f8_.rs"];
    let all = own.iter().chain(&groups).map(ToString::to_string);
    assert_eq!(Client::of("library").files(), all.collect());
    let empty = Client::of("empty");
    assert_eq!(empty.files(), own.map(str::to_owned).into());
    empty.is_as_committed("types.rs");
}
