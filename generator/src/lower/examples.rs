//! Examples that contradict the type their schema states.

use foldhash::HashSet;
use openapiv3::{MediaType, ParameterSchemaOrContent};
use serde_json::Value;

use super::nodes::pointer;
use crate::api::{Degradation, DegradationKind, Encoding, Pointer};
use crate::model::{Additional, Model, Schema, SchemaType};

/// So many items of a list are looked at; the others are of the same schema.
const MOST_ITEMS: usize = 8;

/// The schemas that an example contradicts, each once. Which alternative an example is of isn't asked, and what an
/// example quotes or forgets to quote contradicts nothing where it stands for text.
pub(super) fn contradictions(model: &Model) -> Vec<Degradation> {
    let mut found = Contradictions {
        model,
        seen: HashSet::default(),
        contradicted: HashSet::default(),
        degradations: Vec::new(),
    };
    for (at, schema) in &model.schemas {
        for example in &schema.examples {
            found.compare(at, example);
        }
    }
    for operation in &model.operations {
        for parameter in &operation.parameters {
            let data = &parameter.node.data;
            let is_no_text = |example: &&Value| !example.is_string();
            if let (ParameterSchemaOrContent::Schema(schema), Some(example)) =
                (&data.format, data.example.as_ref().filter(is_no_text))
                && let Some(at) = pointer(schema)
            {
                found.compare(at, example);
            }
        }
        let sent = operation.request_body.iter().flat_map(|body| &body.node.content);
        let answered = operation.responses.values().flat_map(|answer| &answer.response.content);
        for (name, media_type) in sent.chain(answered) {
            found.media_type(name, media_type);
        }
    }
    found.degradations
}

struct Contradictions<'m> {
    model: &'m Model,
    /// Pairs of schema and example that were compared; many operations share them.
    seen: HashSet<(&'m str, *const Value)>,
    contradicted: HashSet<&'m str>,
    degradations: Vec<Degradation>,
}

impl<'m> Contradictions<'m> {
    fn media_type(&mut self, name: &str, media_type: &'m MediaType) {
        let Some(at) = media_type.schema.as_ref().and_then(pointer) else { return };
        // Some write down the text of an example rather than the example.
        if let Some(example) = media_type.example.as_ref().filter(|example| !example.is_string())
            && super::media::encoding(name) == Encoding::Json
        {
            self.compare(at, example);
        }
    }

    fn compare(&mut self, at: &'m str, example: &'m Value) {
        let mut pending = vec![(at, example)];
        while let Some((at, value)) = pending.pop() {
            if !self.seen.insert((at, std::ptr::from_ref(value))) {
                continue;
            }
            let Some(schema) = self.model.schema(at) else { continue };
            if let Some(kind) = schema.kind.filter(|kind| !schema.guessed && !fits(*kind, value)) {
                self.contradict(at, kind, value);
                continue;
            }
            pending.extend(schema.parts().map(|part| (part, value)));
            match value {
                Value::Object(members) => {
                    for (name, value) in members {
                        pending.extend(described(schema, name).map(|at| (at, value)));
                    }
                }
                Value::Array(items) => {
                    let places =
                        schema.prefix_items.iter().map(Some).chain(std::iter::repeat(schema.items.as_ref()));
                    let items = places.zip(items.iter().take(MOST_ITEMS));
                    pending.extend(items.filter_map(|(at, item)| Some((at?.as_str(), item))));
                }
                _ => {}
            }
        }
    }

    fn contradict(&mut self, at: &'m str, kind: SchemaType, value: &Value) {
        if !self.contradicted.insert(at) {
            return;
        }
        let detail = format!(
            "an example is of type `{}`, but `{}` is stated",
            SchemaType::of(value).name(),
            kind.name()
        );
        let origin = Pointer(at.to_owned());
        self.degradations.push(Degradation { origin, kind: DegradationKind::ContradictingExample, detail });
    }
}

/// The schema of a member.
fn described<'m>(schema: &'m Schema, name: &str) -> Option<&'m str> {
    let own = schema.properties.get(name);
    own.map(String::as_str).or(match &schema.additional {
        Some(Additional::Schema(at)) if schema.patterns.is_empty() => Some(at),
        _ => None,
    })
}

/// Whether a value is of a type, as far as people write examples with care.
fn fits(kind: SchemaType, value: &Value) -> bool {
    let found = SchemaType::of(value);
    match kind {
        _ if found == SchemaType::Null || found == kind => true,
        SchemaType::Number => found == SchemaType::Integer,
        SchemaType::String => !value.is_array() && !value.is_object(),
        _ => false,
    }
}
