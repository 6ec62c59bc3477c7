//! Why a document can't become a client.

use crate::names;

/// Why a document can't become a client.
#[derive(Debug, Clone, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    /// The error codes are no list of codes.
    #[error("`x-lowcodeapi-error-codes` is not what it should be, at `{pointer}`")]
    #[diagnostic(
        code(lower::error_codes),
        help(
            "write a list of strings, or an object whose keys are the codes and whose values describe them"
        )
    )]
    ErrorCodes {
        /// Where, in the effective document.
        pointer: String,
    },
    /// What an overlay says of webhooks is not what it should be.
    #[error("`x-lowcodeapi-webhooks` is not what it should be, at `{pointer}`: {problem}")]
    #[diagnostic(
        code(lower::webhooks),
        help(
            "write `name_header`, the header with a webhook's name, or `signature` with its `header`, or both"
        )
    )]
    Webhooks {
        /// Where, in the effective document.
        pointer: String,
        /// What is wrong with it.
        problem: String,
    },
    /// What an overlay says of answered failures is not what it should be.
    #[error("`x-lowcodeapi-failure` is not what it should be, at `{pointer}`: {problem}")]
    #[diagnostic(
        code(lower::failure),
        help(
            "write `member`, and where there are any `is`, `code` and `message`; `false` for an operation without"
        )
    )]
    Failure {
        /// Where, in the effective document.
        pointer: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The manifest asks for operations that aren't there.
    #[error("`operations` has `{selector}`, which means no operation of the document")]
    #[diagnostic(code(lower::operations), help("{help}"))]
    NoSuchOperation {
        /// As it was written.
        selector: String,
        /// What was probably meant, or what may be written.
        help: String,
    },
    /// The manifest wants a type to derive something that isn't there.
    #[error("`derives` has `{name}`, and there is no such type")]
    #[diagnostic(code(lower::derives), help("{help}"))]
    NoSuchType {
        /// As it was written.
        name: String,
        /// What was probably meant, or what may be written.
        help: String,
    },
    /// The manifest wants types to derive what can't be derived.
    #[error("`derives` has `{derived}`, which is nothing to derive")]
    #[diagnostic(code(lower::derives), help("{help}"))]
    NoSuchTrait {
        /// As it was written.
        derived: String,
        /// What was probably meant, or what may be written.
        help: String,
    },
    /// The manifest wants a type to derive what something in it hasn't.
    #[error("`{member}` can't have `{derived}`, for {because}, at `{pointer}`")]
    #[diagnostic(
        code(lower::derives),
        help("leave it out of `derives`, or name only types there that hold no such thing")
    )]
    NotDerivable {
        /// As it was written.
        stated: String,
        /// The trait.
        derived: &'static str,
        /// The type, and the member of it.
        member: String,
        /// Why not.
        because: &'static str,
        /// Where, in the effective document.
        pointer: String,
    },
    /// The manifest names a type for a format that isn't there.
    #[error("`types` has the format `{format}`, which no string of the document has")]
    #[diagnostic(code(lower::types), help("{help}"))]
    NoSuchFormat {
        /// As it was written.
        format: String,
        /// What was probably meant, or what there is.
        help: String,
    },
    /// The manifest names a type that values of a format can't have.
    #[error("`types` has `{path}` for the format `{format}`, which can't be")]
    #[diagnostic(code(lower::types), help("{because}"))]
    UnfitType {
        /// The format.
        format: String,
        /// The type.
        path: String,
        /// Why not, or what may be written.
        because: &'static str,
    },
    /// The manifest asks for a feature for each group, and there are none.
    #[error("`features` is for groups of operations, and there are none")]
    #[diagnostic(
        code(lower::features),
        help(
            "with `tag` the document's tags are the groups, with `path` what its paths begin with: take the one it has, or \
             none"
        )
    )]
    NoGroups,
    /// Examples are to begin at what is no path.
    #[error("examples are to begin at `{library}`, which is no path of Rust")]
    #[diagnostic(
        code(lower::examples),
        help(
            "write what callers call the library, or the module in it that has `Client`, such as `shop::client`"
        )
    )]
    NoLibrary {
        /// As it was written.
        library: String,
    },
    /// Names in `names.toml` can't be kept.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Names(#[from] names::Error),
}

impl Error {
    /// What the client's manifest says that can't be, as it is written there.
    #[must_use]
    pub fn setting(&self) -> Option<&str> {
        match self {
            Self::NoSuchOperation { selector: stated, .. }
            | Self::NoSuchType { name: stated, .. }
            | Self::NoSuchTrait { derived: stated, .. }
            | Self::NoSuchFormat { format: stated, .. }
            | Self::UnfitType { path: stated, .. }
            | Self::NotDerivable { stated, .. } => Some(stated),
            Self::NoGroups => Some("features"),
            Self::NoLibrary { library } => Some(library),
            Self::ErrorCodes { .. } | Self::Webhooks { .. } | Self::Failure { .. } | Self::Names(_) => None,
        }
    }
}
