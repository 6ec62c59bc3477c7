//! rustfmt at its default width leaves emitted code as it is.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Grouping, Known, Prepared, Settings, read};
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
        for group in [Grouping::Flat, Grouping::Tag] {
            let settings = Settings { group, ..Settings::suggest(&read, "sample") };
            let read = read::committed(&bytes, &name).unwrap();
            let prepared = Prepared::new(read, Known::default(), &settings).unwrap();
            let client = prepared.client(&settings, &Names::default()).unwrap();
            let root = scratch.join(format!("{number}_{group:?}"));
            for (path, text) in client.files.iter() {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
                files += 1;
            }
            rustfmt.arg(root.join("mod.rs"));
        }
    }
    assert!(files > 100, "only {files} files");
    let judged = rustfmt.output().expect("rustfmt is a component of the toolchain");
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stdout));
}
