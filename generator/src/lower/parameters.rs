//! Everything of a request that is outside its body.

use openapiv3::ParameterSchemaOrContent;
use serde_json::Value;

use super::described::described;
use super::docs;
use super::facts::literal;
use super::idempotency;
use super::negotiation;
use super::nodes::pointer;
use super::reserved::is_reserved;
use super::structs;
use super::style::{is_nested, is_written_as_query, style};
use super::types::Types;
use crate::api::{
    Constraints, DegradationKind, Docs, Literal, Location, Name, Output, Parameter, Pointer, Primitive,
    SecurityKind, SecurityRequirement, SecurityScheme, Settings, Streaming, Style, TypeRef,
};
use crate::extensions::PATH_PARAMETER;
use crate::model::{self, Located, OperationNode, ParameterPlace};
use crate::names::{self, Case, Scope, reserved};
use crate::urls;

/// What parameters are read with beside the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'s> {
    pub(super) schemes: &'s indexmap::IndexMap<String, SecurityScheme>,
    /// What an operation needs that says nothing itself.
    pub(super) security: &'s [SecurityRequirement],
    /// The service reads nested values of the query as the `qs` library does.
    pub(super) qs: bool,
}

/// A parameter that is the secret of a security scheme: nothing to be given to a call, for the client sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The scheme's name.
    pub(super) scheme: String,
    pub(super) required: bool,
}

/// The parameters of an operation (those in the path in its order, other required ones, the rest), without names yet, and
/// those that are keys.
pub(super) fn parameters<'m>(
    types: &mut Types<'m>,
    node: &'m OperationNode,
    position: usize,
    around: Surroundings<'_>,
) -> (Vec<Parameter>, Vec<Key>) {
    let path = super::operations::without_fragment(&node.path);
    let places = urls::placeholders(path);
    let mut parameters = Vec::with_capacity(node.parameters.len());
    let mut keys = Vec::new();
    for located in &node.parameters {
        if let Some(key) = key(&located.node, around) {
            keys.push(key);
            continue;
        }
        if let Some(reason) = leave_out(types, node, &located.node, &places, around) {
            types.degrade(&located.pointer, DegradationKind::IgnoredParameter, reason);
            continue;
        }
        parameters.push(parameter(types, located, position, around));
    }
    for place in &places {
        let known =
            |parameter: &Parameter| parameter.location == Location::Path && parameter.name.wire == *place;
        if !parameters.iter().any(known) {
            let detail = format!("the path parameter `{place}` is not declared; it is read as a string");
            types.degrade(&node.pointer, DegradationKind::UntypedSchema, detail);
            parameters.push(undeclared(place, &node.pointer));
        }
    }
    parameters.sort_by_key(|parameter| match parameter.location {
        Location::Path => (0, places.iter().position(|place| *place == parameter.name.wire)),
        _ if parameter.required => (1, None),
        _ => (2, None),
    });
    (parameters, keys)
}

/// Names the parameters of an operation; what else its call has may have the names that are left in the scope.
pub(super) fn name(
    types: &mut Types<'_>,
    node: &OperationNode,
    parameters: &mut [Parameter],
    output: &Output,
    settings: &Settings,
) -> Scope {
    let undocumented = if output.is_open() { reserved::UNDOCUMENTED } else { &[] };
    let streamed = match &output.streaming {
        Some(Streaming::Download) => reserved::DOWNLOAD,
        Some(Streaming::Events { .. }) => reserved::EVENTS,
        None => &[],
    };
    let formats = if settings.is_lowcodeapi() { reserved::URL_FORMATS } else { &[] };
    let taken = [reserved::CALL, reserved::CONSTRUCTOR, formats, streamed, undocumented].concat();
    let mut scope = Scope::new(Case::Snake, &taken);
    let wires: Vec<String> = parameters.iter().map(|parameter| parameter.name.wire.clone()).collect();
    let at = names::PlaceKey::operation(&node.method, &node.path);
    let known = types.keeper.operation(&at).map(|names| &names.arguments);
    let kept = |position: usize| {
        let Parameter { location, name, .. } = &parameters[position];
        known?.get(&names::PlaceKey::parameter(*location, &name.wire))
    };
    let named = types.keeper.claim_each(&mut scope, &wires, &at, kept);
    for (parameter, rust) in parameters.iter_mut().zip(named) {
        parameter.name.rust = rust;
    }
    scope
}

/// The security scheme whose secret a parameter is.
fn key(parameter: &model::Parameter, around: Surroundings<'_>) -> Option<Key> {
    let data = &parameter.data;
    let location = location(parameter.place);
    // Names of headers have no case.
    let same = |key: &str| match location {
        Location::Header => key.eq_ignore_ascii_case(&data.name),
        _ => key == data.name,
    };
    let scheme = around.schemes.iter().find(|(_, scheme)| match &scheme.kind {
        SecurityKind::ApiKey { location: place, name: key } => *place == location && same(key),
        _ => false,
    });
    scheme.map(|(name, _)| Key { scheme: name.clone(), required: data.required })
}

