//! Amazon's service model, as botocore ships it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Stdio;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Error;
use super::python::{Python, tail};
use super::table::Row;
use stand_in::Request;

const SCRIPT: &str = include_str!("validate.py");

#[derive(Debug, Deserialize)]
struct Verdicts {
    version: String,
    /// Of each request, in order.
    faults: Vec<Vec<String>>,
}

/// The faults of each request, by its shape.
type Shapes<'a> = BTreeMap<String, Vec<&'a Vec<String>>>;

/// What the model says to each request, those of one program and shape in one row.
pub(super) fn judge(python: &Python, sent: &[(String, Request)]) -> Result<Vec<Row>, Error> {
    let requests: Vec<&Request> = sent.iter().map(|(_, request)| request).collect();
    let verdicts = ask(python, &json!({ "requests": requests }).to_string())?;
    let mut groups: Vec<(&str, Shapes<'_>)> = Vec::new();
    for ((program, request), faults) in sent.iter().zip(&verdicts.faults) {
        if groups.last().is_none_or(|(last, _)| last != program) {
            groups.push((program, Shapes::new()));
        }
        if let Some((_, shapes)) = groups.last_mut() {
            shapes.entry(describe(request)).or_default().push(faults);
        }
    }
    let validator = format!("botocore {}", verdicts.version);
    let rows = groups.into_iter().flat_map(|(program, shapes)| {
        let validator = &validator;
        shapes.into_iter().map(move |(shape, faults)| row(program, &shape, validator, &faults))
    });
    Ok(rows.collect())
}

fn row(program: &str, shape: &str, validator: &str, faults: &[&Vec<String>]) -> Row {
    let count = if faults.len() == 1 { String::new() } else { format!(" × {}", faults.len()) };
    let request = format!("{program}: {shape}{count}");
    match faults.iter().find_map(|faults| faults.first()) {
        None => Row::good(&request, validator, "valid"),
        Some(fault) => Row::bad(&request, validator, &format!("refused: {fault}")),
    }
}

fn ask(python: &Python, input: &str) -> Result<Verdicts, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Model { cause: error.to_string() };
    let mut command = python.program("python");
    command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // The script reads all of it before it writes anything.
    let written = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().map_err(|error| failed(&error))?;
    if !output.status.success() {
        return Err(Error::Model { cause: tail(&output) });
    }
    written.map_err(|error| failed(&error))?;
    serde_json::from_slice(&output.stdout).map_err(|error| failed(&error))
}

/// A request's operation and the kind of its content.
fn describe(request: &Request) -> String {
    let content = &request.body["Content"];
    let template = content.get("Template").or_else(|| request.body["DefaultContent"].get("Template"));
    let kind = match template {
        Some(template) if template.get("TemplateContent").is_some_and(Value::is_object) => {
            "template in the request"
        }
        Some(_) => "stored template",
        None if content.get("Raw").is_some() => "raw",
        None => "simple",
    };
    format!("{}, {kind}", request.operation)
}
