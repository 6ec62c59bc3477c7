//! The files of the page: those that are there, and those that are made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use lowcodeapi_generator::diff;
use stand_in::{LOOK, programs};
use tool::lock::digest;
use tool::new::RUNTIME;
use tool::workspace::runtime;

use super::Error;

/// What browsers run.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
/// The profile that makes it small and fast.
const PROFILE: &str = "playground";

/// What the page may do: run its own code, and nothing else. No other host is asked for anything.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; \
                                 connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Documents of the workspace that are examples of the page, beside those in its own folder: name there, and place.
const EXAMPLES: [(&str, &str); 3] = [
    ("awsses.json", "snapshots/awsses/openapi.json"),
    ("awsses-overlay.yaml", "generated-client/overlay.yaml"),
    ("streams.yaml", "generator/semantics/documents/streams.yaml"),
];

/// Files by their path below the page's folder.
pub(super) type Site = BTreeMap<String, Vec<u8>>;

/// Compiles the generator for browsers, and puts the page around it.
pub(super) fn build(home: &Path) -> Result<Site, Error> {
    let mut site = Site::new();
    let own = home.join("xtask/playground/site");
    collect(&own, &own, &mut site)?;
    let read = |path: &Path| std::fs::read(path).map_err(Error::file(path));
    site.insert("playground.wasm".to_owned(), read(&compile(home)?)?);
    for (name, place) in EXAMPLES {
        site.insert(format!("examples/{name}"), read(&home.join(place))?);
    }
    let runtime = serde_json::to_vec(&*RUNTIME).expect("texts are JSON");
    let made: [(&str, &[u8]); 4] = [
        ("look.css", LOOK.as_bytes()),
        ("report.css", diff::HTML_STYLE.as_bytes()),
        ("report.js", diff::HTML_SCRIPT.as_bytes()),
        ("runtime.json", &runtime),
    ];
    site.extend(made.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())));
    fill(&mut site, "index.html", "{{POLICY}}", POLICY);
    // The worker of the page's own keeps what belongs together: one version, all files.
    let version = digest(site.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]));
    let paths: Vec<&str> =
        site.keys().map(String::as_str).filter(|path| *path != "sw.js").chain(["./"]).collect();
    let paths = serde_json::to_string(&paths).expect("texts are JSON");
    fill(&mut site, "sw.js", "{{VERSION}}", &version[..16]);
    fill(&mut site, "sw.js", "{{FILES}}", &paths);
    Ok(site)
}

fn fill(site: &mut Site, path: &str, name: &str, value: &str) {
    let bytes = site.get_mut(path).expect("the page has it");
    *bytes = String::from_utf8_lossy(bytes).replace(name, value).into_bytes();
}

fn collect(root: &Path, folder: &Path, site: &mut Site) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            collect(root, &path, site)?;
            continue;
        }
        let below = path.strip_prefix(root).expect("it was found there");
        let name = below.to_string_lossy().replace('\\', "/");
        site.insert(name, std::fs::read(&path).map_err(Error::file(&path))?);
    }
    Ok(())
}

/// Compiles the generator, and says where it is.
fn compile(home: &Path) -> Result<PathBuf, Error> {
    if !has_target(home)? {
        return Err(Error::Target);
    }
    let mut cargo = programs::cargo();
    cargo.args([
        "build",
        "--package",
        "playground",
        "--lib",
        "--locked",
        "--target",
        TARGET,
        "--profile",
        PROFILE,
    ]);
    cargo.arg("--manifest-path").arg(home.join("Cargo.toml"));
    let status = cargo.status().map_err(|source| Error::Program { program: "cargo", source })?;
    if !status.success() {
        return Err(Error::Build);
    }
    Ok(runtime::target(home).join(TARGET).join(PROFILE).join("playground.wasm"))
}

/// Whether the toolchain of the workspace has the standard library of browsers.
fn has_target(home: &Path) -> Result<bool, Error> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]).current_dir(home);
    let output = rustc.output().map_err(|source| Error::Program { program: "rustc", source })?;
    Ok(Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}
