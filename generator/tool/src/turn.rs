//! One `regen` of a client at a time: two that write at once would leave a mixture.

use std::fs::File;
use std::io;
use std::path::Path;

use fd_lock::{RwLock, RwLockWriteGuard};
use miette::Diagnostic;
use thiserror::Error;

use crate::exit::{Exit, ExitCode};
use crate::lock::digest;
use crate::paths::real;

/// Why it can't be made sure of.
#[derive(Debug, Error, Diagnostic)]
#[error("can't make sure that no other `regen` writes the same client: `{path}`")]
#[diagnostic(
    code(regen::turn),
    help("the folder for temporary files must be there and take files; `TMPDIR` names another")
)]
pub(crate) struct NoTurn {
    path: String,
    source: io::Error,
}

impl Exit for NoTurn {
    fn exit(&self) -> ExitCode {
        ExitCode::Environment
    }
}

/// What those who write one client agree on: a file outside of it, which goes with its process however that ends.
pub(crate) struct Turn {
    path: String,
    file: RwLock<File>,
}

impl Turn {
    /// That of the client in a folder.
    pub(crate) fn of(folder: &Path) -> Result<Self, NoTurn> {
        let name = digest([real(folder).to_string_lossy().as_bytes()]);
        let path = std::env::temp_dir().join(format!("api-client-{}.lock", &name[..16]));
        let shown = path.display().to_string();
        match File::options().create(true).append(true).open(&path) {
            Ok(file) => Ok(Self { path: shown, file: RwLock::new(file) }),
            Err(source) => Err(NoTurn { path: shown, source }),
        }
    }

    /// Waits until no other process has it; `busy` is called where one does.
    pub(crate) fn take(&mut self, busy: impl FnOnce()) -> Result<RwLockWriteGuard<'_, File>, NoTurn> {
        let is_busy = self.file.try_write().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock);
        if is_busy {
            busy();
        }
        let path = &self.path;
        self.file.write().map_err(|source| NoTurn { path: path.clone(), source })
    }
}
