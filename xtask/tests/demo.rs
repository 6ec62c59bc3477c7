//! `cargo xtask demo`, run as its users run it. It builds the client, so it is the slowest test there is.

use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "compiles the client: `.ci/run heavy`"]
fn the_demo_ends_with_mails_as_received() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("demo").current_dir(root).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    for line in [
        "regenerated from /awsses/openapi",
        "regenerated from /awsses/definition",
        "The example `welcome` sent",
        "  Subject   Welcome to our service",
        "  Bcc       archive@example.com",
        "  Reply to  editors@example.com",
        "  Subject   Alice, here is your discount",
        "  Subject   Bob, here is your discount",
        "4 mails received in ",
    ] {
        assert!(said.contains(line), "`{line}` is not in:\n{said}");
    }
    assert!(!said.contains('\x1b'), "no colours in a pipe");
}
