//! rustfmt at its default width leaves emitted code as it is.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Error, Grouping, Known, Prepared, Runtime, Settings, read};
use support::{DocumentKind, documents};

#[test]
fn rustfmt_changes_nothing() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout");
    let _ = fs::remove_dir_all(&scratch);
    fs::create_dir_all(&scratch).unwrap();
    // Not the project's own settings, which lie above.
    fs::write(scratch.join("rustfmt.toml"), "max_width = 100\n").unwrap();
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--check", "--color", "never", "--config-path"]).arg(&scratch);
    let mut files = 0;
    for (number, file) in DocumentKind::ALL.into_iter().flat_map(documents).enumerate() {
        let (bytes, name) = (fs::read(&file).unwrap(), file.display().to_string());
        let read = read::read(&bytes, &name).unwrap();
        for (group, runtime, features) in [
            (Grouping::Flat, Runtime::Dependency, false),
            (Grouping::Tag, Runtime::Vendored, false),
            (Grouping::Path, Runtime::Dependency, true),
        ] {
            let settings = Settings { group, runtime, features, ..Settings::suggest(&read, "sample") };
            let read = read::committed(&bytes, &name).unwrap();
            let prepared = Prepared::new(read, Known::default(), &settings).unwrap();
            let client = match prepared.client(&settings, &Names::default()) {
                Ok(client) => client,
                // Features are for groups, which a document without paths of its own has none of.
                Err(Error::Lower(_)) if features => continue,
                Err(error) => panic!("{name}: {error}"),
            };
            let root = scratch.join(format!("{number}_{group:?}"));
            for (path, text) in client.files.iter() {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
                files += 1;
            }
            if runtime == Runtime::Vendored {
                // The copy itself is laid out as its source is.
                fs::write(root.join("runtime.rs"), "//! A copy.\n").unwrap();
            }
            rustfmt.arg(root.join("mod.rs"));
        }
    }
    assert!(files > 100, "only {files} files");
    let judged = rustfmt.output().expect("rustfmt is a component of the toolchain");
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stdout));
}
