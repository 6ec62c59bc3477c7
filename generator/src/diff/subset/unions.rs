//! Whether values are among the alternatives of a schema.

use serde_json::Value;

use super::{
    Answer, Subset, disjoint,
    types::Types,
    values::{Part, Values},
};

impl<'a> Subset<'a> {
    pub(super) fn alternatives(
        &mut self,
        narrow: &Values<'a>,
        wide: &Part<'a>,
        keyword: &str,
        value: &'a Value,
    ) -> Answer {
        if !value.is_array() || wide.is_chosen(keyword) {
            return Answer::Yes;
        }
        let nodes = wide.alternatives(keyword);
        let each = nodes.iter().map(|node| Values::of(wide.document, std::slice::from_ref(node)));
        let all: Vec<Values<'a>> = each.map(|one| Values { is_alternative: true, ..one }).collect();
        let narrow = &Values { null: Answer::No, ..narrow.clone() };
        let mut best = Answer::No;
        for at in 0..all.len() {
            let mut answer = self.quietly(|this| this.values(narrow, &all[at]));
            // What a discriminator names is one alternative only.
            if answer == Answer::Yes && keyword == "oneOf" && !wide.node.contains_key("discriminator") {
                answer = self.alone(narrow, &all, at);
            }
            best = best.min(answer);
            if best == Answer::Yes {
                return best;
            }
        }
        let kinds = Types::EACH.iter().filter(|kind| kind.has(narrow.types));
        if kinds.clone().count() > 1 {
            return kinds.fold(Answer::Yes, |answer, kind| {
                answer.max(self.alternatives(&narrow.only(*kind), wide, keyword, value))
            });
        }
        let near: Vec<&Values<'a>> =
            all.iter().filter(|one| !disjoint::are(narrow, one, disjoint::World::Closed)).collect();
        match near[..] {
            // Where it fails is where it differs from the only alternative it can be.
            [only] if best == Answer::No => self.values_again(narrow, only),
            [] => self.gap(narrow, &wide.at, Answer::No),
            // Several alternatives together may take what none takes alone.
            _ => {
                let answer = self.doubled(narrow, &all, keyword).max(Answer::Undecidable);
                self.gap(narrow, &wide.at, answer)
            }
        }
    }

    /// Whether values of one alternative are of no other.
    fn alone(&mut self, narrow: &Values<'a>, all: &[Values<'a>], own: usize) -> Answer {
        let others = all.iter().enumerate().filter(|(at, _)| *at != own);
        let mut answer = Answer::Yes;
        for (_, other) in others {
            let is_apart = disjoint::are(narrow, other, disjoint::World::Closed)
                || disjoint::are_named_otherwise(narrow, other)
                || narrow.apart.iter().any(|one| {
                    let (one, narrow) = (one.as_ref().clone(), other.clone());
                    self.quietly(|this| this.values(&narrow, &one)) == Answer::Yes
                });
            if !is_apart {
                let also = self.quietly(|this| this.values(narrow, other));
                answer = answer.max(if also == Answer::Yes { Answer::No } else { Answer::Undecidable });
            }
        }
        answer
    }

    /// Whether values are of several alternatives of which they may be one only.
    fn doubled(&mut self, narrow: &Values<'a>, all: &[Values<'a>], keyword: &str) -> Answer {
        let among = all.iter().filter(|one| {
            !disjoint::are_named_otherwise(narrow, one)
                && self.quietly(|this| this.values(narrow, one)) == Answer::Yes
        });
        if keyword == "oneOf" && among.count() > 1 { Answer::No } else { Answer::Yes }
    }

    /// Looks again where it is known to fail, to note what fails.
    fn values_again(&mut self, narrow: &Values<'a>, wide: &Values<'a>) -> Answer {
        let before = self.gaps.len();
        let answer = self.judge(narrow, wide);
        if self.gaps.len() == before && answer != Answer::Yes {
            self.gap(narrow, &wide.at, answer);
        }
        answer
    }
}
