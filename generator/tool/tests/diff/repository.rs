//! A git repository with one client of the provider `shop`, made anew for each test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const WORKSPACE: &str = "[workspace]\nmembers = [\"client\"]\n";
const CLIENT: &str = "[package]\nname = \"shop\"\n\n[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n";

/// The document at first.
pub(crate) const FIRST: &str = r##"{
  "openapi": "3.0.0",
  "info": {"title": "Shop", "version": "1"},
  "servers": [{"url": "https://api.example.com/shop"}],
  "paths": {
    "/v1/orders": {
      "post": {
        "operationId": "createOrder",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
        "responses": {"200": {"description": "ok"}}
      }
    }
  },
  "components": {
    "schemas": {
      "Order": {
        "type": "object",
        "properties": {
          "article": {"type": "string"},
          "delivery_address": {"type": "string"},
          "speed": {"type": "string", "enum": ["slow", "fast", "instant"]}
        }
      }
    }
  }
}
"##;

/// The same after upstream renamed a field, added an optional one, removed an enum value and moved to another host.
pub(crate) fn second() -> String {
    FIRST
        .replace("delivery_address", "shipping_address")
        .replace(r#""article": {"#, r#""gift": {"type": "boolean"}, "article": {"#)
        .replace(r#", "instant""#, "")
        .replace("https://api.example.com/shop", "https://api.example.net/shop")
}

/// The repository.
pub(crate) struct Repository {
    root: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Repository {
    /// One with a client of [`FIRST`], committed on `main`.
    pub(crate) fn new() -> Self {
        let repository = Self { root: tempfile::tempdir().unwrap() };
        repository.write("Cargo.toml", WORKSPACE);
        repository.write("client/Cargo.toml", CLIENT);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.regenerate(FIRST);
        repository.commit();
        repository
    }

    /// Takes over a document, as a refresh does.
    pub(crate) fn regenerate(&self, document: &str) -> Run {
        self.write("served.json", document);
        self.xtask(&["regen", "--spec", "served.json"]).ends_with(0)
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A commit"]);
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"]);
        command.args(["-c", "commit.gpgsign=false"]).args(arguments);
        let output = alone(&mut command, self.root.path());
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    pub(crate) fn diff(&self, arguments: &[&str]) -> Run {
        self.xtask(&[&["diff"], arguments].concat())
    }

    pub(crate) fn regen(&self, arguments: &[&str]) -> Run {
        self.xtask(&[&["regen"], arguments].concat())
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Run {
        Run::of(&alone(Command::new(env!("CARGO_BIN_EXE_lowcodeapi")).args(arguments), self.root.path()))
    }
}

/// Runs a command that knows of no other repository than the one in its folder.
fn alone(command: &mut Command, folder: &Path) -> Output {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    command.current_dir(folder).output().unwrap()
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().expect("it was not killed"),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
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

    /// The names of the changes of a report in JSON.
    #[track_caller]
    pub(crate) fn changes(&self) -> Vec<String> {
        let report: serde_json::Value = serde_json::from_str(&self.stdout).expect("it is JSON");
        let changes = report["changes"].as_array().unwrap().iter();
        changes.map(|change| change["name"].as_str().unwrap().to_owned()).collect()
    }
}
