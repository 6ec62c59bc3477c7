//! The theory of compatibility: whether every value that one schema takes is one that another takes.
//!
//! What is sent goes on being taken where the old schema is a subset of the new one, and what is received goes on being
//! understood where the new one is a subset of the old. A schema that travels both ways has to meet both. There are
//! three answers: [`Answer::Yes`], [`Answer::No`], and [`Answer::Undecidable`] where only somebody who knows the service can tell.
//!
//! Schemas are read as services mean them, which differs from JSON Schema in some ways:
//!
//! - What describes members or items is meant for objects or lists, also where no type says so.
//! - An object is taken to have the members that its schema names: a member that comes to be named narrows nothing.
//! - Whoever receives an object leaves members alone that nothing names, also where the schema rules them out.
//! - `readOnly` members don't count in what is sent, `writeOnly` ones in what is received, required or not.
//! - Alternatives of `oneOf` exclude each other where one names a member that the other doesn't name.

mod admits;
mod arrays;
mod bounds;
mod conditions;
mod disjoint;
mod judge;
mod objects;
mod types;
mod unchanged;
mod unions;
mod values;

use std::marker::PhantomData;
use std::rc::Rc;

use foldhash::HashMap;
use serde_json::Value;

pub(super) use bounds::{format_of, held_by};
pub(super) use unchanged::Unchanged;
use values::{Part, Values};

/// Whether one schema is a subset of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Every value of the one is a value of the other.
    Yes,
    /// It depends on what can't be computed, such as what a pattern lets through.
    Undecidable,
    /// Some value of the one is no value of the other.
    No,
}

impl Answer {
    /// The answer of what excludes what this one is about.
    fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Undecidable => Self::Undecidable,
        }
    }
}

/// Which way the values travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travel {
    /// In requests.
    Sent,
    /// In answers.
    Received,
}

/// A schema where it stands: its document and its place in it, as a JSON pointer.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The whole document.
    pub document: &'a Value,
    /// Where the schema stands.
    pub pointer: &'a str,
}

/// Where values of the narrower schema are none of the wider one, or may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// The place in the document of the narrower schema.
    pub(super) narrow: Rc<str>,
    /// Where that is referred to.
    pub(super) used_at: Rc<str>,
    /// The place in the document of the wider one.
    pub(super) wide: Rc<str>,
    pub(super) answer: Answer,
}

/// Whether every value that `narrow` takes is one that `wide` takes, if it travels this way.
#[must_use]
pub fn subset(narrow: Place<'_>, wide: Place<'_>, travel: Travel) -> Answer {
    match (Schema::at(narrow.document, narrow.pointer), Schema::at(wide.document, wide.pointer)) {
        (Some(narrow), Some(wide)) => Subset::new(travel, None).places(&narrow, &wide),
        _ => Answer::Undecidable,
    }
}

/// A schema that is there.
pub(super) struct Schema<'a> {
    document: &'a Value,
    node: &'a Value,
    at: Rc<str>,
}

impl<'a> Schema<'a> {
    pub(super) fn at(document: &'a Value, pointer: &str) -> Option<Self> {
        Some(Self { document, node: document.pointer(pointer)?, at: Rc::from(pointer) })
    }

    /// Whether it names a member, itself or in what it refers to or is composed of.
    pub(super) fn declares(&self, member: &str) -> bool {
        let values = Values::of(self.document, &[(self.node, Rc::clone(&self.at))]);
        !values.declared(member).is_empty()
    }
}

/// How far schemas within schemas are followed; only hostile documents go deeper.
const DEEPEST: usize = 128;

/// Answers for schemas of two documents, each pair looked into once.
pub(super) struct Subset<'a> {
    travel: Travel,
    /// What is the same in both documents, so that nothing below it need be looked into.
    unchanged: Option<Rc<Unchanged>>,
    /// Known answers. One that is being looked for is taken for yes: only a difference found elsewhere can make it no.
    known: HashMap<Key, Answer>,
    /// What the keys of known answers have the addresses of: no other value may come to stand there.
    held: Vec<Rc<Values<'a>>>,
    /// The pairs in the order in which they were begun.
    begun: Vec<Key>,
    /// Whether an answer was taken for known that was being looked for.
    assumed: bool,
    /// How many alternatives are being tried, of which failing is no gap.
    trials: usize,
    gaps: Vec<Gap>,
    /// Nodes are known by their addresses, so the documents have to stay.
    documents: PhantomData<&'a Value>,
}

/// Both sides' nodes by their address, and whether an alternative is tried: what is found then is noted nowhere.
type Key = (Vec<usize>, Vec<usize>, bool);

