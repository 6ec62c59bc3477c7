//! Why a journal can't be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the journal of a mailing can't be used. Nothing is sent without it.
#[derive(Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// It can't be opened, read or locked.
    Open {
        /// Where it is.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another mailing has it.
    Locked {
        /// Where it is.
        path: PathBuf,
    },
    /// The file is something else.
    NotAJournal {
        /// Where it is.
        path: PathBuf,
    },
    /// A later version of this crate wrote it.
    Version {
        /// Where it is.
        path: PathBuf,
        /// The version of its format.
        version: u32,
    },
    /// It belongs to a mailing that says something else.
    OtherContent {
        /// Where it is.
        path: PathBuf,
    },
    /// A line of it can't be read, and it isn't the last one.
    Damaged {
        /// Where it is.
        path: PathBuf,
        /// Which line, counted from 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
    /// It can't be written.
    Write {
        /// Where it is.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The program was ending while it was read or written.
    Interrupted(String),
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open { path, source } => write!(
                f,
                "can't open the journal `{}` ({source}): check that its folder exists and that it may be written",
                path.display()
            ),
            Self::Locked { path } => write!(
                f,
                "another mailing is using the journal `{}`: wait for its end, or give this one a journal of its own",
                path.display()
            ),
            Self::NotAJournal { path } => {
                write!(
                    f,
                    "`{}` is no journal of a mailing: give a path where there is no file yet",
                    path.display()
                )
            }
            Self::Version { path, version } => write!(
                f,
                "the journal `{}` has version {version} of its format: finish the mailing with the version of this crate that began it",
                path.display()
            ),
            Self::OtherContent { path } => write!(
                f,
                "the journal `{}` belongs to a mailing with other content, sender or settings: \
                 a mailing that says something else needs a journal of its own",
                path.display()
            ),
            Self::Damaged { path, line, source } => write!(
                f,
                "line {line} of the journal `{}` can't be read ({source}): restore the file, or find out by hand who got the mail",
                path.display()
            ),
            Self::Write { path, source } => write!(
                f,
                "can't write the journal `{}` ({source}): make room, then run the mailing again",
                path.display()
            ),
            Self::Interrupted(cause) => {
                write!(f, "the journal was given up ({cause}): run the mailing again")
            }
        }
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Open { source, .. } | Self::Write { source, .. } => Some(source),
            Self::Damaged { source, .. } => Some(source),
            _ => None,
        }
    }
}
