//! The documents in a package.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use tar::Archive;

/// Where the documents are in a package.
pub(super) const DOCUMENTS: &str = "package/api";

/// Unpacks the documents, and how many they are.
pub(super) fn unpack(package: &Path, into: &Path) -> io::Result<usize> {
    let mut archive = Archive::new(GzDecoder::new(BufReader::new(File::open(package)?)));
    // As they come from the archive they may be unreadable, or from 1985.
    archive.set_preserve_permissions(false);
    archive.set_preserve_mtime(false);
    let mut count = 0;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path: PathBuf = entry.path()?.into_owned();
        if entry.header().entry_type().is_file() && is_document(&path) {
            // It refuses what would end up elsewhere.
            count += usize::from(entry.unpack_in(into)?);
        }
    }
    Ok(count)
}

fn is_document(path: &Path) -> bool {
    let ending =
        path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|known| ending == *known));
    ending && path.starts_with(DOCUMENTS)
}
