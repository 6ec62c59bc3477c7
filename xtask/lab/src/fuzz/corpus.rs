//! What runs begin from: a folder of inputs for each subject.

use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

use super::Error;

/// The inputs of a subject.
pub(super) struct Corpus {
    folder: PathBuf,
    pub(super) inputs: Vec<Vec<u8>>,
}

impl Corpus {
    /// Reads the inputs, in the order of their names.
    pub(super) fn read(subject: &str) -> Result<Self, Error> {
        let folder = [env!("CARGO_MANIFEST_DIR"), "corpora", subject].iter().collect::<PathBuf>();
        let read = || -> io::Result<Vec<Vec<u8>>> {
            let mut files: Vec<PathBuf> =
                fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
            files.sort();
            files.iter().map(fs::read).collect()
        };
        match read() {
            Ok(inputs) if inputs.is_empty() => Err(failed(&folder, io::ErrorKind::NotFound.into())),
            Ok(inputs) => Ok(Self { folder, inputs }),
            Err(source) => Err(failed(&folder, source)),
        }
    }

    /// Keeps what was found; where it is.
    pub(super) fn keep(&self, input: &[u8]) -> Result<String, Error> {
        let digest = Sha256::digest(input);
        let begins = digest.first_chunk().expect("a digest is longer");
        let path = self.folder.join(format!("found-{:016x}", u64::from_be_bytes(*begins)));
        fs::write(&path, input).map_err(|source| failed(&self.folder, source))?;
        Ok(path.display().to_string())
    }
}

fn failed(folder: &Path, source: io::Error) -> Error {
    Error::Corpus { folder: folder.display().to_string(), source }
}
