//! Why two sides can't be compared.

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

use crate::exit::{Exit, ExitCode};
use crate::shell::command;

/// Why two sides can't be compared.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// An argument names nothing there is.
    #[error("`{name}` is neither a git revision nor a file")]
    #[diagnostic(
        code(diff::unknown),
        help(
            "name a revision, a file, or `REV:PATH`; a revision of a shallow clone may have to be fetched first"
        )
    )]
    Unknown {
        /// As it was given.
        name: String,
    },
    /// A revision hasn't got the file.
    #[error("`{path}` is not in `{revision}`")]
    #[diagnostic(
        code(diff::not_in_revision),
        help("name a revision that has it, or compare two documents with `--spec-old FILE --spec-new FILE`")
    )]
    NotInRevision {
        /// The file.
        path: String,
        /// The revision, as it was given.
        revision: String,
    },
    /// There is no repository to take the other side from.
    #[error("`{folder}` lies in no git repository, so there is nothing to compare with")]
    #[diagnostic(
        code(diff::no_repository),
        help("commit the client to one, or compare two documents with `--spec-old FILE --spec-new FILE`")
    )]
    NoRepository {
        /// The client's.
        folder: String,
    },
    /// A range of commits is none.
    #[error("`{range}` is no range of commits")]
    #[diagnostic(
        code(diff::range),
        help(
            "name two revisions, such as `v1.0..HEAD`; a shallow clone may lack them (`git fetch --unshallow`)"
        )
    )]
    Range {
        /// As it was given.
        range: String,
    },
    /// Nothing to compare with was named, and nothing suggests itself.
    #[error("no default branch has anything in common with what is checked out")]
    #[diagnostic(
        code(diff::no_base),
        help(
            "name what to compare with: `{}`; a shallow clone may lack it (`git fetch --unshallow`)",
            command(["diff", "BASE"])
        )
    )]
    NoBase,
    /// Git can't be asked.
    #[error("can't run git")]
    #[diagnostic(
        code(diff::git),
        help("install it, or compare two documents with `--spec-old FILE --spec-new FILE`")
    )]
    Git {
        /// Why.
        source: std::io::Error,
    },
    /// A file can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(diff::unreadable), help("check that it is there and may be read"))]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not UTF-8.
    #[error("`{path}` is no text")]
    #[diagnostic(code(diff::no_text), help("save it as UTF-8"))]
    NoText {
        /// Which.
        path: String,
    },
    /// The list of accepted breaks is none.
    #[error("`{path}`: {message}")]
    #[diagnostic(
        code(diff::accepted),
        help("it is a list of `[[accepted]]` tables, each with an `id` that diff prints and a `reason`")
    )]
    Accepted {
        /// Which.
        path: String,
        /// What is wrong.
        message: String,
        /// Its text.
        #[source_code]
        text: NamedSource<String>,
        /// Where.
        #[label]
        span: Option<SourceSpan>,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Comparison
    }
}
