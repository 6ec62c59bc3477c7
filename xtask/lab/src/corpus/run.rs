//! One document after the other through the pipeline, several at a time.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::Instant;

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::bundle;
use lowcodeapi_generator::files::Files;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::read::Committed;
use lowcodeapi_generator::{Client, Error as Refusal, Known, Prepared, Settings, scaffold};

use super::companions::Companions;
use super::documents::Document;
use super::entry::{Entry, LeftOut, Outcome, add};
use super::error::Error;
use super::progress::Progress;
use super::table::Totals;
use super::watch::Journal;
use super::{census, entry, typed};
use crate::companions;

/// What is done with a client, once it is made.
pub(crate) type Keep<'a> = dyn Fn(&Document, &Made) -> Result<(), Error> + Sync + 'a;

/// A client, and what it was made from.
pub(crate) struct Made {
    /// What the document suggests.
    pub(crate) settings: Settings,
    /// The document.
    pub(crate) prepared: Prepared,
    /// What the client offers.
    pub(crate) api: Api,
    /// Its files.
    pub(crate) files: Files,
}

/// As much as the first thread of a process has.
pub(crate) const STACK: usize = 8 << 20;

/// A document of so many bytes keeps all cores busy by itself: it is generated alone, as its user would.
const LARGE: usize = 8 << 20;

impl Made {
    /// The document after repair, overlay and inference.
    pub(crate) fn document(&self) -> &serde_json::Value {
        self.prepared.document()
    }
}

/// Makes a client of every document, and keeps what is wanted of it.
pub(crate) fn all(
    documents: &[Document],
    jobs: NonZeroUsize,
    keep: Option<&Keep<'_>>,
    journal: &Journal,
) -> Result<(Vec<Entry>, Totals), Error> {
    let progress = Progress::new("generated", documents.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new((BTreeMap::new(), Totals::default()));
    let cores = RwLock::new(());
    let work = || -> Result<(), Error> {
        while let Some((at, document)) = nth(documents, next.fetch_add(1, Ordering::Relaxed)) {
            journal.begin(&document.name)?;
            let (entry, found) = one(document, keep, &cores)?;
            journal.end(&document.name)?;
            progress.done(&document.name);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.1.join(found);
            done.0.insert(at, entry);
        }
        Ok(())
    };
    // What a panic has to say is in the report.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let ended = std::thread::scope(|scope| {
        let spawn = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let threads: Vec<_> = (0..jobs.get().min(documents.len())).map(spawn).collect();
        let join = |thread: std::io::Result<std::thread::ScopedJoinHandle<'_, Result<(), Error>>>| {
            let thread = thread.expect("the system has a thread left");
            thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
        };
        threads.into_iter().try_for_each(join)
    });
    panic::set_hook(hook);
    ended?;
    let (entries, totals) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((entries.into_values().collect(), totals))
}

fn nth(documents: &[Document], at: usize) -> Option<(usize, &Document)> {
    Some((at, documents.get(at)?))
}

fn one(document: &Document, keep: Option<&Keep<'_>>, cores: &RwLock<()>) -> Result<(Entry, Totals), Error> {
    let bytes = std::fs::read(&document.path).map_err(Error::read(&document.path))?;
    let timed = || {
        let began = Instant::now();
        let made = panic::catch_unwind(AssertUnwindSafe(|| make(document, &bytes)));
        (made, began.elapsed().as_millis())
    };
    let (made, millis) = if bytes.len() >= LARGE {
        let _all = cores.write().unwrap_or_else(PoisonError::into_inner);
        timed()
    } else {
        let _some = cores.read().unwrap_or_else(PoisonError::into_inner);
        timed()
    };
    let failed = |outcome| (Entry { millis, ..Entry::new(&document.name, outcome) }, Totals::default());
    let made = match made {
        Ok(Ok(made)) => made,
        Ok(Err(error)) => return Ok(failed(Outcome::Refused(refused(&error)))),
        Err(panic) => return Ok(failed(Outcome::Panicked(message(&*panic)))),
    };
    let (mut entry, totals) = found(document, &made);
    entry.millis = millis;
    if let Some(keep) = keep {
        keep(document, &made)?;
        entry.package = Some(document.package.clone());
    }
    Ok((entry, totals))
}

/// Makes the client of a document.
pub(crate) fn make(document: &Document, bytes: &[u8]) -> Result<Made, Refusal> {
    let name = document.path.display().to_string();
    let folder = document.path.parent().unwrap_or(Path::new(""));
    let mut open = |path: &str| std::fs::read(folder.join(path));
    let mut read = bundle::bundle(bytes, &name, &mut open)?;
    let origins = read.origins.take();
    client(document, read).map_err(|error| match origins {
        Some(origins) => error.relocated(&origins),
        None => error,
    })
}

fn client(document: &Document, read: Committed) -> Result<Made, Refusal> {
    let library = Some(scaffold::library(&document.package));
    let settings = Settings { library, ..Settings::suggest(&read.document, &document.provider) };
    let found = document.candidates.as_ref().map(|candidates| {
        candidates.choice(&companions::repaired(read.document.clone(), &document.provider))
    });
    let companions = found.transpose().expect("what was read once can be read again").unwrap_or_default();
    let known = Known { companions: &companions, ..Known::default() };
    let prepared = Prepared::new(read, known, &settings)?;
    let Client { api, files, .. } = prepared.client(&settings, &Names::default())?;
    Ok(Made { settings, prepared, api, files })
}

fn found(document: &Document, made: &Made) -> (Entry, Totals) {
    let Made { prepared, api, .. } = made;
    let places = typed::count(api);
    let operations = census::operations(prepared.text(), prepared.form());
    let left_out = api.left_out.iter();
    let left_out: Vec<LeftOut> = left_out
        .map(|left| LeftOut { operation: left.operation.clone(), reason: left.reason.clone() })
        .collect();
    let lost = operations.abs_diff(api.operations.len() + left_out.len());
    let outcome = if lost == 0 { Outcome::Good } else { Outcome::Lost(lost) };
    let companions = Companions::of(&prepared.companions().matched, api);
    let mut totals = Totals { places, companions, ..Totals::default() };
    let repairs = lowcodeapi_generator::repair::tally(prepared.repairs());
    add(&mut totals.repairs, repairs.into_iter().map(|(kind, count)| (kind.as_str().to_owned(), count)));
    let degradations = api.degradations.iter().map(|degradation| (format!("{:?}", degradation.kind), 1));
    add(&mut totals.degradations, degradations);
    let entry = Entry {
        operations,
        methods: api.operations.len(),
        left_out,
        types: api.types.len(),
        untyped: places.untyped,
        companions,
        repairs: prepared.repairs().len(),
        degraded: api.degradations.len(),
        ..Entry::new(&document.name, outcome)
    };
    (entry, totals)
}

fn refused(error: &Refusal) -> entry::Refusal {
    entry::Refusal { error: error.to_string(), problems: error.findings() }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}
