//! This package as data, for clients that carry a copy of it.

use include_dir::{Dir, include_dir};

/// The version of this package.
pub const VERSION: &str = crate::version::VERSION;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src");

/// Its manifest, which has features and dependencies.
pub const MANIFEST: &str = include_str!("../Cargo.toml");

/// Its licences, of which a copy has to keep one: file name and text.
pub const LICENCES: [(&str, &str); 2] =
    [("LICENSE-APACHE", include_str!("../LICENSE-APACHE")), ("LICENSE-MIT", include_str!("../LICENSE-MIT"))];

/// Path below `src`, with `/`, and text of each file, in the order of their paths.
///
/// # Panics
///
/// Never: what is compiled is UTF-8.
#[must_use]
pub fn files() -> Vec<(String, &'static str)> {
    let mut files = Vec::new();
    collect(&FILES, &mut files);
    files.sort();
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.push((path, file.contents_utf8().expect("what is compiled is UTF-8")));
    }
    for below in folder.dirs() {
        collect(below, files);
    }
}
