//! What the theory of compatibility says about a change: verdicts that follow from the schemas before and after, not from
//! the kind of change alone.

use serde_json::Value;

use super::{
    Direction, Finding, Found, Kind, Wire,
    compare::Relation,
    finding::Schemas,
    refs,
    subset::{Answer, Gap, Schema, Travel},
};
use crate::api::TypeRef;
use crate::source::pointer;

impl Found<'_> {
    /// The verdict for the wire: the one of the kind, unless the schemas before and after say better.
    pub(super) fn wire(&mut self, finding: &Finding<'_>) -> Wire {
        let Finding { kind, direction, .. } = *finding;
        if let Some(wire) = finding.wire {
            return wire;
        }
        let schemas = finding.compared().filter(|_| kind.is_of_values());
        let Some(schemas) = schemas else { return kind.wire(direction) };
        let directions = [(direction.received, Travel::Received, Direction::RECEIVED)];
        let sent = direction.sent || !direction.received;
        let directions = directions.into_iter().chain([(sent, Travel::Sent, Direction::SENT)]);
        let verdicts = directions.filter(|(travels, ..)| *travels).map(|(_, travel, direction)| {
            let verdict = kind.wire(direction);
            match self.goes_on(schemas, travel) {
                Answer::Yes => Wire::Compatible,
                Answer::Undecidable if kind.needs_proof() => verdict.min(Wire::Warning),
                Answer::No if kind == Kind::ConditionChanged => Wire::Breaking,
                _ => verdict,
            }
        });
        verdicts.max().unwrap_or(Wire::Compatible)
    }

    /// Whether it is about bounds or conditions that let the same values through, only stated in another way.
    pub(super) fn says_the_same(&mut self, finding: &Finding<'_>) -> bool {
        let schemas = finding.compared().filter(|_| finding.kind.is_of_bounds());
        let both = [Travel::Sent, Travel::Received];
        schemas.is_some_and(|schemas| {
            both.into_iter().all(|travel| self.goes_on(schemas, travel) == Answer::Yes)
        })
    }

    /// The schemas of both sides that stand by reference where a value is told to be another.
    pub(super) fn targets(&self, finding: &Finding<'_>) -> Vec<String> {
        if !finding.kind.is_of_values() {
            return Vec::new();
        }
        let schemas = finding.schemas.filter(|schemas| schemas.member.is_none());
        let origins = schemas.map_or((finding.old_origin, finding.new_origin), |schemas| {
            (Some(schemas.old), Some(schemas.new))
        });
        let sides = [(&self.old.document.value, origins.0), (&self.new.document.value, origins.1)];
        let chains = sides.into_iter().filter_map(|(document, origin)| {
            let schema = schema(document, &origin?.0)?;
            Some(refs::chain(document, &schema))
        });
        chains.flatten().collect()
    }

    /// Whether what travelled this way between the places of a schema goes on doing so.
    fn goes_on(&mut self, schemas: Schemas<'_>, travel: Travel) -> Answer {
        let documents = (&self.old.document.value, &self.new.document.value);
        let places = schema(documents.0, &schemas.old.0).zip(schema(documents.1, &schemas.new.0));
        let Some((old, new)) = places else { return Answer::Undecidable };
        let Some((old_name, new_name)) = schemas.member else { return self.is_subset((&old, &new), travel) };
        let Some((old, new)) = Schema::at(documents.0, &old).zip(Schema::at(documents.1, &new)) else {
            return Answer::Undecidable;
        };
        match travel {
            Travel::Sent => self.subsets.sent.member((&old, old_name), (&new, new_name)),
            Travel::Received => self.subsets.received.member((&new, new_name), (&old, old_name)),
        }
    }

    /// The same for the pointers of two schemas.
    pub(super) fn is_subset(&mut self, (old, new): (&str, &str), travel: Travel) -> Answer {
        let old = Schema::at(&self.old.document.value, old);
        let new = Schema::at(&self.new.document.value, new);
        let Some((old, new)) = old.zip(new) else { return Answer::Undecidable };
        match travel {
            Travel::Sent => self.subsets.sent.answer(&old, &new),
            Travel::Received => self.subsets.received.answer(&new, &old),
        }
    }

    /// Whether the schemas at two pointers let the same values through.
    pub(super) fn is_same(&mut self, (old, new): (&str, &str), travel: Travel) -> bool {
        let old = Schema::at(&self.old.document.value, old);
        let new = Schema::at(&self.new.document.value, new);
        let subset = match travel {
            Travel::Sent => &mut self.subsets.sent,
            Travel::Received => &mut self.subsets.received,
        };
        let schemas = old.zip(new);
        schemas.is_some_and(|(old, new)| {
            [subset.answer(&old, &new), subset.answer(&new, &old)] == [Answer::Yes; 2]
        })
    }

    /// Where values of the schemas at two pointers don't go on their way, or may not.
    pub(super) fn gaps(&mut self, (old, new): (&str, &str), travel: Travel) -> Vec<Gap> {
        let old = Schema::at(&self.old.document.value, old);
        let new = Schema::at(&self.new.document.value, new);
        let Some((old, new)) = old.zip(new) else { return Vec::new() };
        let (subset, narrow, wide) = match travel {
            Travel::Sent => (&mut self.subsets.sent, old, new),
            Travel::Received => (&mut self.subsets.received, new, old),
        };
        subset.places(&narrow, &wide);
        subset.gaps()
    }

    /// How two types relate, where the schemas that they are made of say more than they do.
    pub(super) fn decided(&mut self, (old, new): (&TypeRef, &TypeRef), finding: &Finding<'_>) -> Relation {
        let relation = self.relate(old, new);
        let is_open = matches!(relation, Relation::Widened | Relation::Narrowed | Relation::Changed);
        let Some(schemas) = finding.compared().filter(|_| is_open) else { return relation };
        // Whichever way it travels, it is the schema itself that is wider or narrower.
        let (wider, narrower) =
            (self.goes_on(schemas, Travel::Sent), self.goes_on(schemas, Travel::Received));
        match (wider, narrower) {
            (Answer::Yes, Answer::Yes) => relation,
            (Answer::Yes, _) => Relation::Widened,
            (_, Answer::Yes) => Relation::Narrowed,
            (Answer::No, Answer::No) => Relation::Changed,
            _ => relation,
        }
    }
}

