//! This workspace's own client is up to date, lock included.

use std::path::Path;
use std::process::Command;

#[test]
fn the_committed_client_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["regen", "--check", "--offline"])
        .current_dir(root)
        .output()
        .unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "run `cargo xtask regen --offline` and review what changes\n{text}");
}
