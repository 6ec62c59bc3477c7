//! The generators there are, with what their documentation says about running them.

use std::ffi::OsString;
use std::path::Path;

use super::generator::{Finish, Generator, Method};

/// What openapi-to-rust appends where an answer or a body comes in several media types.
const TWINS: [&str; 6] = ["json", "text", "binary", "event_stream", "sse", "with_content_type"];

/// The one of this workspace.
pub(super) fn ours(program: &Path) -> Generator {
    Generator {
        name: "xtask",
        version: None,
        ours: true,
        program: program.to_owned(),
        arguments: |document, out| {
            let fixed = ["new", "client", "--runtime", "path", "--spec"].map(Into::into);
            fixed.into_iter().chain([document.into(), "--out".into(), out.into()]).collect()
        },
        methods: &["src/generated/operations.rs", "src/generated/operations"],
        method: Method::Endpoint,
        finish: Finish::Workspace,
    }
}

/// The others; each program is below its own folder in `folder`.
pub(super) fn peers(folder: &Path) -> [Generator; 4] {
    let peer = |name, version, arguments, methods, twins, finish| {
        let program =
            root(folder, name, version).join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let (version, method) = (Some(version), Method::AsyncFunction { twins });
        Generator { name, version, ours: false, program, arguments, methods, method, finish }
    };
    [
        // https://github.com/linabutler/ploidy#generating-rust-code
        peer("ploidy", "0.15.0", ploidy, &["src/client"], &[], Finish::Workspace),
        // https://eklipse2k8.github.io/oas3-gen/
        peer("oas3-gen", "0.29.0", oas3_gen, &["src/client.rs"], &[], Finish::WorkspaceWithRustls),
        // https://docs.rs/openapi-to-rust
        peer(
            "openapi-to-rust",
            "0.23.0",
            openapi_to_rust,
            &["src/generated/client.rs"],
            &TWINS,
            Finish::Crate {
                dependencies: "src/generated/REQUIRED_DEPS.toml",
                library: "//! The client.\n\npub mod generated;\n",
            },
        ),
        // https://github.com/oxidecomputer/progenitor#static-crate
        peer("cargo-progenitor", "0.15.1", progenitor, &["src/lib.rs"], &[], Finish::Workspace),
    ]
}

/// Where a peer is installed.
pub(super) fn root(folder: &Path, name: &str, version: &str) -> std::path::PathBuf {
    folder.join("installed").join(format!("{name}-{version}"))
}

fn ploidy(document: &Path, out: &Path) -> Vec<OsString> {
    ["generate".into(), "rust".into(), document.into(), "-o".into(), out.into()].into()
}

fn oas3_gen(document: &Path, out: &Path) -> Vec<OsString> {
    let (input, output) = (document.into(), out.into());
    ["generate".into(), "client-mod".into(), "-i".into(), input, "-o".into(), output, "--workspace".into()]
        .into()
}

fn openapi_to_rust(document: &Path, out: &Path) -> Vec<OsString> {
    ["generate".into(), document.into(), "--output-dir".into(), out.join("src/generated").into()].into()
}

fn progenitor(document: &Path, out: &Path) -> Vec<OsString> {
    let names = ["-n".into(), "client".into(), "-v".into(), "0.1.0".into()];
    let input: [OsString; 5] = ["progenitor".into(), "-i".into(), document.into(), "-o".into(), out.into()];
    input.into_iter().chain(names).collect()
}
