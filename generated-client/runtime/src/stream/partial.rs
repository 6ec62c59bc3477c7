//! A file that a download goes into, and what of it is there from before.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// How much is written at once.
const PIECE: usize = 256 * 1024;

/// The beginning of a file, beside where the whole is to be: `film.mp4.part`, and in `film.mp4.part.etag` what it is the
/// beginning of, where the service says so. It is locked for as long as it is open.
pub(super) struct Partial {
    target: PathBuf,
    part: PathBuf,
    etag: PathBuf,
    file: Option<File>,
    /// What isn't written yet.
    pending: Vec<u8>,
    /// How long it is, with what isn't written yet.
    pub(super) length: u64,
    validator: Option<String>,
}

impl Partial {
    /// What is there from before.
    pub(super) async fn open(target: PathBuf) -> Result<Self, Failure> {
        let beside = |suffix: &str| {
            let mut name = target.clone().into_os_string();
            name.push(suffix);
            PathBuf::from(name)
        };
        let (part, etag) = (beside(".part"), beside(".part.etag"));
        let (at, known) = (part.clone(), etag.clone());
        let opened = off_thread(move || {
            let file = locked(&at)?;
            let length = file.metadata()?.len();
            Ok((file, length, fs::read_to_string(known).ok()))
        });
        let (file, length, validator) = opened.await.map_err(|error| {
            let mut failure = unwritten(&error, &part);
            failure.0.delivery = Delivery::NotSent;
            failure
        })?;
        Ok(Self { target, part, etag, file: Some(file), pending: Vec::new(), length, validator })
    }

    /// Where to go on, and what that is only right for.
    pub(super) fn resume(&self) -> Option<(u64, &str)> {
        Some((self.length, self.validator.as_deref()?)).filter(|(length, _)| *length > 0)
    }

    /// Begins anew, with what is known of the whole.
    pub(super) async fn restart(&mut self, validator: Option<String>) -> Result<(), Failure> {
        self.pending.clear();
        (self.length, self.validator) = (0, validator.clone());
        let etag = self.etag.clone();
        self.with_file(move |file, _| {
            file.set_len(0)?;
            match validator {
                Some(validator) => fs::write(etag, validator),
                None => remove(&etag),
            }
        })
        .await
    }

    /// Adds a piece.
    pub(super) async fn add(&mut self, piece: &[u8]) -> Result<(), Failure> {
        self.pending.extend_from_slice(piece);
        self.length += piece.len() as u64;
        if self.pending.len() < PIECE { Ok(()) } else { self.write().await }
    }

    /// Writes what isn't written yet.
    pub(super) async fn write(&mut self) -> Result<(), Failure> {
        self.with_file(File::write_all).await?;
        self.pending.clear();
        Ok(())
    }

    /// All of it came: it goes where the whole is to be.
    pub(super) async fn finish(mut self) -> Result<PathBuf, Failure> {
        self.write().await?;
        let (part, etag, target) = (self.part.clone(), self.etag.clone(), self.target.clone());
        self.with_file(move |file, _| {
            file.sync_all()?;
            fs::rename(part, target)?;
            remove(&etag)
        })
        .await?;
        Ok(self.target)
    }

    /// Does something with the file, and with what isn't written yet, where that may block.
    async fn with_file(
        &mut self,
        act: impl FnOnce(&mut File, &[u8]) -> io::Result<()> + Send + 'static,
    ) -> Result<(), Failure> {
        let (file, pending) = (self.file.take(), std::mem::take(&mut self.pending));
        let done = off_thread(move || {
            let mut file = file.ok_or(io::ErrorKind::BrokenPipe)?;
            act(&mut file, &pending)?;
            Ok((file, pending))
        });
        let (file, pending) = done.await.map_err(|error| unwritten(&error, &self.part))?;
        (self.file, self.pending) = (Some(file), pending);
        Ok(())
    }
}

async fn off_thread<T: Send + 'static>(
    act: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(act).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Opens a file that nobody else writes to.
fn locked(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => {
                io::Error::new(io::ErrorKind::WouldBlock, "another download to this place is under way")
            }
            TryLockError::Error(error) => error,
        })?;
        // Another download may have become whole meanwhile, and this one's file be the file it made.
        if is_at(&file, path)? {
            return Ok(file);
        }
    }
}

/// Whether the file still bears this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    let own = file.metadata()?;
    match fs::metadata(path) {
        Ok(named) => Ok((named.dev(), named.ino()) == (own.dev(), own.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Here a file has no number that is known: one that was renamed is told by the name that is free.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
    fs::exists(path)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn unwritten(error: &io::Error, path: &Path) -> Failure {
    let message = format!("`{}` could not be written", path.display());
    Failure::new(ErrorKind::Io, Delivery::Unknown, message).caused_by(Cause::of(error, &Scrubber::default()))
}
