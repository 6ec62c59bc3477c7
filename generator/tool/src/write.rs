//! Changes reach the disk: all staged first, then renamed one by one, so no file is ever half-written.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use tempfile::{Builder, NamedTempFile};
use thiserror::Error;

use crate::exit::{Exit, ExitCode};
use crate::tree::{Change, Drift, STAGED_PREFIX, STAGED_SUFFIX};

/// Why changes did not reach the disk.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// Nothing was changed.
    #[error("can't stage `{path}`; nothing was changed")]
    #[diagnostic(
        code(write::stage),
        help("check free space and permissions of the folder, then run it again")
    )]
    Stage {
        /// The file that should have been written.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// Some files are new, some are old, none is half-written.
    #[error("can't replace `{path}`; files before it are already replaced")]
    #[diagnostic(
        code(write::replace),
        help("put the obstacle away and run the same command again: it finishes what is left")
    )]
    Replace {
        /// The file that could not be replaced or deleted.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// What is on disk can't be compared.
    #[error("can't read what is on disk below `{path}`")]
    #[diagnostic(code(write::compare), help("check permissions; machine-owned files must be plain files"))]
    Compare {
        /// The folder.
        path: String,
        /// Why.
        source: io::Error,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Generation
    }
}

/// Makes every change. The last file to be written is renamed after all else is done: it vouches for the others.
pub(crate) fn write(changes: &[Change]) -> Result<(), Error> {
    let mut staged = stage_all(changes)?;
    let last = staged.pop();
    staged.into_iter().try_for_each(|(path, file)| replace(path, file))?;
    for change in changes.iter().filter(|change| matches!(change.drift, Drift::Orphaned | Drift::Leftover)) {
        delete(&change.path)
            .map_err(|source| Error::Replace { path: change.path.display().to_string(), source })?;
    }
    last.map_or(Ok(()), |(path, file)| replace(path, file))
}

/// Writes all new contents beside their targets. Dropping them undoes it.
fn stage_all<'a>(changes: &'a [Change<'a>]) -> Result<Vec<(&'a PathBuf, NamedTempFile)>, Error> {
    let mut staged = Vec::new();
    for Change { path, drift } in changes {
        if let Drift::Stale { text, .. } | Drift::Missing { text } = drift {
            let file = stage(path, text)
                .map_err(|source| Error::Stage { path: path.display().to_string(), source })?;
            staged.push((path, file));
        }
    }
    Ok(staged)
}

fn stage(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().expect("every target lies in a folder");
    std::fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(STAGED_PREFIX).suffix(STAGED_SUFFIX);
    // Temporary files are private by default; these become files of the repository.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    // Not forced onto the disk, which can take longer than all else: what a power cut takes, another run restores.
    file.write_all(text.as_bytes())?;
    Ok(file)
}

fn replace(path: &Path, file: NamedTempFile) -> Result<(), Error> {
    file.persist(path)
        .map(drop)
        .map_err(|error| Error::Replace { path: path.display().to_string(), source: error.error })
}

/// Deletes a file, and the folders it leaves empty.
fn delete(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for folder in path.ancestors().skip(1) {
        // Fails on the first folder that still holds something, which is where to stop.
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
