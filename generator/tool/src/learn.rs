//! `learn`: the type of an answer that nobody describes, from answers that a person saved.

use std::path::{Path, PathBuf};

use lowcodeapi_generator::api::{Api, DescribedBy, Operation};
use lowcodeapi_generator::learn::{self, Learned, NoAnswer};
use miette::Diagnostic;
use serde_json::Value;
use thiserror::Error;

use crate::exit::{Exit, ExitCode, Failure};
use crate::regen::report::counted;
use crate::shell::command;
use crate::terminal::LABEL;
use crate::tree::{Change, Drift};
use crate::turn::Turn;
use crate::workspace::Client;
use crate::{committed, pipeline, write};

/// What to learn, and from what.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// The operation: its method, as in `get_page` or `pages.get`, or `GET /v1/pages/{page_id}`
    operation: String,
    /// Answers of it, each as JSON in a file, with or without LowCodeAPI's envelope
    #[arg(required = true, value_name = "FILE")]
    answers: Vec<PathBuf>,
    /// The client crate's folder [default: the only one in the workspace]
    #[arg(long, value_name = "DIR")]
    manifest: Option<PathBuf>,
}

fn help() -> String {
    let example: &[&str] = &["learn", "get_page", "answers/one.json", "answers/two.json"];
    crate::exit::help(&[(example, "what both have in common becomes the type of the answer")])
}

/// Why nothing is learned.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The client has no such operation.
    #[error("the client has no operation `{operation}`")]
    #[diagnostic(
        code(learn::no_operation),
        help(
            "`spec/api.txt` has the names of its methods; method and path work as well: `GET /v1/pages/{{page_id}}`"
        )
    )]
    NoOperation {
        /// As it was asked for.
        operation: String,
    },
    /// Several operations are called so.
    #[error("`{operation}` may be {}", operations.join(" or "))]
    #[diagnostic(code(learn::several_operations), help("write one of these"))]
    SeveralOperations {
        /// As it was asked for.
        operation: String,
        /// Method and path of each.
        operations: Vec<String>,
    },
    /// There is nothing to learn.
    #[error("the answer of {operation} is described already")]
    #[diagnostic(
        code(learn::described),
        help(
            "the document, a companion or the overlay says what it is; where that is wrong, mend it in `overlay.yaml`"
        )
    )]
    Described {
        /// Method and path.
        operation: String,
    },
    /// An answer can't be read.
    #[error("can't read the answer `{path}`")]
    #[diagnostic(code(learn::unreadable), help("name a file that is there and may be read"))]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// An answer is no JSON.
    #[error("{path}:{line}:{column}: the answer is no JSON")]
    #[diagnostic(code(learn::no_json), help("save the body alone, without status and headers"))]
    NoJson {
        /// Which.
        path: String,
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// It is not what a success is answered with.
    #[error("`{path}` is no answer to learn from")]
    #[diagnostic(code(learn::no_answer), help("save what a call was answered with that succeeded"))]
    NoAnswer {
        /// Which.
        path: String,
        /// Why.
        source: NoAnswer,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::NoOperation { .. } | Self::SeveralOperations { .. } | Self::Described { .. } => {
                ExitCode::Usage
            }
            Self::Unreadable { .. } | Self::NoJson { .. } | Self::NoAnswer { .. } => ExitCode::Document,
        }
    }
}

/// Learns an operation anew from all its samples, and writes down their shape.
pub fn learn(args: &Args) -> Result<ExitCode, Failure> {
    let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let client = Client::find(&start, args.manifest.as_deref(), None)?;
    let mut turn = Turn::of(client.folder())?;
    let _turn = turn.take(|| anstream::eprintln!("waiting for another command on this client to end"))?;
    let (_, made) = committed::made(&client)?;
    let operation = find(&made.api, &args.operation)?;
    let key = key(operation);
    if operation.output.documented && operation.output.described_by != DescribedBy::Samples {
        return Err(Error::Described { operation: key }.into());
    }
    let is_enveloped = client.settings.is_lowcodeapi();
    let answers: Vec<Value> =
        args.answers.iter().map(|path| answer(path, is_enveloped)).collect::<Result<_, _>>()?;
    let (path, text) = client.learned();
    let shown = client.show(&path);
    let text = text.map_err(|source| Error::Unreadable { path: shown.clone(), source })?;
    let known = text.as_deref().map(|text| Learned::parse(text, &shown)).transpose();
    let mut learned = known
        .map_err(|error| pipeline::Error::from(lowcodeapi_generator::Error::from(error)))?
        .unwrap_or_default();
    let lesson = learn::shape(&answers);
    let names = learn::names(&lesson);
    learned.lessons.insert(key.clone(), lesson);
    write::write(&[Change { path, drift: Drift::Missing { text: learned.text().into() } }])?;
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    anstream::print!(
        "{LABEL}learned{LABEL:#}    {key}, from {} in {shown}\n{LABEL}members{LABEL:#}    {names}\n",
        counted(answers.len(), "answer"),
    );
    if answers.len() == 1 {
        anstream::print!("           of one answer nobody can tell what others lack: give several\n");
    }
    let manifest = args.manifest.as_ref().map(|path| path.display().to_string());
    let manifest = manifest.iter().flat_map(|path| ["--manifest", path]);
    let regen = command(["regen", "--offline"].into_iter().chain(manifest));
    anstream::print!(
        "{LABEL}next{LABEL:#}       read the members, which are public from now on; then `{regen}`\n"
    );
    Ok(ExitCode::Done)
}

/// What the file calls an operation.
fn key(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.key)
}

/// The operation of a name, or of a method and a path in either URL format.
fn find<'a>(api: &'a Api, wanted: &str) -> Result<&'a Operation, Error> {
    let is_named = |operation: &&Operation| {
        let method = operation.name.rust.trim_start_matches("r#");
        let group = operation.group.map(|at| api.groups_to(&api.groups[at]));
        let groups = group.iter().flatten().map(|group| group.name.rust.trim_start_matches("r#"));
        let path: Vec<&str> = groups.chain([method]).collect();
        wanted == method || wanted.replace("()", "") == path.join(".")
    };
    let is_at = |operation: &&Operation| {
        let urls = &operation.urls;
        let mut paths = std::iter::once(&operation.key).chain(&urls.new).chain(&urls.old);
        let asked =
            wanted.split_once(' ').filter(|(method, _)| method.eq_ignore_ascii_case(&operation.method));
        asked.is_some_and(|(_, asked)| paths.any(|path| path == asked.trim()))
    };
    let found: Vec<&Operation> =
        api.operations.iter().filter(|operation| is_named(operation) || is_at(operation)).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(Error::NoOperation { operation: wanted.to_owned() }),
        _ => Err(Error::SeveralOperations {
            operation: wanted.to_owned(),
            operations: found.into_iter().map(|operation| format!("`{}`", key(operation))).collect(),
        }),
    }
}

fn answer(path: &Path, is_enveloped: bool) -> Result<Value, Error> {
    let shown = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: shown.clone(), source })?;
    let saved = serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Error::NoJson { path: shown.clone(), line, column }
    })?;
    learn::payload(saved, is_enveloped).map_err(|source| Error::NoAnswer { path: shown, source })
}
