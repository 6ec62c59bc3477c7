//! What the schemas of matched operations say that nothing else has told: where values that went on their way before
//! don't any more, or may not.

use super::Residue;
use crate::api::{Content, Header, Parameter, Pointer};
use crate::diff::{
    Direction, Finding, Kind, Rust, decide, media,
    operations::Matched,
    parameters,
    subset::{Answer, Gap, Way},
    webhooks,
};

impl Residue<'_, '_, '_> {
    /// Compares the schemas of all that operations of both sides send and receive.
    pub(super) fn gaps(&mut self, matched: &Matched) {
        let (old, new) = (self.found.old.api, self.found.new.api);
        for (before, after) in matched {
            let (before, after) = (&old.operations[*before], &new.operations[*after]);
            for (old, new) in parameters::matched(before, after) {
                self.parameter(old, new);
            }
            if let (Some(before), Some(after)) = (&before.body, &after.body) {
                self.contents(&before.contents, &after.contents, Way::Sent);
            }
            for response in &before.responses {
                let Some(other) = after.responses.iter().find(|other| other.status == response.status) else {
                    continue;
                };
                self.contents(&response.contents, &other.contents, Way::Received);
                for header in &response.headers {
                    let is_twin = |other: &&Header| other.name.wire.eq_ignore_ascii_case(&header.name.wire);
                    if let Some(other) = other.headers.iter().find(is_twin) {
                        self.places(&header.origin, &other.origin, Way::Received);
                    }
                }
            }
        }
        for (before, after) in webhooks::matched(old, new) {
            self.places(&webhooks::body(before), &webhooks::body(after), Way::Received);
        }
    }

    /// Texts of parameters are compared as they are written: a number that becomes a text is one still.
    fn parameter(&mut self, old: &Parameter, new: &Parameter) {
        let is_same = self.found.relate(&old.ty, &new.ty) == crate::diff::compare::Relation::Same;
        if is_same && old.location == new.location {
            self.places(&old.origin, &new.origin, Way::Sent);
        }
    }

    fn contents(&mut self, old: &[Content], new: &[Content], way: Way) {
        for content in old {
            if let Some(other) = media::counterpart(new, &content.media_type) {
                self.places(&content.origin, &other.origin, way);
            }
        }
    }

    fn places(&mut self, old: &Pointer, new: &Pointer, way: Way) {
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let schemas = decide::schema(documents.0, &old.0).zip(decide::schema(documents.1, &new.0));
        let Some((old, new)) = schemas else { return };
        for gap in self.found.gaps((&old, &new), way) {
            self.gap(&gap, way);
        }
    }

    fn gap(&mut self, gap: &Gap, way: Way) {
        let (old, new) = match way {
            Way::Sent => (&gap.narrow, &gap.wide),
            Way::Received => (&gap.wide, &gap.narrow),
        };
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let nodes = documents.0.pointer(old).zip(documents.1.pointer(new));
        let is_known = nodes.is_some_and(|(old, new)| self.found.is_known(old, new));
        if is_known || [old, new, &gap.used_at].into_iter().any(|at| self.found.alarmed_around(at)) {
            return;
        }
        let back = match way {
            Way::Sent => self.found.is_subset((old, new), Way::Received),
            Way::Received => self.found.is_subset((old, new), Way::Sent),
        };
        let what = super::words(documents.1, new);
        let (kind, message) = match (gap.answer, back, way) {
            (Answer::Undecidable | Answer::Yes, ..) => {
                let message = format!("{what} has to meet other conditions, which the client doesn't check");
                (Kind::ConditionChanged, message)
            }
            (Answer::No, Answer::Yes, Way::Sent) => {
                (Kind::TypeNarrowed, format!("{what} may no longer be all that it could be"))
            }
            (Answer::No, Answer::Yes, Way::Received) => {
                (Kind::TypeWidened, format!("{what} may be what it couldn't be before"))
            }
            (Answer::No, ..) => (Kind::TypeChanged, format!("{what} is something else than before")),
        };
        let direction = match way {
            Way::Sent => Direction::SENT,
            Way::Received => Direction::RECEIVED,
        };
        let (old, new) = (Pointer(old.to_string()), Pointer(new.to_string()));
        let (wire, rust) = (Some(kind.wire(direction)), Some(Rust::None));
        self.report_between((&old, &new), direction, Finding { message, rust, wire, ..Finding::of(kind) });
    }
}
