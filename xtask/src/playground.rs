//! `playground`: the page where anyone tries the generator, built into a folder or served on this machine.

mod build;
mod serve;

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;
use tool::exit::{Exit, ExitCode, Failure};
use tool::terminal::LABEL;
use tool::workspace::runtime;

/// Where the page goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write the page into this folder, for any server of files, and end
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8430, conflicts_with = "out")]
    port: u16,
}

/// Why there is no page.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The workspace that has it isn't around.
    #[error("can't find the workspace that has the page")]
    #[diagnostic(code(playground::missing), help("run it inside the workspace"))]
    Missing,
    /// What browsers run can't be compiled.
    #[error("this toolchain doesn't compile for browsers")]
    #[diagnostic(code(playground::target), help("run `rustup target add {}`", build::TARGET))]
    Target,
    /// It wasn't compiled.
    #[error("the generator could not be compiled for browsers")]
    #[diagnostic(code(playground::build), help("cargo's own words stand above"))]
    Build,
    /// Cargo or rustc can't be run.
    #[error("can't run `{program}`")]
    #[diagnostic(code(playground::program), help("check that it is installed"))]
    Program {
        /// Which.
        program: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A file can't be read or written.
    #[error("can't use `{path}`")]
    #[diagnostic(
        code(playground::file),
        help("check that it may be read, or written, and that there is room")
    )]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The port can't be had.
    #[error("can't listen on 127.0.0.1:{port}")]
    #[diagnostic(code(playground::port), help("name another with `--port N`; 0 takes a free one"))]
    Port {
        /// Which.
        port: u16,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { path, source }
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Missing => ExitCode::Usage,
            _ => ExitCode::Environment,
        }
    }
}

/// Builds the page, and writes or serves it.
pub(crate) fn playground(args: &Args) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let home = runtime::home(&here).ok_or(Error::Missing)?;
    let site = build::build(&home)?;
    let Some(folder) = &args.out else { return Ok(serve::serve(site, args.port).map(|()| ExitCode::Done)?) };
    for (path, bytes) in &site {
        let path = folder.join(path);
        let parent = path.parent().expect("it is below the folder");
        std::fs::create_dir_all(parent).map_err(Error::file(parent))?;
        std::fs::write(&path, bytes).map_err(Error::file(&path))?;
    }
    anstream::println!("{LABEL}written{LABEL:#}    {} files into {}", site.len(), folder.display());
    Ok(ExitCode::Done)
}
