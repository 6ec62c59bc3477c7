//! The package callers are compiled in. It stays, so that its dependencies are compiled once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use lowcodeapi_generator::Generated;
use serde_json::Value;

const MANIFEST: &str = r#"
[package]
name = "callers"
edition = "2024"
publish = false

[workspace]

[features]
default = ["things", "others", "dogs", "animals-dogs"]
blocking = []
mock = []
things = []
others = []
dogs = []
animals-dogs = []

[dependencies]
lowcodeapi-runtime = { path = RUNTIME, default-features = false, features = ["webhooks", "xml"] }
serde = { version = "1.0", features = ["derive"] }

[profile.dev]
debug = false
incremental = false
"#;

/// The crate of everything that must compile. No crate depends on it: its errors would hide theirs.
const TOGETHER: &str = "examples/together";

pub(super) struct Scratch {
    root: PathBuf,
}

/// What rustc says about a case.
pub(super) struct Message {
    pub(super) is_error: bool,
    /// Whether it is about the caller rather than the client.
    pub(super) is_callers: bool,
    pub(super) text: String,
}

impl Scratch {
    pub(super) fn new() -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callers");
        for folder in ["src", "examples"].map(|folder| root.join(folder)) {
            if folder.exists() {
                std::fs::remove_dir_all(&folder).unwrap();
            }
        }
        std::fs::create_dir_all(root.join("src")).unwrap();
        std::fs::create_dir_all(root.join(TOGETHER)).unwrap();
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let runtime = home.join("generated-client/runtime").canonicalize().unwrap();
        let runtime = format!("{:?}", runtime.to_str().unwrap());
        std::fs::write(root.join("Cargo.toml"), MANIFEST.replace("RUNTIME", &runtime)).unwrap();
        // Versions that are known to work, and downloaded.
        std::fs::copy(home.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        std::fs::write(root.join("src/lib.rs"), "").unwrap();
        std::fs::write(root.join(TOGETHER).join("main.rs"), "fn main() {}\n").unwrap();
        Self { root }
    }

    /// Writes a client and its caller, as a module of one crate or as a crate of its own.
    pub(super) fn write(&self, name: &str, generated: &Generated, caller: &str, alone: bool) {
        let folder = self.root.join(if alone { "examples" } else { TOGETHER }).join(name);
        for (path, text) in generated.files.iter() {
            let path = folder.join("generated").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let types = if caller.contains("types::") { "use super::types;\n" } else { "" };
        let caller = format!(
            "#![allow(unused)]\n{types}fn caller(client: &super::Client) {{\n    let client = client.clone();\n    {caller}\n}}\n"
        );
        std::fs::write(folder.join("caller.rs"), caller).unwrap();
        let end = if alone { "fn main() {}\n" } else { "" };
        let root = format!("mod caller;\nmod generated;\npub use generated::*;\n{end}");
        std::fs::write(folder.join(if alone { "main.rs" } else { "mod.rs" }), root).unwrap();
        if !alone {
            let main = self.root.join(TOGETHER).join("main.rs");
            let modules = std::fs::read_to_string(&main).unwrap();
            std::fs::write(main, format!("{modules}pub mod {name};\n")).unwrap();
        }
    }

    /// Compiles everything; what is said, by case.
    pub(super) fn check(&self) -> BTreeMap<String, Vec<Message>> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["check", "--offline", "--examples", "--keep-going", "--message-format=json"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let mut messages: BTreeMap<String, Vec<Message>> = BTreeMap::new();
        let mut compiled = false;
        for line in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            compiled |=
                line["reason"] == "compiler-artifact" && line["target"]["name"] == "lowcodeapi_runtime";
            if line["reason"] == "compiler-message"
                && let Some((case, message)) = message(&line["message"])
            {
                messages.entry(case).or_default().push(message);
            }
        }
        assert!(compiled, "the runtime was not compiled:\n{}", String::from_utf8_lossy(&output.stderr));
        messages
    }
}

/// The case a message is about, by the file it points to.
fn message(message: &Value) -> Option<(String, Message)> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true).or_else(|| spans.first())?;
    let file = span["file_name"].as_str()?.replace('\\', "/");
    let case = file.split('/').find(|part| part.starts_with("old_") || part.starts_with("new_"))?;
    let said = Message {
        is_error: message["level"] == "error",
        is_callers: file.ends_with("/caller.rs"),
        text: message["rendered"].as_str().unwrap_or_default().to_owned(),
    };
    Some((case.to_owned(), said))
}
