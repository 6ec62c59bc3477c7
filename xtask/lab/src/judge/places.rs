//! Finds in the document what the arguments of a client's methods stand for.

use std::collections::BTreeMap;

use lowcodeapi_generator::api::{self, Api};
use serde_json::Value;

use super::source::{Argument, Source};
use super::written::Written;

/// What an argument or setter stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ArgumentMeaning {
    /// The argument or setter.
    pub(super) name: String,
    /// The part of the request that it means.
    pub(super) part: RequestPart,
    /// Where its schema stands, if it has one.
    pub(super) schema: Option<String>,
    /// What the document shows as examples.
    pub(super) examples: Vec<Value>,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RequestPart {
    /// A parameter.
    Parameter {
        /// Its name.
        name: String,
        /// `path`, `query`, `header` or `cookie`.
        location: String,
        /// How several values are written, where that isn't the usual way of the place.
        style: Option<String>,
        /// Whether each of them stands by itself.
        explode: Option<bool>,
        /// Whether it is JSON text.
        is_json: bool,
    },
    /// The body, in a media type.
    Body(String),
}

/// An operation of the document, as a method of the client calls it.
#[derive(Debug, Default)]
pub(super) struct Called {
    /// Method and path.
    pub(super) route: String,
    /// Where it stands.
    pub(super) pointer: String,
    /// What stands for each argument, in their order.
    pub(super) arguments: Vec<ArgumentMeaning>,
    /// The same of the setters of the call.
    pub(super) setters: Vec<ArgumentMeaning>,
    /// Arguments and setters that the document knows nothing of.
    pub(super) unknown: Vec<String>,
}

/// The operation of every method, in the order of the source.
pub(super) fn called(source: &Source, api: &Api, document: Written<'_>) -> Vec<Called> {
    let operations: BTreeMap<&str, &api::Operation> =
        api.operations.iter().map(|operation| (operation.call.as_str(), operation)).collect();
    let called = source.methods.iter().map(|method| {
        let Some(operation) = operations.get(method.call.as_str()) else {
            return Called { unknown: vec![method.name.clone()], ..Called::default() };
        };
        let mut called = Called {
            route: format!("{} {}", operation.method, operation.key),
            pointer: document.operation(operation),
            ..Called::default()
        };
        // A method of its own means a media type of its own.
        let content = operation.body.iter().flat_map(|body| &body.contents).find(|content| {
            content.chosen_by.as_ref().is_some_and(|chosen| plain(&chosen.method) == method.name)
        });
        for argument in &method.arguments {
            match place(argument, operation, content, &called.pointer, document) {
                Some(place) => called.arguments.push(place),
                None => called.unknown.push(argument.name.clone()),
            }
        }
        for setter in &source.calls[&method.call].setters {
            match place(setter, operation, None, &called.pointer, document) {
                Some(place) => called.setters.push(place),
                None => called.unknown.push(setter.name.clone()),
            }
        }
        called
    });
    called.collect()
}

fn place(
    argument: &Argument,
    operation: &api::Operation,
    content: Option<&api::Content>,
    pointer: &str,
    document: Written<'_>,
) -> Option<ArgumentMeaning> {
    let name = argument.name.clone();
    if let Some(parameter) = operation.parameters.iter().find(|parameter| plain(&parameter.name.rust) == name)
    {
        let location = match parameter.location {
            api::Location::Path => "path",
            api::Location::Query => "query",
            api::Location::Header => "header",
            api::Location::Cookie => "cookie",
        };
        return Some(document.parameter(name, &parameter.name.wire, location, pointer));
    }
    let body = operation.body.as_ref()?;
    let chosen = body
        .contents
        .iter()
        .find(|content| content.chosen_by.as_ref().is_some_and(|chosen| plain(&chosen.call) == name));
    let first = (plain(&body.argument) == name).then(|| content.or(body.contents.first())).flatten();
    let content = chosen.or(first)?;
    Some(document.body(name, &content.media_type, pointer))
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}
