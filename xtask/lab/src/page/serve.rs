//! The page, served as its users serve it, and its module.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use stand_in::programs;
use tool::workspace::runtime;

use super::Error;

const TARGET: &str = "wasm32-unknown-unknown";
/// Where cargo puts the module, below its target folder.
const BELOW: &str = "wasm32-unknown-unknown/playground/playground.wasm";

/// The page. What serves it ends with this value.
#[derive(Debug)]
pub(super) struct Page {
    server: Child,
    /// Where it is.
    pub(super) url: String,
}

impl Page {
    /// Builds and serves it.
    pub(super) fn serve(root: &Path) -> Result<Self, Error> {
        let mut cargo = programs::cargo();
        cargo.args(["run", "--locked", "--package", "xtask", "--", "playground", "--port", "0"]);
        let mut server = cargo.current_dir(root).stdout(Stdio::piped()).spawn()?;
        let output = server.stdout.take().expect("it is piped");
        let mut page = Self { server, url: String::new() };
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let (_, url) = line.trim().split_once(" at ").ok_or(Error::Playground)?;
        url.clone_into(&mut page.url);
        Ok(page)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Where it has ended already, there is nothing to do.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What a browser loads of the generator, once the page was built.
pub(super) fn module(root: &Path) -> Result<Vec<u8>, Error> {
    Ok(std::fs::read(runtime::target(root).join(BELOW))?)
}

/// The same module with the names of its functions, in a target folder of its own: cargo would build everything else anew, too.
pub(super) fn module_with_names(root: &Path) -> Result<Vec<u8>, Error> {
    let target = runtime::target(root).join("page");
    let mut cargo = programs::cargo();
    cargo.args(["build", "--locked", "--package", "playground", "--lib", "--target", TARGET]);
    cargo.args(["--profile", "playground", "--config", "profile.playground.strip=false", "--target-dir"]);
    if !cargo.arg(&target).current_dir(root).status()?.success() {
        return Err(Error::Playground);
    }
    Ok(std::fs::read(target.join(BELOW))?)
}
