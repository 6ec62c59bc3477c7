//! The program that reads and writes the instances of a document: the client's types, and a table of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use tool::lock::digest;

use super::subjects::Subject;
use crate::corpus::{Error, Made, Messages, Workspace, cargo};
use crate::scaffold::write;

/// Reads lines of a type's number and a value, and writes for each what comes back.
const MAIN: &str = include_str!("program/main.rs.txt");

/// Writes the program for some types of a client.
pub(super) fn emit(package: &str, made: &Made, subjects: &[Subject], folder: &Path) -> Result<(), Error> {
    let code = digest(made.files.iter().flat_map(|(path, text)| [path, text]));
    write_around(package, folder, &table(subjects), &code)?;
    for (path, text) in made.files.iter() {
        if path == "types.rs" || path.starts_with("types/") {
            write(&folder.join("src").join(path), text)?;
        }
    }
    Ok(())
}

/// Writes everything but the types, whose digest is given.
pub(crate) fn write_around(package: &str, folder: &Path, table: &str, types: &str) -> Result<(), Error> {
    write(&folder.join("Cargo.toml"), &manifest(package, &digest([MAIN, table, types])))?;
    write(&folder.join("src/main.rs"), MAIN)?;
    Ok(write(&folder.join("src/table.rs"), table)?)
}

/// The version says what is in it: all workspaces build in one folder, where cargo takes packages of the same name and
/// version for the same one.
fn manifest(package: &str, code: &str) -> String {
    let code = &code[..12];
    format!(
        "[package]\nname = \"{package}\"\nversion = \"0.0.0+{code}\"\nedition = \"2024\"\npublish = false\n\n\
         [features]\ndefault = []\nblocking = []\nmock = []\n\n\
         [dependencies]\nlowcodeapi-runtime.workspace = true\nserde.workspace = true\nserde_json.workspace = true\n"
    )
}

fn table(subjects: &[Subject]) -> String {
    let mut table = String::from(
        "use crate::{trip, trip_integers};\n#[allow(unused_imports)]\nuse crate::types::*;\n\npub(crate) static TABLE: &[crate::Trip] = &[\n",
    );
    for subject in subjects {
        let _ = writeln!(table, "    {}::<{}>,", trip(subject.integers), subject.ty);
    }
    table.push_str("];\n");
    table
}

/// The function of the program that reads a type.
pub(crate) fn trip(integers: bool) -> &'static str {
    if integers { "trip_integers" } else { "trip" }
}

/// The compiled programs, and what the compiler said of the others, by package.
#[derive(Debug, Default)]
pub(crate) struct Programs {
    compiled: BTreeMap<String, PathBuf>,
    messages: BTreeMap<String, Messages>,
}

impl Programs {
    /// The program of a package, or why there is none.
    pub(crate) fn get(&self, package: &str) -> Result<&Path, String> {
        let said = || {
            let said = self.messages.get(package).filter(|messages| messages.has_errors());
            said.map_or_else(|| "the compiler ended without saying why".to_owned(), ToString::to_string)
        };
        self.compiled.get(package).map(PathBuf::as_path).ok_or_else(said)
    }
}

/// Compiles all programs of a workspace.
pub(crate) fn build(workspace: &Workspace, jobs: NonZeroUsize) -> Result<Programs, Error> {
    let mut programs = Programs::default();
    cargo(
        &workspace.root,
        &workspace.target,
        "build",
        &["--workspace", "--profile", "trip"],
        jobs,
        |line| {
            let Some(folder) = line.package().filter(|folder| folder.starts_with(&workspace.root)) else {
                return;
            };
            let package = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match line.executable() {
                Some(program) => drop(programs.compiled.insert(package, program.to_owned())),
                None => programs.messages.entry(package).or_default().add(line),
            }
        },
    )?;
    Ok(programs)
}
