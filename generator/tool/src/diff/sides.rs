//! Which two sides are compared.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lowcodeapi_generator::bundle;
use lowcodeapi_generator::read;
use lowcodeapi_generator::sides::Texts;
use lowcodeapi_generator::{Error as GeneratorError, Settings};

use super::Args;
use super::error::Error;
use super::git::Git;
use crate::exit::{ExitCode, Failure};
use crate::fetch::{self, Fetcher};
use crate::lock::Lock;
use crate::pipeline;
use crate::shell;
use crate::workspace::Client;

/// Both sides, and what belongs to the comparison as a whole.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) old: Texts,
    pub(super) new: Texts,
    /// Whose list of accepted breaks counts; nobody's where the documents are no client's.
    pub(super) client: Option<Client>,
    /// The command that compares the same again.
    pub(super) command: String,
}

/// Reads both sides.
pub(super) fn find(args: &Args) -> Result<Sides, Failure> {
    if let (Some(old), Some(new)) = (&args.spec_old, &args.spec_new) {
        return documents(old, new, args.overlay.as_deref());
    }
    let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let client = Client::find(&start, args.manifest.as_deref(), args.provider.as_deref());
    // Whatever keeps from comparing must not be taken for a finding.
    let client = client.map_err(|error| Failure::from(error).with(ExitCode::Comparison))?;
    let finder = Finder { git: Git::around(client.root()), start: Git::around(&start), client };
    let (base, old) = if let Some(base) = &args.base {
        (base.clone(), finder.side(base)?)
    } else {
        let commit = finder.git.merge_base()?;
        let short = commit.get(..10).unwrap_or(&commit).to_owned();
        let side = finder.revision(&short, &commit, None)?;
        (short, side)
    };
    let new = args.head.as_ref().map_or_else(|| finder.working_tree(None), |head| finder.newer(head))?;
    let mut arguments = vec!["diff", &base];
    arguments.extend(args.head.as_deref());
    if let Some(provider) = &args.provider {
        arguments.extend(["--provider", provider]);
    }
    let manifest = args.manifest.as_ref().map(|path| path.display().to_string());
    if let Some(manifest) = &manifest {
        arguments.extend(["--manifest", manifest]);
    }
    let command = shell::command(arguments);
    Ok(Sides { old, new, client: Some(finder.client), command })
}

/// How long fetching a document may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The name of what is piped in.
const STDIN: &str = "-";

/// Any two documents. What kind of service they are of is the newer one's to say.
fn documents(old: &Path, new: &Path, overlay: Option<&Path>) -> Result<Sides, Failure> {
    let (old_document, new_document) = (any(old)?, any(new)?);
    let bytes =
        |path: &Path| std::fs::read(path).map_err(|source| Error::Unreadable { path: name(path), source });
    let read = read::read(&new_document.0, &new_document.1).map_err(GeneratorError::from);
    let settings = Settings::suggest_anonymous(&read.map_err(pipeline::Error::from)?);
    let overlay = overlay.map(|path| Ok::<_, Error>((text(bytes(path)?, path)?, name(path)))).transpose()?;
    let texts = |path: &Path, (document, file): (Vec<u8>, String)| {
        Texts::of_document(name(path), file, document, overlay.clone(), settings.clone())
    };
    let (old_name, new_name) = (name(old), name(new));
    let mut arguments = vec!["diff", "--spec-old", &old_name, "--spec-new", &new_name];
    if let Some((_, name)) = &overlay {
        arguments.extend(["--overlay", name]);
    }
    let command = shell::command(arguments);
    Ok(Sides { old: texts(old, old_document), new: texts(new, new_document), client: None, command })
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A document that is a file, at an address, or piped in.
fn any(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    let unreadable = |source| Error::Unreadable { path: name(path), source };
    if path == Path::new(STDIN) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok((bytes, name(path)));
    }
    match path.to_str().filter(|text| ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))) {
        Some(address) => {
            let url = fetch::checked(address, "--spec-old or --spec-new")?;
            Ok((Fetcher::new(&url, TIMEOUT)?.get(&url)?, fetch::shown(&url).to_string()))
        }
        None => Ok(gathered(std::fs::read(path).map_err(unreadable)?, path)?),
    }
}

/// A local document and the files it refers to.
///
/// Of several files only the whole has lines to point to, so reports call it by another name.
fn gathered(bytes: Vec<u8>, path: &Path) -> Result<(Vec<u8>, String), pipeline::Error> {
    let name = name(path);
    if !bundle::may_refer(&bytes) {
        return Ok((bytes, name));
    }
    let gathered = pipeline::gather(&bytes, path)?;
    if !gathered.is_bundled {
        return Ok((bytes, name));
    }
    Ok((gathered.read.text.as_bytes().to_vec(), format!("{name} (bundled)")))
}

fn text(bytes: Vec<u8>, path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::NoText { path: path.display().to_string() })
}

/// Finds sides of one client: its document, overlay, manifest and lock as they were, or as they are.
pub(super) struct Finder {
    pub(super) client: Client,
    pub(super) git: Git,
    /// Where the command was given: paths behind a revision may be relative to it.
    start: Git,
}