impl<'a> Finding<'a> {
    /// The schemas that it is about.
    fn compared(&self) -> Option<Schemas<'a>> {
        let origins = self.old_origin.zip(self.new_origin);
        self.schemas.or(origins.map(|(old, new)| Schemas::of(old, new)))
    }
}

/// The schema of what stands at a pointer: a parameter's, a content's, or itself.
pub(super) fn schema(document: &Value, at: &str) -> Option<String> {
    let node = document.pointer(at)?;
    if node.get("schema").is_some() {
        return Some(pointer::child(at, "schema"));
    }
    match node.get("content").and_then(Value::as_object) {
        Some(contents) => {
            let first = contents.keys().next()?;
            schema(document, &pointer::child(&pointer::child(at, "content"), first))
        }
        None if ["in", "responses"].iter().any(|key| node.get(key).is_some_and(|value| !value.is_null())) => {
            None
        }
        None => Some(at.to_owned()),
    }
}

impl Kind {
    /// Whether it says what a value may be, so that the schemas before and after tell whether that goes on.
    fn is_of_values(self) -> bool {
        let of_values = [
            "B5", "B6", "B7", "B10", "B11", "C4", "D4", "E6", "E7", "E8", "E9", "E10", "E11", "E18", "E21",
            "E26", "F1", "F2", "F3", "F6",
        ];
        let wholes = [
            Self::OutputTypeChanged,
            Self::OutputTypeWidened,
            Self::OutputTypeNarrowed,
            Self::AnswerChanged,
            Self::ErrorBodyChanged,
            Self::WebhookPayloadChanged,
            Self::WebhookPayloadNarrowed,
        ];
        wholes.contains(&self) || (of_values.contains(&self.row().rule) && !self.is_of_header_presence())
    }

    fn is_of_header_presence(self) -> bool {
        self.row().rule == "D4" && self != Self::HeaderTypeChanged
    }

    /// Whether it is about what travels, and neither about where it goes nor who may send it.
    pub(super) fn is_of_contents(self) -> bool {
        let rule = self.row().rule;
        rule == "A11" || rule.starts_with(['B', 'C', 'D', 'E', 'F'])
    }

    /// Whether it is about what values have to meet beside their type, of which nothing is emitted.
    fn is_of_bounds(self) -> bool {
        matches!(self.row().rule, "B10" | "E11" | "E26")
    }

    /// Whether it only breaks where it can be shown to.
    fn needs_proof(self) -> bool {
        matches!(self.row().rule, "B6" | "B10" | "D4" | "E9" | "E11")
    }
}
