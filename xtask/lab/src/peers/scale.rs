//! `scale`: how time and memory grow with the document: one document, and many copies of it in one.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lowcodeapi_generator::read;
use serde_json::{Map, Value};

use super::error::Error;
use super::measure::{self, Run};
use super::{install, known, name};
use tool::exit::{ExitCode, Failure};
use tool::terminal::LABEL;
use tool::workspace::runtime;

/// How much more than the document time and memory may grow.
const TOLERANCE: f64 = 1.2;

/// Which document, and how many copies.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// The document to repeat
    #[arg(value_name = "FILE")]
    document: PathBuf,
    /// How many copies of it are in the large one
    #[arg(long, value_name = "N", default_value = "10")]
    times: NonZeroUsize,
    /// How often each is generated; the best counts
    #[arg(long, value_name = "N", default_value = "3")]
    runs: NonZeroUsize,
    /// A release build of this program that is here already [default: it is built]
    #[arg(long, value_name = "FILE")]
    ours: Option<PathBuf>,
}

/// Generates a client from the document and from its copies, and compares what that took.
pub(crate) fn scale(args: &Args) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(Error::disk("read", Path::new(".")))?;
    let home = runtime::home(&here).ok_or(Error::NoRuntime)?;
    let target = here.join(runtime::target(&home));
    let program =
        args.ours.as_ref().map_or_else(|| install::ours(&home, &target), |ours| Ok(here.join(ours)))?;
    let folder = target.join("scale");
    let (one, many) = (folder.join("one.json"), folder.join("many.json"));
    std::fs::create_dir_all(&folder).map_err(Error::disk("write", &folder))?;
    write_both(&args.document, args.times.get(), &one, &many)?;

    let ours = known::ours(&program);
    let best = |document: &Path| -> Result<Best, Failure> {
        let mut best = Best { wall: Duration::MAX, memory: None };
        for _ in 0..args.runs.get() {
            let run = measure::run(&ours, document, &folder.join("client/client"), &home)?;
            if !run.is_good() {
                return Err(Error::Failed { document: document.to_owned(), said: run.said }.into());
            }
            best.join(&run);
        }
        Ok(best)
    };
    let (small, large) = (best(&one)?, best(&many)?);
    let times = large.wall.as_secs_f64() / small.wall.as_secs_f64();
    let memory = small.memory.zip(large.memory).map(|(small, large)| (small, large, ratio(large, small)));
    anstream::println!(
        "{LABEL}document{LABEL:#}  {}, and {} copies of it in one",
        name(&args.document),
        args.times
    );
    anstream::println!(
        "{LABEL}time{LABEL:#}      {:.2} s → {:.2} s, {times:.1} times",
        small.wall.as_secs_f64(),
        large.wall.as_secs_f64()
    );
    if let Some((small, large, ratio)) = memory {
        anstream::println!(
            "{LABEL}memory{LABEL:#}    {} MiB → {} MiB, {ratio:.1} times",
            small >> 20,
            large >> 20
        );
    }
    let limit = TOLERANCE * f64::from(u32::try_from(args.times.get()).unwrap_or(u32::MAX));
    let grown = memory.map_or(times, |(_, _, memory)| memory.max(times));
    Ok(if grown <= limit { ExitCode::Done } else { ExitCode::Unmet })
}

/// The least of several runs.
struct Best {
    wall: Duration,
    memory: Option<u64>,
}

impl Best {
    fn join(&mut self, run: &Run) {
        self.wall = self.wall.min(run.wall);
        self.memory = match (self.memory, run.memory) {
            (Some(least), Some(memory)) => Some(least.min(memory)),
            (least, memory) => least.or(memory),
        };
    }
}

#[expect(clippy::cast_precision_loss, reason = "bytes of memory are few enough")]
fn ratio(large: u64, small: u64) -> f64 {
    large as f64 / small as f64
}

/// Writes the document and its copies, in the same spelling.
fn write_both(document: &Path, times: usize, one: &Path, many: &Path) -> Result<(), Failure> {
    let bytes = std::fs::read(document).map_err(Error::disk("read", document))?;
    let read = read::read(&bytes, &document.display().to_string());
    let value =
        read.map_err(|error| tool::pipeline::Error::from(lowcodeapi_generator::Error::from(error)))?.value;
    let write = |path: &Path, value: &Value| {
        std::fs::write(path, value.to_string()).map_err(Error::disk("write", path))
    };
    write(one, &value)?;
    write(many, &repeated(&value, times))?;
    Ok(())
}

/// The document with so many copies of its paths and components, none of which refers to another copy's.
fn repeated(document: &Value, times: usize) -> Value {
    let mut repeated = document.clone();
    for copy in 1..times {
        for (key, item) in members(document, "/paths") {
            if let Some(Value::Object(paths)) = repeated.get_mut("paths") {
                paths.insert(format!("/copy{copy}{key}"), renamed(item, copy));
            }
        }
        for (section, parts) in members(document, "/components") {
            // Security is referred to by name, from outside of the copies too.
            if section == "securitySchemes" {
                continue;
            }
            for (key, part) in parts.as_object().into_iter().flatten() {
                if let Some(Value::Object(parts)) = repeated.pointer_mut(&format!("/components/{section}")) {
                    parts.insert(format!("{key}_{copy}"), renamed(part, copy));
                }
            }
        }
    }
    repeated
}

fn members<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.pointer(pointer).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// A part of the document with the names and references of a copy.
fn renamed(value: &Value, copy: usize) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let value = match value {
                    Value::String(id) if key == "operationId" => format!("{id}_{copy}").into(),
                    value => renamed(value, copy),
                };
                (key.clone(), value)
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => items.iter().map(|item| renamed(item, copy)).collect(),
        Value::String(text) => reference(text, copy).unwrap_or_else(|| text.clone()).into(),
        value => value.clone(),
    }
}

/// A reference to a component as one to the copy's.
fn reference(text: &str, copy: usize) -> Option<String> {
    let (section, rest) = text.strip_prefix("#/components/")?.split_once('/')?;
    let (name, below) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some(format!("#/components/{section}/{name}_{copy}{below}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_copy_refers_to_nothing_of_another() {
        let document = json!({
            "paths": {"/a": {"get": {"operationId": "a", "x": {"$ref": "#/components/schemas/A/properties/b"}}}},
            "components": {"schemas": {"A": {"not": {"$ref": "#/components/schemas/A"}}}, "securitySchemes": {"s": {}}},
        });
        let expected = json!({
            "paths": {
                "/a": {"get": {"operationId": "a", "x": {"$ref": "#/components/schemas/A/properties/b"}}},
                "/copy1/a": {"get": {"operationId": "a_1", "x": {"$ref": "#/components/schemas/A_1/properties/b"}}},
            },
            "components": {
                "schemas": {
                    "A": {"not": {"$ref": "#/components/schemas/A"}},
                    "A_1": {"not": {"$ref": "#/components/schemas/A_1"}},
                },
                "securitySchemes": {"s": {}},
            },
        });
        assert_eq!(repeated(&document, 2), expected);
    }
}
