//! The stable id of a change.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Twelve hexadecimal digits of a hash of what the change is, and of nothing that is worded.
pub(super) fn id(kind: &str, pointer: &str, old: Option<&str>, new: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [Some(kind), Some(pointer), old, new] {
        // Length first, so that no two lists of parts read the same.
        hash.update(part.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    let mut id = String::with_capacity(12);
    for byte in hash.finalize().iter().take(6) {
        // Writing to a string can't fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}
