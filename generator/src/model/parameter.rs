//! Parameters, and headers, which are parameters without name and place.

use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle,
};
use serde_json::{Map, Value};

use super::error::ProblemKind;
use super::reader::{Reader, extensions, reference};
use super::{Located, NoteKind, Schema};
use crate::source::pointer::child;

/// Parameters by place and name.
pub(super) type Parameters = IndexMap<(String, String), Arc<Located<Parameter>>>;

impl<'a> Reader<'a> {
    /// The parameters of a path item or an operation.
    pub(super) fn parameters(&mut self, parent: &str, value: Option<&'a Value>) -> Parameters {
        let mut parameters = Parameters::new();
        for (position, value) in self.items(parent, "parameters", value).iter().enumerate() {
            let place = format!("{parent}/parameters/{position}");
            if value.is_null() {
                self.note(NoteKind::WrongType, place, "a parameter is expected, but it is null");
                continue;
            }
            let Some((pointer, members)) = self.object("a parameter", place.clone(), value) else { continue };
            let known = self.shared.parameters.get(&pointer).cloned();
            let parameter = known.unwrap_or_else(|| {
                let parameter = self.parameter(&pointer, members);
                let parameter = parameter.map(|node| Arc::new(Located { pointer: pointer.clone(), node }));
                self.shared.parameters.insert(pointer, parameter.clone());
                parameter
            });
            let Some(parameter) = parameter else { continue };
            let identity =
                (place_of(&parameter.node).to_owned(), parameter.node.parameter_data_ref().name.clone());
            if parameters.contains_key(&identity) {
                let detail = format!("the {} parameter `{}` stands here twice", identity.0, identity.1);
                self.note(NoteKind::Duplicate, place, detail);
            } else {
                parameters.insert(identity, parameter);
            }
        }
        parameters
    }

    fn parameter(&mut self, pointer: &str, members: &'a Map<String, Value>) -> Option<Parameter> {
        let Some(name) = self.text(pointer, "name", members.get("name")) else {
            self.problem(ProblemKind::IncompleteParameter { member: "name" }, pointer);
            return None;
        };
        let Some(place) = self.text(pointer, "in", members.get("in")) else {
            self.problem(ProblemKind::IncompleteParameter { member: "in" }, pointer);
            return None;
        };
        let mut parameter_data = self.parameter_data(pointer, name, members);
        let style = self.text(pointer, "style", members.get("style"));
        match place.as_str() {
            "query" => Some(Parameter::Query {
                parameter_data,
                allow_reserved: self.flag(pointer, "allowReserved", members.get("allowReserved")),
                style: self.style(pointer, style, &QUERY_STYLES),
                allow_empty_value: members.get("allowEmptyValue").and_then(Value::as_bool),
            }),
            "header" => {
                let style = self.style(pointer, style, &[("simple", HeaderStyle::Simple)]);
                Some(Parameter::Header { parameter_data, style })
            }
            "path" => {
                // The specification demands it to be said; it can't be otherwise.
                parameter_data.required = true;
                Some(Parameter::Path { parameter_data, style: self.style(pointer, style, &PATH_STYLES) })
            }
            "cookie" => {
                let style = self.style(pointer, style, &[("form", CookieStyle::Form)]);
                Some(Parameter::Cookie { parameter_data, style })
            }
            // Whoever wants it can add the pairs to a call.
            "querystring" => {
                let detail = "a parameter that is the whole query string is not sent";
                self.note(NoteKind::Unknown, pointer.to_owned(), detail);
                None
            }
            other => {
                let found = other.to_owned();
                self.problem(ProblemKind::UnknownLocation { found }, child(pointer, "in"));
                None
            }
        }
    }

    fn parameter_data(
        &mut self,
        pointer: &str,
        name: String,
        members: &'a Map<String, Value>,
    ) -> ParameterData {
        ParameterData {
            name,
            description: self.text(pointer, "description", members.get("description")),
            required: self.flag(pointer, "required", members.get("required")),
            deprecated: Some(self.flag(pointer, "deprecated", members.get("deprecated"))),
            format: self.parameter_format(pointer, members),
            example: example(members).cloned(),
            examples: IndexMap::new(),
            explode: members.get("explode").map(|explode| self.flag(pointer, "explode", Some(explode))),
            extensions: extensions(members),
        }
    }