/// Whether a scheme the operation may be called with sends the header `Authorization`.
fn is_authorized(node: &OperationNode, around: Surroundings<'_>) -> bool {
    let mut asked: Box<dyn Iterator<Item = &String>> = match node.operation.security.as_deref() {
        Some(own) => Box::new(own.iter().flat_map(indexmap::IndexMap::keys)),
        None => Box::new(around.security.iter().flat_map(|asked| asked.schemes.keys())),
    };
    asked.any(|name| {
        around.schemes.get(name).is_some_and(|scheme| match &scheme.kind {
            SecurityKind::Basic | SecurityKind::Bearer { .. } => true,
            SecurityKind::Other(kind) => kind.starts_with("http "),
            SecurityKind::ApiKey { .. } => false,
        })
    })
}

/// Why a parameter is none of the method's. The specification has the headers ignored that other parts of a document
/// describe; where those describe nothing, or less, the parameter is all there is.
fn leave_out(
    types: &Types<'_>,
    node: &OperationNode,
    parameter: &model::Parameter,
    places: &[&str],
    around: Surroundings<'_>,
) -> Option<String> {
    let name = &parameter.data.name;
    let location = location(parameter.place);
    if parameter.place == ParameterPlace::QueryString && !is_written_as_query(parameter) {
        return Some(format!("nothing writes the media type that the query string `{name}` has"));
    }
    if negotiation::is_one(parameter) {
        // LowCodeAPI takes JSON and answers with it, whatever it says to the provider.
        let lowcodeapi = around.qs.then(|| format!("the client sends the header `{name}` itself"));
        return lowcodeapi.or_else(|| negotiation::reason_to_leave_out(types, node, parameter));
    }
    if location == Location::Header && is_reserved(name) {
        return Some(format!("the header `{name}` is HTTP's own, and the client's to send"));
    }
    let authorization = location == Location::Header && name.eq_ignore_ascii_case("authorization");
    if authorization && is_authorized(node, around) {
        return Some(format!("the header `{name}` is what the client's credential is sent in"));
    }
    let lost = location == Location::Path && !places.contains(&name.as_str());
    lost.then(|| format!("the path has no place for the path parameter `{name}`"))
}

fn parameter<'m>(
    types: &mut Types<'m>,
    located: &'m Located<model::Parameter>,
    position: usize,
    around: Surroundings<'_>,
) -> Parameter {
    let data = &located.node.data;
    let location = location(located.node.place);
    let place = types.in_operation(position, &data.name, &names::PlaceKey::parameter(location, &data.name));
    let described = described(types, &data.format, &located.pointer, &place);
    let marked = data.extensions.get(PATH_PARAMETER) == Some(&Value::Bool(true));
    let (mut style, allow_reserved) = style(&located.node);
    if around.qs && location == Location::Query && style == Style::Form && is_nested(types, &described.ty) {
        style = Style::DeepObject;
    }
    let idempotency = idempotency::key(data, location, &described, around.qs);
    // The client always sends something in the two headers that it also sends by itself, and makes its keys.
    let required = (data.required || location == Location::Path || marked)
        && !negotiation::is_one(&located.node)
        && idempotency.is_none();
    Parameter {
        name: Name { wire: data.name.clone(), rust: String::new() },
        location,
        required,
        constant: constant(types, &data.format).filter(|_| required && !described.nullable),
        idempotency,
        style,
        // What is in brackets is written in one way only.
        explode: style == Style::DeepObject || data.explode.unwrap_or(style == Style::Form),
        allow_reserved,
        media_type: described.media_type,
        default: described.annotations.default.map(literal),
        constraints: described.annotations.constraints(),
        deprecated: data.deprecated.unwrap_or_default() || described.annotations.deprecated,
        docs: match &data.description {
            Some(text) if !text.is_empty() => docs::description(Some(text)),
            _ => docs::of_use(&described.annotations),
        },
        ty: described.ty,
        origin: Pointer(located.pointer.clone()),
    }
}

/// The only value a parameter may have.
fn constant(types: &Types<'_>, format: &ParameterSchemaOrContent) -> Option<Literal> {
    let ParameterSchemaOrContent::Schema(schema) = format else { return None };
    structs::constant(types, &[pointer(schema)?], &[])
}

fn undeclared(place: &str, origin: &str) -> Parameter {
    let name = Name { wire: place.to_owned(), rust: String::new() };
    Parameter { required: true, ..text(name, Location::Path, Pointer(origin.to_owned())) }
}

/// A parameter nobody declares: text that may be left out.
pub(super) fn text(name: Name, location: Location, origin: Pointer) -> Parameter {
    Parameter {
        name,
        location,
        ty: TypeRef::Primitive(Primitive::String),
        required: false,
        constant: None,
        idempotency: None,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        media_type: None,
        default: None,
        constraints: Constraints::default(),
        deprecated: false,
        docs: Docs::default(),
        origin,
    }
}

pub(super) fn location(place: ParameterPlace) -> Location {
    match place {
        ParameterPlace::Query | ParameterPlace::QueryString => Location::Query,
        ParameterPlace::Header => Location::Header,
        ParameterPlace::Path => Location::Path,
        ParameterPlace::Cookie => Location::Cookie,
    }
}
