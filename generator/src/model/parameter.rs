//! Parameters, and headers, which are parameters without name and place.

use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{HeaderStyle, ParameterData, ParameterSchemaOrContent};
use serde_json::{Map, Value};

use super::error::ProblemKind;
use super::reader::{Reader, extensions, reference};
use super::{Header, Located, NoteKind, Parameter, ParameterPlace, ParameterStyle, Schema};
use crate::document::{EXAMPLE_VALUES, Members as _};
use crate::source::pointer::child;

/// Parameters by place and name.
pub(super) type Parameters = IndexMap<(ParameterPlace, String), Arc<Located<Parameter>>>;

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
            let identity = (parameter.node.place, parameter.node.data.name.clone());
            if parameters.contains_key(&identity) {
                let detail = format!("the {} parameter `{}` stands here twice", word(identity.0), identity.1);
                self.note(NoteKind::Duplicate, place, detail);
            } else {
                parameters.insert(identity, parameter);
            }
        }
        parameters
    }

    fn parameter(&mut self, pointer: &str, members: &'a Map<String, Value>) -> Option<Parameter> {
        let Some(name) = self.text(pointer, "name", members.member("name")) else {
            self.problem(ProblemKind::IncompleteParameter { member: "name" }, pointer);
            return None;
        };
        let Some(place) = self.text(pointer, "in", members.member("in")) else {
            self.problem(ProblemKind::IncompleteParameter { member: "in" }, pointer);
            return None;
        };
        let Some((_, place, styles)) = PLACES.iter().find(|(word, ..)| *word == place) else {
            self.problem(ProblemKind::UnknownLocation { found: place }, child(pointer, "in"));
            return None;
        };
        let mut data = self.parameter_data(pointer, name, members);
        // The specification demands it to be said; it can't be otherwise.
        data.required |= *place == ParameterPlace::Path;
        let style = self.text(pointer, "style", members.member("style"));
        Some(Parameter {
            place: *place,
            data,
            style: self.style(pointer, style, styles),
            allow_reserved: *place == ParameterPlace::Query
                && self.flag(pointer, "allowReserved", members.member("allowReserved")),
        })
    }

    fn parameter_data(
        &mut self,
        pointer: &str,
        name: String,
        members: &'a Map<String, Value>,
    ) -> ParameterData {
        ParameterData {
            name,
            description: self.text(pointer, "description", members.member("description")),
            required: self.flag(pointer, "required", members.member("required")),
            deprecated: Some(self.flag(pointer, "deprecated", members.member("deprecated"))),
            format: self.parameter_format(pointer, members),
            example: example(members).cloned(),
            examples: IndexMap::new(),
            explode: members.member("explode").map(|explode| self.flag(pointer, "explode", Some(explode))),
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
        if let Some(content) = members.member("content").filter(|_| members.member("schema").is_none()) {
            let content = self.content(pointer, Some(content));
            if !content.is_empty() {
                return ParameterSchemaOrContent::Content(content);
            }
        }
        let schema = match members.member("schema") {
            Some(schema) => self.below(child(pointer, "schema"), schema),
            None if members.member("type").is_some() => {
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

    /// One of the styles of a place; the first is the usual one.
    fn style(
        &mut self,
        pointer: &str,
        style: Option<String>,
        known: &[(&str, ParameterStyle)],
    ) -> ParameterStyle {
        let usual = known[0].1;
        let Some(style) = style else { return usual };
        if let Some((_, style)) = known.iter().find(|(name, _)| *name == style) {
            return *style;
        }
        let detail = format!("`{style}` is no style for a parameter of this place, so the default is used");
        self.note(NoteKind::Unknown, child(pointer, "style"), detail);
        usual
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
        let data = openapiv3::Header {
            description: self.text(pointer, "description", members.member("description")),
            style: HeaderStyle::Simple,
            required: self.flag(pointer, "required", members.member("required")),
            deprecated: Some(self.flag(pointer, "deprecated", members.member("deprecated"))),
            format: self.parameter_format(pointer, members),
            example: example(members).cloned(),
            examples: IndexMap::new(),
            extensions: extensions(members),
        };
        Header { data, explode: self.flag(pointer, "explode", members.member("explode")) }
    }
}

/// A place with OpenAPI's word for it and its styles, the usual one first.
type Place = (&'static str, ParameterPlace, &'static [(&'static str, ParameterStyle)]);

/// Where parameters travel.
const PLACES: [Place; 5] = [
    (
        "query",
        ParameterPlace::Query,
        &[
            ("form", ParameterStyle::Form),
            ("spaceDelimited", ParameterStyle::SpaceDelimited),
            ("pipeDelimited", ParameterStyle::PipeDelimited),
            ("deepObject", ParameterStyle::DeepObject),
        ],
    ),
    ("header", ParameterPlace::Header, &[("simple", ParameterStyle::Simple)]),
    (
        "path",
        ParameterPlace::Path,
        &[
            ("simple", ParameterStyle::Simple),
            ("label", ParameterStyle::Label),
            ("matrix", ParameterStyle::Matrix),
        ],
    ),
    ("cookie", ParameterPlace::Cookie, &[("form", ParameterStyle::Form), ("cookie", ParameterStyle::Cookie)]),
    // Its media type says how it is written.
    ("querystring", ParameterPlace::QueryString, &[("form", ParameterStyle::Form)]),
];

/// OpenAPI's word for a place.
fn word(place: ParameterPlace) -> &'static str {
    PLACES.iter().find(|(_, known, _)| *known == place).map_or("", |(word, ..)| word)
}

/// `example`, or the first of `examples`.
pub(super) fn example(members: &Map<String, Value>) -> Option<&Value> {
    members.member("example").or_else(|| {
        let first = members.member("examples")?.as_object()?.values().next()?;
        EXAMPLE_VALUES.iter().find_map(|key| first.get(*key))
    })
}