impl<'a> Subset<'a> {
    pub(super) fn new(travel: Travel, unchanged: Option<Rc<Unchanged>>) -> Self {
        Self {
            travel,
            unchanged,
            known: HashMap::default(),
            held: Vec::new(),
            begun: Vec::new(),
            assumed: false,
            trials: 0,
            gaps: Vec::new(),
            documents: PhantomData,
        }
    }

    /// Takes the gaps found so far.
    pub(super) fn gaps(&mut self) -> Vec<Gap> {
        std::mem::take(&mut self.gaps)
    }

    /// The answer for schemas that are there, noting the gaps.
    pub(super) fn places(&mut self, narrow: &Schema<'a>, wide: &Schema<'a>) -> Answer {
        let nodes = |schema: &Schema<'a>| (schema.document, vec![(schema.node, Rc::clone(&schema.at))]);
        self.nodes(&nodes(narrow), &nodes(wide))
    }

    /// Whether what meets all nodes of one side meets those of the other.
    fn nodes(&mut self, narrow: &Nodes<'a>, wide: &Nodes<'a>) -> Answer {
        if let ([(one, _)], [(other, _)]) = (&narrow.1[..], &wide.1[..])
            && self.unchanged.as_ref().is_some_and(|unchanged| unchanged.is(one, other))
        {
            return Answer::Yes;
        }
        self.values(&Values::of(narrow.0, &narrow.1), &Values::of(wide.0, &wide.1))
    }

    fn values(&mut self, narrow: &Values<'a>, wide: &Values<'a>) -> Answer {
        let key = (narrow.key(), wide.key(), self.trials > 0);
        if let Some(known) = self.known.get(&key) {
            self.assumed |= self.begun.contains(&key);
            return *known;
        }
        if self.begun.len() > DEEPEST {
            return self.gap(narrow, &wide.at, Answer::Undecidable);
        }
        self.held.extend(narrow.apart.iter().chain(&wide.apart).map(Rc::clone));
        self.known.insert(key.clone(), Answer::Yes);
        self.begun.push(key.clone());
        let answer = self.judge(narrow, wide);
        self.begun.pop();
        if answer != Answer::Yes && self.assumed {
            // What was found on the assumption that this is a subset has to be found again.
            self.known.retain(|_, answer| *answer != Answer::Yes);
            let begun = self.begun.iter().cloned().map(|key| (key, Answer::Yes));
            self.known.extend(begun);
            self.assumed = false;
        }
        self.known.insert(key, answer);
        answer
    }

    fn unless(&mut self, is_met: bool, narrow: &Values<'a>, wide: &Part<'a>, answer: Answer) -> Answer {
        if is_met { Answer::Yes } else { self.gap(narrow, &wide.at, answer) }
    }

    /// Notes where the answer isn't yes, unless it is only tried.
    fn gap(&mut self, narrow: &Values<'a>, wide: &Rc<str>, answer: Answer) -> Answer {
        self.note((&narrow.at, &narrow.used_at), wide, answer)
    }

    /// The same for a place of the narrower schema, and where it is referred to.
    fn note(&mut self, narrow: (&Rc<str>, &Rc<str>), wide: &Rc<str>, answer: Answer) -> Answer {
        if self.trials == 0 {
            let (narrow, used_at) = (Rc::clone(narrow.0), Rc::clone(narrow.1));
            let gap = Gap { narrow, used_at, wide: Rc::clone(wide), answer };
            if !self.gaps.contains(&gap) {
                self.gaps.push(gap);
            }
        }
        answer
    }

    /// The answer alone, whatever gaps there are.
    pub(super) fn answer(&mut self, narrow: &Schema<'a>, wide: &Schema<'a>) -> Answer {
        self.quietly(|this| this.places(narrow, wide))
    }

    /// The same for a member that both have, each by its name: all that is said about it counts.
    pub(super) fn member(&mut self, narrow: (&Schema<'a>, &str), wide: (&Schema<'a>, &str)) -> Answer {
        let member = |(schema, name): (&Schema<'a>, &str)| {
            let whole = Values::of(schema.document, &[(schema.node, Rc::clone(&schema.at))]);
            (schema.document, whole.member(name))
        };
        let (narrow, wide) = (member(narrow), member(wide));
        self.quietly(|this| this.nodes(&narrow, &wide))
    }

    /// Tries something that needn't succeed.
    fn quietly(&mut self, then: impl FnOnce(&mut Self) -> Answer) -> Answer {
        self.trials += 1;
        let answer = then(self);
        self.trials -= 1;
        answer
    }
}

/// A document, and schemas in it that all have to be met, each with its place.
type Nodes<'a> = (&'a Value, Vec<(&'a Value, Rc<str>)>);
