//! Paths as they are written down: real, and from one folder to another.

use std::path::{Component, Path, PathBuf};

/// The path without symbolic links and `..`, as far as it exists.
pub(crate) fn real(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            return path.strip_prefix(ancestor).map_or_else(|_| path.to_owned(), |rest| real.join(rest));
        }
    }
    path.to_owned()
}

/// The path from one folder to another; the other's absolute path where there is none.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.to_string_lossy().into_owned();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to.components().skip(common)).collect();
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_leads_up_and_down() {
        assert_eq!(relative(Path::new("/a/b/c"), Path::new("/a/d/e")), "../../d/e");
        assert_eq!(relative(Path::new("/a"), Path::new("/a/d")), "d");
    }
}
