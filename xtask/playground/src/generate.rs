//! A document becomes a crate, with everything a page shows beside its files.

mod links;

use std::collections::BTreeMap;

use lowcodeapi_generator::api::{Flavour, Grouping, Settings};
use lowcodeapi_generator::assumed::{assumed, assumed_host};
use lowcodeapi_generator::lock::{Lock, Provenance, Source};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::scaffold::{self, Crate, Dependency, License, Place, Refresh};
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{Error, Finding, FirstCall, Generated, Known, Prepared, first_call};
use serde::{Deserialize, Serialize};

use crate::document::{Extent, Files, extent};
use crate::message::{Message, Stretch};
use crate::{Runtime, Stage};
use links::Links;

/// How users of the command line refresh a client.
const REGEN: &str = "cargo api-client regen";

/// What the overlay of a crate is called.
const OVERLAY: &str = "overlay.yaml";

/// What a crate is to be made of.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The document.
    pub files: Files,
    /// The provider, after which the crate is called.
    pub provider: String,
    /// The text of an overlay; the one that every crate begins with where there is none.
    #[serde(default)]
    pub overlay: Option<String>,
    /// What is decided otherwise than the document suggests.
    #[serde(default)]
    pub choices: Choices,
}

/// What a manifest decides, as far as somebody chose it.
#[derive(Debug, Default, Deserialize)]
pub struct Choices {
    /// How methods are laid out.
    pub group: Option<Grouping>,
    /// What kind of service it is.
    pub flavour: Option<Flavour>,
    /// What the groups are that have a Cargo feature each, where they do: methods are laid out by them.
    pub features: Option<Grouping>,
    /// Where it is.
    pub host: Option<String>,
    /// Whether the crate depends on the published runtime, rather than carry a copy.
    #[serde(default)]
    pub depends: bool,
    /// The operations it has, where those are not all.
    #[serde(default)]
    pub operations: Vec<String>,
    /// The Rust types that strings of a format become, by the format.
    #[serde(default)]
    pub types: BTreeMap<String, String>,
}

/// A crate, or why there is none.
pub type Generation = Result<Box<Made>, Vec<Finding>>;

/// A crate and what there is to say about it.
#[derive(Debug)]
pub struct Made {
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    summary: Summary,
}

/// All but the files.
#[derive(Debug, Serialize)]
struct Summary {
    package: String,
    form: String,
    openapi: String,
    title: String,
    settings: ShownSettings,
    findings: Vec<Finding>,
    actions: Vec<Action>,
    #[serde(flatten)]
    links: Links,
    first_call: Option<ShownCall>,
    inferred: usize,
}

#[derive(Debug, Serialize)]
struct ShownSettings {
    host: String,
    group: &'static str,
    flavour: &'static str,
}

#[derive(Debug, Serialize)]
struct ShownCall {
    route: String,
    summary: String,
    example: String,
}

/// What an action of the overlay did.
#[derive(Debug, Serialize)]
struct Action {
    target: String,
    line: usize,
    matched: usize,
    changed: usize,
    nearest: Option<String>,
    places: Vec<Extent>,
}

/// Makes a crate, as `cargo api-client new` does with the same document beside the crate's folder.
///
/// # Errors
///
/// Where the document can't become a client: all that is wrong with it.
pub fn generate(
    request: &Request,
    bytes: &[u8],
    runtime: &Runtime,
    progress: &mut dyn FnMut(Stage),
) -> Generation {
    let mut origins = None;
    make(request, bytes, runtime, progress, &mut origins).map(Box::new).map_err(|error| match &origins {
        Some(origins) => error.relocated(origins).findings(),
        None => error.findings(),
    })
}

