//! One schema object becomes one openapiv3 schema.

use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

use super::keywords::{Keywords, Kind};
use super::{AnySchema, NoteKind, Reader, SchemaNode, child};

/// The work on one schema.
pub(super) struct Shaper<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) pointer: &'r str,
    /// Whether it may be null, as its types, values and alternatives say.
    pub(super) nullable: bool,
    /// See [`crate::extensions::BOUNDS`].
    pub(super) bounds: Map<String, Value>,
    /// See [`crate::extensions::IGNORED`].
    pub(super) ignored: Vec<&'static str>,
    /// See [`crate::extensions::UNSUPPORTED`].
    pub(super) unsupported: Vec<&'a str>,
    /// Further `x-` keys.
    pub(super) extensions: Vec<(&'static str, Value)>,
    /// Which values of the `enum` were left out, and how many there were.
    pub(super) left_out: Option<(Vec<usize>, usize)>,
}

impl<'r, 'a> Shaper<'r, 'a> {
    pub(super) fn new(reader: &'r mut Reader<'a>, pointer: &'r str) -> Self {
        Self {
            reader,
            pointer,
            nullable: false,
            bounds: Map::new(),
            ignored: Vec::new(),
            unsupported: Vec::new(),
            extensions: Vec::new(),
            left_out: None,
        }
    }

    /// The schema of an object that has these keywords and no `$ref`.
    pub(super) fn schema(&mut self, keywords: &Keywords<'a>) -> Schema {
        let schema_kind = self.kind(keywords);
        Schema { schema_data: self.annotations(keywords), schema_kind }
    }

    /// What stands beside a `$ref`, split in what has a shape and what is about this use.
    pub(super) fn siblings(&mut self, keywords: &Keywords<'a>) -> (Schema, SchemaData) {
        let schema_kind = self.kind(keywords);
        let mut use_data = self.annotations(keywords);
        let mut shape_data = SchemaData { nullable: self.nullable, ..SchemaData::default() };
        shape_data.discriminator = use_data.discriminator.take();
        let own = |key: &String| key.starts_with("x-lowcodeapi-");
        let (own, others) =
            std::mem::take(&mut use_data.extensions).into_iter().partition(|(key, _)| own(key));
        shape_data.extensions = own;
        use_data.extensions = others;
        (Schema { schema_data: shape_data, schema_kind }, use_data)
    }

    /// The schema of these keywords, without what they say about themselves.
    pub(super) fn bare(&mut self, keywords: &Keywords<'a>) -> Schema {
        let mut keywords = *keywords;
        keywords.required = None;
        let keywords = &keywords;
        let schema_kind = self.kind(keywords);
        let schema_data = SchemaData {
            nullable: self.nullable,
            default: keywords.default.cloned(),
            ..SchemaData::default()
        };
        Schema { schema_data: SchemaData { extensions: self.extensions(), ..schema_data }, schema_kind }
    }

    fn kind(&mut self, keywords: &Keywords<'a>) -> SchemaKind {
        let kinds = self.kinds(keywords.typ);
        let values = self.values(keywords);
        let only_null = values.as_ref().is_some_and(Vec::is_empty)
            || (says_only_null(keywords.typ) && !keywords.is_composed());
        if only_null {
            return SchemaKind::Any(AnySchema { enumeration: vec![Value::Null], ..AnySchema::default() });
        }
        self.unsupported.extend(keywords.unsupported());
        if keywords.is_composed() {
            return self.composed(keywords, &kinds, values);
        }
        match kinds[..] {
            [] => match Self::implied(keywords, values.as_deref()) {
                Some(kind) => self.typed(kind, keywords, values),
                None => self.untyped(keywords, values),
            },
            [kind] => self.typed(kind, keywords, values),
            _ => self.alternatives(&kinds, keywords, values.as_deref()),
        }
    }

