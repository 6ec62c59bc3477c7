//! The client's examples and tests, built and run by cargo against a stand-in, and the workspace as cargo sees it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use miette::Diagnostic;
use serde::Deserialize;
use thiserror::Error;

/// Why cargo did not do its part.
#[derive(Debug, Error, Diagnostic)]
pub enum Error {
    /// It can't be run.
    #[error("can't run cargo")]
    #[diagnostic(code(cargo::missing), help("run it as `cargo xtask …`, so that it is found"))]
    Missing(#[source] std::io::Error),
    /// It failed.
    #[error("`cargo {command}` failed\n{output}")]
    #[diagnostic(code(cargo::failed), help("run it by itself to see more"))]
    Failed {
        /// Its arguments.
        command: String,
        /// What it said, where it wasn't seen already.
        output: String,
    },
    /// Its description of the workspace has another form than expected.
    #[error("can't read what `cargo metadata` says")]
    #[diagnostic(code(cargo::metadata), help("check the version of cargo"))]
    Metadata(#[source] serde_json::Error),
    /// No package is the client.
    #[error("no package of the workspace is the client of `{provider}`")]
    #[diagnostic(code(cargo::no_client), help("run it inside the workspace"))]
    NoClient {
        /// Whose client was looked for.
        provider: &'static str,
    },
}

/// What `cargo metadata` says of a workspace.
#[derive(Debug, Deserialize)]
pub struct Workspace {
    /// Its members.
    pub packages: Vec<Package>,
    /// Its folder.
    #[serde(rename = "workspace_root")]
    pub root: PathBuf,
    /// Where cargo builds.
    pub target_directory: PathBuf,
}

/// A member of the workspace.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// What it is called.
    pub name: String,
    manifest_path: PathBuf,
    metadata: Option<serde_json::Value>,
}

impl Workspace {
    /// Asks cargo about the workspace around the working directory.
    pub fn read() -> Result<Self, Error> {
        let mut command = cargo();
        command.args(["metadata", "--no-deps", "--format-version=1"]);
        let output = checked(command.stderr(Stdio::inherit()))?;
        serde_json::from_slice(&output.stdout).map_err(Error::Metadata)
    }

    /// The client of a provider.
    pub fn client(&self, provider: &'static str) -> Result<&Package, Error> {
        let is_client = |package: &&Package| {
            let metadata =
                package.metadata.as_ref().and_then(|metadata| metadata.pointer("/lowcodeapi/provider"));
            metadata.and_then(serde_json::Value::as_str) == Some(provider)
        };
        self.packages.iter().find(is_client).ok_or(Error::NoClient { provider })
    }
}

impl Package {
    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }
}

/// Programs of one package, run against a service on this machine.
#[derive(Debug)]
pub struct Programs<'a> {
    /// The workspace's folder.
    pub root: &'a Path,
    /// Where cargo builds.
    pub target: &'a Path,
    /// The package.
    pub package: &'a str,
    /// The service.
    pub url: &'a str,
}

impl Programs<'_> {
    /// Builds the examples. Cargo shows how far it is.
    pub fn build_examples(&self) -> Result<(), Error> {
        let mut command = self.command(&["build", "--examples"]);
        checked(command.stdout(Stdio::inherit()).stderr(Stdio::inherit())).map(drop)
    }

    /// Runs an example to its end.
    pub fn run_example(&self, name: &str, from: &str, to: &str) -> Result<(), Error> {
        let mut command = self.command(&["run", "--quiet", "--example", name]);
        checked(command.env("MAIL_FROM", from).env("MAIL_TO", to)).map(drop)
    }

    /// An example that was built, as a program of its own, which can be ended.
    pub fn example(&self, name: &str) -> Command {
        let folder = self.target.join("debug").join("examples");
        let mut command = Command::new(folder.join(name).with_extension(std::env::consts::EXE_EXTENSION));
        self.set(&mut command);
        command
    }

    /// Runs the tests of a file that are ignored otherwise; all, or one.
    pub fn run_ignored(&self, file: &str, test: Option<&str>) -> Result<(), Error> {
        let mut command = self.command(&["test", "--quiet", "--test", file, "--", "--ignored"]);
        if let Some(test) = test {
            command.args(["--exact", test]);
        }
        checked(&mut command).map(drop)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let (task, rest) = arguments.split_first().expect("a cargo command has a name");
        let mut command = cargo();
        command.arg(task).args(["--package", self.package]).arg("--target-dir").arg(self.target).args(rest);
        command.current_dir(self.root);
        self.set(&mut command);
        command
    }

    /// Tells a program where the service is.
    fn set(&self, command: &mut Command) {
        command.env("LOWCODEAPI_API_TOKEN", "at_demo").env("LOWCODEAPI_BASE_URL", self.url);
        // The service is on this machine, whatever the network looks like.
        command.env("NO_PROXY", "127.0.0.1").env_remove("LOWCODEAPI_URL_FORMAT");
    }
}

/// Cargo, as it started this program, or as the path has it.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What cargo says of the package it runs is no business of another cargo: ring would be built anew because of it.
    for (name, _) in std::env::vars_os() {
        if ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|own| name.to_string_lossy().starts_with(own)) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Runs a command to its end, which must be a good one.
fn checked(command: &mut Command) -> Result<Output, Error> {
    let output = command.output().map_err(Error::Missing)?;
    if output.status.success() {
        return Ok(output);
    }
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    Err(Error::Failed { command: arguments.join(" "), output: said.trim().to_owned() })
}
