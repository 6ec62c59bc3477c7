//! What is on disk against what should be.

use super::Files;

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The file, relative to the folder of generated code.
    pub path: String,
    /// In what way.
    pub kind: DriftKind,
}

/// In what way a file is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DriftKind {
    /// It reads differently.
    Stale {
        /// The number of the first line that differs, from 1.
        line: usize,
        /// That line on disk; empty where the file ends before it.
        on_disk: String,
        /// That line as it should be; empty where the file should have ended.
        expected: String,
    },
    /// It isn't there.
    Missing,
    /// It is there, but no longer emitted.
    Orphaned,
}

impl Files {
    /// Compares with what is on disk: `read` gives the content of a file, `existing` names the files of the folder.
    /// In the order of their paths.
    pub fn drift(&self, read: impl Fn(&str) -> Option<String>, existing: &[String]) -> Vec<Drift> {
        let expected = self.iter().filter_map(|(path, expected)| {
            let kind = match read(path) {
                None => DriftKind::Missing,
                Some(on_disk) if on_disk == expected => return None,
                Some(on_disk) => stale(&on_disk, expected),
            };
            Some(Drift { path: path.to_owned(), kind })
        });
        let orphaned = existing.iter().filter(|path| self.get(path).is_none());
        let orphaned = orphaned.map(|path| Drift { path: path.clone(), kind: DriftKind::Orphaned });
        let mut drift: Vec<_> = expected.chain(orphaned).collect();
        drift.sort_by(|one, other| one.path.cmp(&other.path));
        drift
    }
}

/// The first line that differs; line ends count.
fn stale(on_disk: &str, expected: &str) -> DriftKind {
    let (mut left, mut right) = (on_disk.split_inclusive('\n'), expected.split_inclusive('\n'));
    let mut line = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(left), Some(right)) if left == right => line += 1,
            (left, right) => {
                let text = |line: Option<&str>| line.unwrap_or_default().trim_end_matches('\n').to_owned();
                return DriftKind::Stale { line, on_disk: text(left), expected: text(right) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::{Module, render};
    use super::*;

    fn files() -> Files {
        let module = |path: &str| Module {
            path: path.into(),
            seen_as: String::new(),
            continues: false,
            head: quote!(),
            items: Box::new(std::iter::once(quote!(
                pub struct A;
            ))),
        };
        render(["mod.rs", "types.rs", "mock.rs"].map(module)).unwrap()
    }

    #[test]
    fn a_folder_as_it_should_be_has_no_drift() {
        let files = files();
        let existing: Vec<_> = files.iter().map(|(path, _)| path.to_owned()).collect();
        assert_eq!(files.drift(|path| files.get(path).map(str::to_owned), &existing), []);
    }

    #[test]
    fn stale_missing_and_orphaned_files_are_told_apart() {
        let files = files();
        let on_disk = |path: &str| match path {
            "mod.rs" => files.get(path).map(str::to_owned),
            "types.rs" => files.get(path).map(|text| text.replace("A;", "B;")),
            _ => None,
        };
        let existing = ["mod.rs", "operations.rs", "types.rs"].map(str::to_owned);
        let stale =
            DriftKind::Stale { line: 3, on_disk: "pub struct B;".into(), expected: "pub struct A;".into() };
        let expected =
            [("mock.rs", DriftKind::Missing), ("operations.rs", DriftKind::Orphaned), ("types.rs", stale)]
                .map(|(path, kind)| Drift { path: path.into(), kind });
        assert_eq!(files.drift(on_disk, &existing), expected);
    }

    #[test]
    fn a_file_cut_short_differs_where_it_ends() {
        assert_eq!(
            super::stale("a\n", "a\nb\n"),
            DriftKind::Stale { line: 2, on_disk: String::new(), expected: "b".into() }
        );
    }
}