    /// The types stated, in order. `null` makes it nullable; unknown ones are noted.
    fn kinds(&mut self, typ: Option<&'a Value>) -> Vec<Kind> {
        let stated = match typ {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(stated)) => &stated[..],
            Some(single) => std::slice::from_ref(single),
        };
        let mut kinds = Vec::with_capacity(stated.len());
        for one in stated {
            let kind = match one.as_str() {
                Some("null") => {
                    self.nullable = true;
                    continue;
                }
                Some("any") => return Vec::new(),
                Some(name) => Self::kind_of(name),
                None => None,
            };
            match kind {
                Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Some(_) => {}
                None => {
                    self.ignored.push("type");
                    let detail = format!("{one} is no type");
                    self.reader.note(NoteKind::Unknown, child(self.pointer, "type"), detail);
                }
            }
        }
        if kinds.contains(&Kind::Number) {
            kinds.retain(|kind| *kind != Kind::Integer);
        }
        // All of them say as much as none.
        if kinds.len() == 5 { Vec::new() } else { kinds }
    }

    fn kind_of(name: &str) -> Option<Kind> {
        const NAMES: [(&str, Kind); 6] = [
            ("string", Kind::String),
            ("object", Kind::Object),
            ("integer", Kind::Integer),
            ("array", Kind::Array),
            ("boolean", Kind::Boolean),
            ("number", Kind::Number),
        ];
        if let Some((_, kind)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Some(*kind);
        }
        // Swagger 2.0 had this type; many documents were converted from it.
        (name == "file").then_some(Kind::String)
    }

    /// The type a schema without one means.
    pub(super) fn implied(keywords: &Keywords<'a>, values: Option<&[Value]>) -> Option<Kind> {
        if let Some([first, rest @ ..]) = values {
            let kind = value_kind(first)?;
            return rest.iter().all(|value| value_kind(value) == Some(kind)).then_some(kind);
        }
        let schema = |value: &Value| !matches!(value, Value::Bool(_) | Value::Null);
        let format = keywords.format.and_then(Value::as_str).unwrap_or_default();
        if keywords.properties.is_some()
            || keywords.pattern_properties.is_some()
            || keywords.additional_properties.is_some_and(schema)
        {
            Some(Kind::Object)
        } else if keywords.items.is_some_and(schema) || keywords.prefix_items.is_some() {
            Some(Kind::Array)
        } else if super::keywords::is_integer_format(format) {
            Some(Kind::Integer)
        } else if super::keywords::is_number_format(format) {
            Some(Kind::Number)
        } else if !format.is_empty()
            || keywords.pattern.or(keywords.min_length).or(keywords.max_length).is_some()
            || keywords.content_encoding.or(keywords.content_media_type).is_some()
        {
            Some(Kind::String)
        } else {
            None
        }
    }

    /// Several types become alternatives of one type each, placed below `type`.
    fn alternatives(
        &mut self,
        kinds: &[Kind],
        keywords: &Keywords<'a>,
        values: Option<&[Value]>,
    ) -> SchemaKind {
        let mut any_of = Vec::with_capacity(kinds.len());
        for (position, kind) in kinds.iter().enumerate() {
            let fits = |value: &&Value| value_kind(value).is_some_and(|found| found.is(*kind));
            let values: Option<Vec<Value>> =
                values.map(|values| values.iter().filter(fits).cloned().collect());
            if values.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let pointer = format!("{}/type/{position}", self.pointer);
            let mut shaper = Shaper::new(self.reader, self.pointer);
            let schema_kind = shaper.typed(*kind, &keywords.only(*kind), values);
            let schema_data = SchemaData { extensions: shaper.extensions(), ..SchemaData::default() };
            let node = SchemaNode::Schema(Box::new(Schema { schema_data, schema_kind }));
            any_of.push(ReferenceOr::Reference { reference: self.reader.place(pointer, node) });
        }
        SchemaKind::AnyOf { any_of }
    }
}

impl Kind {
    /// Whether a value of this type is one of another.
    fn is(self, wanted: Self) -> bool {
        self == wanted || (self == Self::Integer && wanted == Self::Number)
    }
}

/// Whether `null` is the only type stated.
fn says_only_null(typ: Option<&Value>) -> bool {
    match typ {
        Some(Value::Array(stated)) => !stated.is_empty() && stated.iter().all(|one| one == "null"),
        Some(stated) => stated == "null",
        None => false,
    }
}

/// The type of a value in an `enum`.
pub(super) fn value_kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(Kind::Boolean),
        Value::Number(number) if number.is_f64() => Some(Kind::Number),
        Value::Number(_) => Some(Kind::Integer),
        Value::String(_) => Some(Kind::String),
        Value::Array(_) => Some(Kind::Array),
        Value::Object(_) => Some(Kind::Object),
    }
}