impl Finder {
    /// Of a client, asked for from its own root.
    pub(super) fn of(client: &Client) -> Self {
        let git = || Git::around(client.root());
        Self { client: client.clone(), git: git(), start: git() }
    }

    /// The newer side. A document that isn't the client's own goes by the names of the older side: the client's have none
    /// for what it doesn't know.
    fn newer(&self, name: &str) -> Result<Texts, Failure> {
        let texts = self.side(name)?;
        let is_own = texts.file == self.client.show(&self.client.document());
        Ok(Texts { names: texts.names.filter(|_| is_own), ..texts })
    }

    /// A revision, a file, or `REV:PATH`.
    fn side(&self, name: &str) -> Result<Texts, Failure> {
        if let Some(commit) = self.start.commit(name)? {
            return self.revision(name, &commit, None);
        }
        if Path::new(name).is_file() {
            return self.working_tree(Some(Path::new(name)));
        }
        if let Some((revision, path)) = name.split_once(':')
            && let Some(commit) = self.start.commit(revision)?
        {
            return self.revision(revision, &commit, Some(path));
        }
        Err(Error::Unknown { name: name.to_owned() }.into())
    }

    /// The client as it was in a commit, with the document at `path` of that commit, or its own.
    pub(super) fn revision(
        &self,
        revision: &str,
        commit: &str,
        path: Option<&str>,
    ) -> Result<Texts, Failure> {
        let file = |path: &Path| self.git.file(commit, &self.client.show(path));
        let manifest = self.client.manifest();
        let client = match file(&manifest)? {
            Some(bytes) => {
                let name = format!("{revision}:{}", self.client.show(&manifest));
                self.client.with_manifest(&String::from_utf8_lossy(&bytes), &name)?
            }
            None => self.client.clone(),
        };
        let (own, (overlay, _)) = (client.document(), client.overlay());
        let shown = path.map_or_else(|| client.show(&own), str::to_owned);
        let document = match path {
            Some(path) => self.start.named(commit, path)?,
            None => file(&own)?,
        };
        let document = document
            .ok_or_else(|| Error::NotInRevision { path: shown.clone(), revision: revision.to_owned() })?;
        let overlay_name = client.show(&overlay);
        let overlay = file(&overlay)?.map(|bytes| text(bytes, &overlay)).transpose()?;
        let companions = file(&client.companion())?;
        let companions = companions.map(|bytes| text(bytes, &client.companion())).transpose()?;
        let (learned_path, _) = client.learned();
        let learned = file(&learned_path)?.map(|bytes| text(bytes, &learned_path)).transpose()?;
        let names = file(&client.names())?.and_then(|bytes| String::from_utf8(bytes).ok());
        let lock = file(&client.lock())?.and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(Texts {
            shown: format!("{revision}:{shown}"),
            file: shown,
            document,
            overlay: overlay.map(|text| (text, overlay_name)),
            companions: companions.map(|text| (text, client.show(&client.companion()))),
            learned: learned.map(|text| (text, client.show(&learned_path))),
            settings: client.settings.clone(),
            is_client: true,
            source: lock.filter(|_| path.is_none()).and_then(|text| Lock::source_of(&text)),
            names: names.map(|text| (text, client.show(&client.names()))),
        })
    }

    /// The client as it is, with a document of its own or this one.
    pub(super) fn working_tree(&self, document: Option<&Path>) -> Result<Texts, Failure> {
        let client = &self.client;
        let own = client.document();
        let (path, name) = match document {
            Some(path) => (path, path.display().to_string()),
            None => (own.as_path(), client.show(&own)),
        };
        let bytes = std::fs::read(path).map_err(|source| Error::Unreadable { path: name.clone(), source })?;
        let (bytes, file) = match document {
            Some(path) => gathered(bytes, path)?,
            None => (bytes, name.clone()),
        };
        let (overlay_path, overlay) = client.overlay();
        let overlay_name = client.show(&overlay_path);
        let overlay = overlay.map_err(|source| Error::Unreadable { path: overlay_name.clone(), source })?;
        let companions = std::fs::read_to_string(client.companion()).ok();
        let (learned_path, learned) = client.learned();
        let learned_name = client.show(&learned_path);
        let learned = learned.map_err(|source| Error::Unreadable { path: learned_name.clone(), source })?;
        let names = std::fs::read_to_string(client.names()).ok();
        let lock = std::fs::read_to_string(client.lock()).ok().filter(|_| document.is_none());
        Ok(Texts {
            shown: name,
            file,
            document: bytes,
            overlay: overlay.map(|text| (text, overlay_name)),
            companions: companions.map(|text| (text, client.show(&client.companion()))),
            learned: learned.map(|text| (text, learned_name)),
            settings: client.settings.clone(),
            is_client: true,
            source: lock.and_then(|text| Lock::source_of(&text)),
            names: names.map(|text| (text, client.show(&client.names()))),
        })
    }
}
