//! Why a webhook can't be trusted, or read.

/// Why a webhook can't be trusted, or read. It shows neither the secret nor the signature that would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A header is missing that verifying or reading needs.
    MissingHeader(String),
    /// A header isn't made as the service makes it.
    MalformedHeader(String),
    /// It was sent too long ago, or its time is still to come: by so many seconds.
    NotNow(u64),
    /// No signature of it is right: it comes from somebody else, or was changed on the way.
    WrongSignature,
    /// The secret is none that the service could have issued.
    UnusableSecret,
    /// Nothing says which webhook it is: `parse_as` takes the name.
    Unnamed,
    /// The payload isn't what the document says.
    Unreadable {
        /// The member it is about, such as `data.items[0]`; empty for all of it.
        path: String,
        /// What is wrong with it.
        message: String,
    },
}

impl Error {
    pub(super) fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = match error.path().to_string() {
            path if path == "." => String::new(),
            path => path,
        };
        Self::Unreadable { path, message: error.into_inner().to_string() }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MissingHeader(name) => write!(f, "the webhook has no header `{name}`"),
            Self::MalformedHeader(name) => write!(f, "the header `{name}` of the webhook can't be read"),
            Self::NotNow(seconds) => {
                write!(f, "the webhook's time is {seconds} s away from now: it may have been sent before")
            }
            Self::WrongSignature => f.write_str("the webhook's signature is not right"),
            Self::UnusableSecret => f.write_str("the secret for webhooks is none that the service issues"),
            Self::Unnamed => f.write_str("nothing says which webhook it is"),
            Self::Unreadable { path, message } if path.is_empty() => {
                write!(f, "the webhook's payload can't be read: {message}")
            }
            Self::Unreadable { path, message } => {
                write!(f, "the webhook's payload can't be read, at `{path}`: {message}")
            }
        }
    }
}

impl std::error::Error for Error {}
