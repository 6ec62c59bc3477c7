//! Crates around generated files, and the workspace they are compiled in with their dependencies shared.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// What couldn't be done to the disk.
#[derive(Debug)]
pub(crate) struct Failed {
    /// Read or write.
    pub(crate) verb: &'static str,
    /// What.
    pub(crate) path: PathBuf,
    /// Why.
    pub(crate) source: io::Error,
}

impl Failed {
    fn to(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { verb, path, source }
    }
}

/// A crate around the files of a client.
pub(crate) struct Client<'a> {
    /// The package's name.
    pub(crate) name: &'a str,
    /// Its version.
    pub(crate) version: &'a str,
    /// What its documentation says.
    pub(crate) about: &'a str,
    /// Its default features.
    pub(crate) features: &'a str,
    /// The rest of its manifest: more dependencies, then other tables.
    pub(crate) manifest: &'a str,
}

impl Client<'_> {
    /// Writes the crate into a folder, and deletes what files an earlier client had there.
    pub(crate) fn write<'f>(
        &self,
        folder: &Path,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), Failed> {
        let Self { name, version, about, features, manifest } = self;
        write(
            &folder.join("Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2024\"\npublish = false\n\n\
                 [features]\ndefault = {features}\nblocking = []\nmock = []\n\n\
                 [dependencies]\nlowcodeapi-runtime = {{ workspace = true, features = [\"xml\"] }}\nserde.workspace = true\n{manifest}"
            ),
        )?;
        let library = format!("//! {about}\n\n#[rustfmt::skip]\nmod generated;\n\npub use generated::*;\n");
        write(&folder.join("src/lib.rs"), &library)?;
        let generated = folder.join("src/generated");
        let mut written = BTreeSet::new();
        for (path, text) in files {
            let path = generated.join(path);
            write(&path, text)?;
            written.insert(path);
        }
        remove_others(&generated, &written)
    }
}

/// The manifest of a workspace: its members, the runtime with these features, and the rest: more dependencies, then
/// other tables.
pub(crate) fn workspace<M: std::fmt::Display>(
    members: impl IntoIterator<Item = M>,
    runtime: &Path,
    features: &str,
    rest: &str,
) -> String {
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for member in members {
        let _ = writeln!(manifest, "    \"{member}\",");
    }
    let runtime = toml::Value::from(runtime.to_string_lossy().into_owned());
    let _ = write!(
        manifest,
        "]\n\n[profile.dev]\ndebug = false\nincremental = false\n\n[workspace.dependencies]\n\
         lowcodeapi-runtime = {{ path = {runtime}, default-features = false, features = {features} }}\n\
         serde = {{ version = \"1.0\", features = [\"derive\"] }}\nserde_json = \"1.0\"\n{rest}"
    );
    manifest
}

/// Begins with the versions of the project, which are known to work and downloaded, unless there are others.
pub(crate) fn lock(root: &Path, known: &Path) -> Result<(), Failed> {
    let lock = root.join("Cargo.lock");
    if !lock.exists() && known.exists() {
        std::fs::copy(known, &lock).map_err(Failed::to("write", &lock))?;
    }
    Ok(())
}

/// Writes a file unless it is already so: cargo rebuilds what is newer.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failed> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(Failed::to("write", folder))?;
    std::fs::write(path, text).map_err(Failed::to("write", path))
}

/// Deletes what an earlier run has left in a folder and its subfolders.
fn remove_others(folder: &Path, files: &BTreeSet<PathBuf>) -> Result<(), Failed> {
    for entry in std::fs::read_dir(folder).map_err(Failed::to("read", folder))? {
        let path = entry.map_err(Failed::to("read", folder))?.path();
        if path.is_dir() {
            remove_others(&path, files)?;
        } else if !files.contains(&path) {
            std::fs::remove_file(&path).map_err(Failed::to("write", &path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_toml_and_other_files_go() {
        let root = tempfile::tempdir().unwrap();
        let read = |file: &str| std::fs::read_to_string(root.path().join(file)).unwrap();
        let client = Client {
            name: "shop",
            version: "0.0.0",
            about: "A client.",
            features: "[]",
            manifest: "tokio.workspace = true\n\n[lints]\nworkspace = true\n",
        };
        client.write(root.path(), [("mod.rs", ""), ("old.rs", "")]).unwrap();
        client.write(root.path(), [("mod.rs", "mod types;\n"), ("types/mod.rs", "")]).unwrap();
        assert_eq!(read("src/generated/mod.rs"), "mod types;\n");
        assert!(!root.path().join("src/generated/old.rs").exists());
        let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
        assert_eq!(manifest["dependencies"]["tokio"]["workspace"].as_bool(), Some(true));
        let text = workspace(["shop"], Path::new("a\"b"), "[]", "tokio = \"1\"\n");
        let manifest: toml::Table = text.parse().unwrap();
        let dependencies = &manifest["workspace"]["dependencies"];
        assert_eq!(dependencies["lowcodeapi-runtime"]["path"].as_str(), Some("a\"b"));
        assert_eq!(dependencies["tokio"].as_str(), Some("1"));
    }
}
