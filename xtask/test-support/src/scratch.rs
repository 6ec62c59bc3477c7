//! A folder of its own for each test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::Run;

/// A folder that is deleted with this value.
#[derive(Debug)]
pub struct Scratch {
    root: TempDir,
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new()
    }
}

impl Scratch {
    /// An empty one, outside of every workspace.
    pub fn new() -> Self {
        Self { root: tempfile::tempdir().expect("there is room for a folder") }
    }

    /// An empty one in a folder.
    pub fn within(folder: &Path) -> Self {
        Self { root: tempfile::tempdir_in(folder).expect("there is room for a folder") }
    }

    /// Something in it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    /// The same as an argument.
    pub fn argument(&self, file: &str) -> String {
        self.path(file).to_string_lossy().into_owned()
    }

    /// Writes a file, and the folders it needs.
    #[track_caller]
    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("it is below the root")).expect("it can be created");
        std::fs::write(path, text).expect("it can be written");
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Deletes a file.
    #[track_caller]
    pub fn delete(&self, file: &str) {
        std::fs::remove_file(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    /// Every file and its bytes, by its path with `/`.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.root.path(), self.root.path(), &mut files);
        files
    }

    /// A program in the folder, which knows of no other git repository than one in there.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        let ceiling = self.root.path().parent().expect("it lies in a folder");
        command.env("GIT_CEILING_DIRECTORIES", ceiling).current_dir(self.root.path());
        command
    }

    /// Makes a git repository of it.
    pub fn init(&self) {
        self.git(&["init", "--quiet", "--initial-branch", "main"]);
    }

    /// Commits all there is.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A commit"]);
    }

    /// Runs git, which must succeed.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) {
        let mut command = self.command("git");
        command.args(["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"]);
        command.args(["-c", "commit.gpgsign=false"]).args(arguments);
        Run::of(&mut command).ends_with(0);
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("it is below the root");
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("it can be read"));
        }
    }
}
