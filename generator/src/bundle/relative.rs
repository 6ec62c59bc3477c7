//! Paths of files beside a document.

use super::error::ProblemKind;

/// The path a reference in a file leads to, from the folder of the document: both with `/` between folders.
pub(super) fn resolve(from: &str, reference: &str) -> Result<String, ProblemKind> {
    let path = crate::source::pointer::percent_decode(reference).replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/')
        || drive
        || path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
    {
        return Err(ProblemKind::Absolute { reference: reference.to_owned() });
    }
    if !is_document(&path) {
        return Err(ProblemKind::NoDocument { reference: reference.to_owned() });
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    Ok(parts.join("/"))
}

/// Whether a path ends like that of a document: nothing else on a disk is any business of a document's.
fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["json", "yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_from_the_folder_of_the_document() {
        for (from, reference, expected) in [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("api.yaml", "./a/../b//pet.json", "b/pet.json"),
            ("schemas/pet.yaml", "../common.yml", "common.yml"),
            ("schemas/pet.yaml", "../../x/common.yml", "../x/common.yml"),
            ("../x/common.yml", "../y.json", "../y.json"),
            ("api.yaml", "a%20b.JSON", "a b.JSON"),
        ] {
            assert_eq!(resolve(from, reference).unwrap(), expected, "{from} {reference}");
        }
    }

    #[test]
    fn nothing_but_documents_beside_it_is_read() {
        for reference in
            ["/etc/pet.yaml", "C:\\pet.yaml", "file:///pet.yaml", "file:pet.yaml", "../id_rsa", "pet", ""]
        {
            assert!(resolve("api.yaml", reference).is_err(), "{reference}");
        }
    }
}
