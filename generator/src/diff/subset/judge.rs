//! Whether all values of one schema meet each keyword of another.

use std::rc::Rc;

use serde_json::Value;

use super::{
    Answer, Subset, arrays, bounds, disjoint, objects,
    types::Types,
    values::{Part, Values},
};

impl<'a> Subset<'a> {
    pub(super) fn judge(&mut self, narrow: &Values<'a>, wide: &Values<'a>) -> Answer {
        let null = self.null(narrow, wide);
        if narrow.types == Types::NONE {
            return null;
        }
        if let Some(values) = narrow.finite() {
            return null.max(self.each(&values, narrow, wide));
        }
        if !wide.types.holds(narrow.types) {
            return self.gap(narrow, &wide.at, Answer::No);
        }
        if let Some(alternatives) = narrow.split() {
            return alternatives.iter().fold(null, |answer, one| answer.max(self.values(one, wide)));
        }
        let mut answer = null;
        let is_of_union = narrow.is_alternative || wide.is_alternative;
        if is_of_union && wide.split().is_none() && disjoint::are_strangers(narrow, wide) {
            answer = self.gap(narrow, &wide.at, Answer::Undecidable);
        }
        for part in &wide.parts {
            for (keyword, value) in part.node {
                answer = answer.max(self.assertion(narrow, part, keyword, value));
            }
        }
        answer
    }

    fn null(&mut self, narrow: &Values<'a>, wide: &Values<'a>) -> Answer {
        match (narrow.null, wide.null) {
            (Answer::No, _) | (_, Answer::Yes) => Answer::Yes,
            (Answer::Yes, Answer::No) => self.gap(narrow, &wide.at, Answer::No),
            _ => self.gap(narrow, &wide.at, Answer::Undecidable),
        }
    }

    /// Whether each of some values is one of the wider schema.
    fn each(&mut self, values: &[Value], narrow: &Values<'a>, wide: &Values<'a>) -> Answer {
        let mut answer = Answer::Yes;
        for value in values {
            let is_one = narrow.admits(value);
            if is_one != Answer::No {
                let admitted = wide.admits(value);
                answer = answer.max(if is_one == Answer::Yes {
                    admitted
                } else {
                    admitted.min(Answer::Undecidable)
                });
            }
        }
        if answer == Answer::Yes { answer } else { self.gap(narrow, &wide.at, answer) }
    }

    /// Whether all values meet what one keyword of the wider schema demands.
    fn assertion(&mut self, narrow: &Values<'a>, wide: &Part<'a>, keyword: &str, value: &'a Value) -> Answer {
        let types = narrow.types;
        match keyword {
            "anyOf" | "oneOf" => self.alternatives(narrow, wide, keyword, value),
            "enum" | "const" => {
                let values = if keyword == "enum" { value.as_array().map(Vec::as_slice) } else { None };
                let values = values.unwrap_or(std::slice::from_ref(value));
                let is_whole = |flag: bool| values.contains(&Value::Bool(flag));
                let covers = types == Types::BOOLEAN && is_whole(true) && is_whole(false);
                self.unless(covers, narrow, wide, Answer::No)
            }
            "not" => {
                let excluded = Values::of(wide.document, &[(value, Rc::clone(&wide.at))]);
                let is_outside = disjoint::are(narrow, &excluded, disjoint::World::Open);
                if is_outside { Answer::Yes } else { self.condition(narrow, wide, keyword) }
            }
            "if" => self.condition(narrow, wide, keyword),
            "contentMediaType" if types.has(Types::STRING) && bounds::held_by(wide.node).is_some() => {
                self.opaque(narrow, wide, &[keyword])
            }
            "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf"
                if types.has(Types::NUMBER) =>
            {
                let answer = bounds::numbers(narrow, wide, keyword);
                self.unless(answer == Answer::Yes, narrow, wide, answer)
            }
            "contentEncoding" | "contentMediaType" | "format" | "maxLength" | "minLength" | "pattern" => {
                let answer = bounds::texts(narrow, wide, keyword);
                self.unless(answer == Answer::Yes, narrow, wide, answer)
            }
            _ if types.has(Types::ARRAY) && arrays::KEYWORDS.contains(&keyword) => {
                self.array(narrow, wide, keyword)
            }
            _ if types.has(Types::OBJECT) && objects::KEYWORDS.contains(&keyword) => {
                self.object(narrow, wide, keyword, value)
            }
            _ => Answer::Yes,
        }
    }
}