    /// The schema, or the one media type. Where there is neither, the schema's keywords may stand right in the
    /// parameter, as Swagger 2.0 had them.
    fn parameter_format(
        &mut self,
        pointer: &str,
        members: &'a Map<String, Value>,
    ) -> ParameterSchemaOrContent {
        if let Some(content) = members.get("content").filter(|_| !members.contains_key("schema")) {
            let content = self.content(pointer, Some(content));
            if !content.is_empty() {
                return ParameterSchemaOrContent::Content(content);
            }
        }
        let schema = match members.get("schema") {
            Some(schema) => self.below(child(pointer, "schema"), schema),
            None if members.contains_key("type") => {
                let detail = "the type of a parameter belongs into its `schema`";
                self.note(NoteKind::Misplaced, child(pointer, "type"), detail);
                self.parameter_as_schema(child(pointer, "schema"), members)
            }
            None => {
                self.note(NoteKind::Missing, pointer, "neither `schema` nor `content` says what it holds");
                self.place(child(pointer, "schema"), Schema::default())
            }
        };
        ParameterSchemaOrContent::Schema(reference(schema))
    }

    fn style<S: Clone + Default>(&mut self, pointer: &str, style: Option<String>, known: &[(&str, S)]) -> S {
        let Some(style) = style else { return S::default() };
        if let Some((_, style)) = known.iter().find(|(name, _)| *name == style) {
            return style.clone();
        }
        let detail = format!("`{style}` is no style for a parameter of this place, so the default is used");
        self.note(NoteKind::Unknown, child(pointer, "style"), detail);
        S::default()
    }

    /// The headers of an answer or of a part of a multipart body.
    pub(super) fn headers(
        &mut self,
        parent: &str,
        value: Option<&'a Value>,
    ) -> IndexMap<String, Arc<Located<Header>>> {
        let mut headers = IndexMap::new();
        let members = self.members(parent, "headers", value);
        let parent = child(parent, "headers");
        for (name, value) in members.into_iter().flatten() {
            let Some((pointer, members)) = self.object("a header", child(&parent, name), value) else {
                continue;
            };
            let known = self.shared.headers.get(&pointer).cloned();
            let header = known.unwrap_or_else(|| {
                let node = self.header(&pointer, members);
                let header = Arc::new(Located { pointer: pointer.clone(), node });
                self.shared.headers.insert(pointer, Arc::clone(&header));
                header
            });
            headers.insert(name.clone(), header);
        }
        headers
    }

    fn header(&mut self, pointer: &str, members: &'a Map<String, Value>) -> Header {
        Header {
            description: self.text(pointer, "description", members.get("description")),
            style: HeaderStyle::Simple,
            required: self.flag(pointer, "required", members.get("required")),
            deprecated: Some(self.flag(pointer, "deprecated", members.get("deprecated"))),
            format: self.parameter_format(pointer, members),
            example: example(members).cloned(),
            examples: IndexMap::new(),
            extensions: extensions(members),
        }
    }
}

const QUERY_STYLES: [(&str, QueryStyle); 4] = [
    ("form", QueryStyle::Form),
    ("spaceDelimited", QueryStyle::SpaceDelimited),
    ("pipeDelimited", QueryStyle::PipeDelimited),
    ("deepObject", QueryStyle::DeepObject),
];

const PATH_STYLES: [(&str, PathStyle); 3] =
    [("simple", PathStyle::Simple), ("label", PathStyle::Label), ("matrix", PathStyle::Matrix)];

fn place_of(parameter: &Parameter) -> &'static str {
    match parameter {
        Parameter::Query { .. } => "query",
        Parameter::Header { .. } => "header",
        Parameter::Path { .. } => "path",
        Parameter::Cookie { .. } => "cookie",
    }
}

/// `example`, or the first of `examples`.
pub(super) fn example(members: &Map<String, Value>) -> Option<&Value> {
    members.get("example").or_else(|| members.get("examples")?.as_object()?.values().next()?.get("value"))
}
