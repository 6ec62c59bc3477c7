//! A workspace with one client of the provider `shop`, made anew for each test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A document as the service serves it, with two operations.
pub(crate) const DOCUMENT: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}},"/v1/orders/order_id":{"get":{"parameters":[{"name":"order_id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"401":{"description":"API token required"}},"summary":"Fetches an order"}}}}"#;

/// The same with one operation more.
pub(crate) const LARGER: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}},"/v1/orders/order_id":{"get":{"parameters":[{"name":"order_id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"401":{"description":"API token required"}},"summary":"Fetches an order"}},"/v1/refunds":{"get":{"responses":{"401":{"description":"API token required"}},"summary":"Lists refunds"}}}}"#;

/// The first operation alone.
pub(crate) const SMALLER: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}}}}"#;

const WORKSPACE: &str = "[workspace]\nmembers = [\"client\"]\n";
const CLIENT: &str = "[package]\nname = \"shop\"\n\n[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n";

/// The workspace.
pub(crate) struct Scratch {
    root: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Scratch {
    /// One in which nothing was generated yet.
    pub(crate) fn empty() -> Self {
        let scratch = Self { root: tempfile::tempdir().unwrap() };
        scratch.write("Cargo.toml", WORKSPACE);
        scratch.write("client/Cargo.toml", CLIENT);
        scratch
    }

    /// One whose client is up to date with [`DOCUMENT`], taken from a file.
    pub(crate) fn generated() -> Self {
        let scratch = Self::empty();
        scratch.write("served.json", DOCUMENT);
        scratch.regen(&["--spec", "served.json"]).ends_with(0);
        scratch
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn delete(&self, file: &str) {
        std::fs::remove_file(self.path(file)).unwrap();
    }

    /// Every file and its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.root.path(), self.root.path(), &mut files);
        files
    }

    /// Runs `regen` to its end.
    pub(crate) fn regen(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run::of(&output)
    }

    /// Starts `regen`.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lowcodeapi"));
        command.arg("regen").args(arguments).current_dir(self.root.path());
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "NO_GRAPHICS"] {
            command.env_remove(name);
        }
        command
    }
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let run = Self {
            code: output.status.code().expect("it was not killed"),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        };
        assert!(
            !run.stdout.contains('\x1b') && !run.stderr.contains('\x1b'),
            "no colours in a pipe: {run:?}"
        );
        run
    }

    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(text), "`{text}` is not in:\n{all}");
        self
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}