fn make(
    request: &Request,
    bytes: &[u8],
    runtime: &Runtime,
    progress: &mut dyn FnMut(Stage),
    origins: &mut Option<Origins>,
) -> Result<Made, Error> {
    progress(Stage::Reading);
    let mut read = request.files.read(bytes)?;
    *origins = read.origins.take();
    let dependency = if request.choices.depends { Dependency::Version } else { Dependency::Vendored };
    let settings = request.settings(&read.document, &dependency);
    let host = match request.choices.host {
        Some(_) => None,
        None => Settings::assumed_host(&read.document),
    };
    let overlay = request.overlay.clone().unwrap_or_else(|| scaffold::overlay(&request.provider, REGEN));

    progress(Stage::Preparing);
    let known = Known { companions: &[], overlay: Some((&overlay, OVERLAY)), learned: None };
    let prepared = Prepared::new(read, known, &settings)?;

    progress(Stage::Making);
    let made = prepared.generate(&settings, &Names::default())?;

    progress(Stage::Presenting);
    let origins = origins.as_ref();
    let package = scaffold::package(&request.provider, settings.flavour);
    let call = first_call(&made.api)?;
    let written = Crate {
        package: &package,
        license: License::Own(scaffold::USUAL_LICENSE),
        dependency: &dependency,
        runtime: &runtime.package,
        companions: &[],
        api: &made.api,
        call: call.as_ref(),
        has_example: true,
        refresh: Refresh { command: REGEN, is_alias: false },
    };
    let path = Some(format!("../{}", request.files.document.name));
    let provenance = Provenance { source: Source::File, url: None, path };
    let lock = Lock::new(&request.provider, provenance, Some(&overlay), &made);
    let by_hand = written.files(overlay.clone()).into_iter().map(|(path, text)| (path.to_owned(), text));
    let by_program = scaffold::written(&made, || &runtime.copy, lock.text());
    let by_program = by_program.into_iter().map(|(place, text)| (path_of(place), text.into_owned()));
    let files: Vec<_> = by_hand.chain(by_program).collect();
    let host = host.map(|host| assumed_host(&host, &made, origins));
    let findings = host.into_iter().chain(assumed(&made, origins, Some(OVERLAY))).collect();
    let summary = Summary {
        form: made.form.shown(),
        openapi: made.source.value["openapi"].as_str().unwrap_or_default().to_owned(),
        title: made.api.title.clone(),
        settings: ShownSettings {
            host: settings.host.clone(),
            group: settings.group.name(),
            flavour: if settings.is_lowcodeapi() { "lowcodeapi" } else { "openapi" },
        },
        findings,
        actions: actions(&made, origins),
        links: Links::of(&made, &files, origins),
        first_call: call.map(|FirstCall { route, summary, example, .. }| ShownCall {
            route,
            summary,
            example,
        }),
        inferred: made.inferences.len(),
        package,
    };
    Ok(Made { files, summary })
}

/// Where the crates of the command line have a file.
fn path_of(place: Place) -> String {
    match place {
        Place::Snapshot(name) => format!("spec/{name}"),
        Place::Code(path) => format!("src/generated/{path}"),
    }
}

fn actions(made: &Generated, origins: Option<&Origins>) -> Vec<Action> {
    let shown = |applied: &lowcodeapi_generator::overlay::Applied| Action {
        target: applied.target.clone(),
        line: applied.position.line,
        matched: applied.matched,
        changed: applied.changed,
        nearest: applied.nearest.clone(),
        places: applied.places.iter().filter_map(|pointer| extent(&made.source, origins, pointer)).collect(),
    };
    made.overlay.actions.iter().map(shown).collect()
}

impl Request {
    fn settings(&self, document: &lowcodeapi_generator::document::Document, from: &Dependency) -> Settings {
        let suggested = Settings::suggest(document, &self.provider);
        let Choices { group, flavour, features, host, operations, types, .. } = &self.choices;
        let features = features.filter(|by| *by != Grouping::Flat);
        let flavour = flavour.unwrap_or(suggested.flavour);
        Settings {
            group: features.or(*group).unwrap_or(suggested.group),
            flavour,
            library: Some(scaffold::library(&scaffold::package(&self.provider, flavour))),
            host: host.clone().unwrap_or(suggested.host),
            runtime: from.setting(),
            operations: operations.clone(),
            types: types.clone(),
            features: features.is_some(),
            ..suggested
        }
    }
}

/// The answer to a page.
#[derive(Serialize)]
struct Answer<'a> {
    files: Vec<(&'a str, Stretch)>,
    #[serde(flatten)]
    summary: &'a Summary,
}

/// The answer where there is nothing.
#[derive(Serialize)]
pub(crate) struct Failed<'a> {
    /// What is wrong.
    pub(crate) problems: &'a [Finding],
}

impl crate::IntoMessage for Generation {
    fn message(&self) -> Message {
        let mut message = Message::default();
        match self {
            Ok(made) => {
                let files =
                    made.files.iter().map(|(path, text)| (path.as_str(), message.add(text))).collect();
                message.with(&Answer { files, summary: &made.summary })
            }
            Err(problems) => message.with(&Failed { problems }),
        }
    }
}
