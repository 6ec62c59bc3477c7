//! The changes found so far, each told once however many operations it concerns.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::rc::Rc;

use indexmap::{IndexMap, map::Entry};
use serde_json::Value;

use super::{
    Change, Finding, Kind, Place, Rust, Side, Wire, identity, refs, report,
    subset::{Subset, Travel, Unchanged},
};
use crate::api::{Docs, Pointer};

/// What was found so far.
pub(super) struct Found<'a> {
    pub(super) old: &'a Side<'a>,
    pub(super) new: &'a Side<'a>,
    /// What the schemas of both documents have to do with each other.
    pub(super) subsets: Subsets<'a>,
    /// Places whose documentation differs.
    pub(super) documentation: usize,
    /// By id.
    noted: IndexMap<String, Noted>,
    /// Where something was told, on either side.
    told: BTreeSet<String>,
    /// Where something was told of schemas or their use that isn't compatible, on either side.
    alarmed: BTreeSet<String>,
    /// The schemas at those places.
    differing: Vec<(&'a Value, &'a Value)>,
}

/// Answers of the theory of compatibility, each direction's for itself.
pub(super) struct Subsets<'a> {
    pub(super) unchanged: Rc<Unchanged>,
    pub(super) sent: Subset<'a>,
    pub(super) received: Subset<'a>,
}

struct Noted {
    change: Change,
    operations: Vec<Rc<str>>,
    /// Where the thing stood, and where it stands.
    old_pointer: Option<String>,
    new_pointer: Option<String>,
    /// The schemas that stand there by reference.
    targets: Vec<String>,
}

impl<'a> Found<'a> {
    pub(super) fn new(old: &'a Side<'a>, new: &'a Side<'a>) -> Self {
        let unchanged = Rc::new(Unchanged::between(&old.document.value, &new.document.value));
        let subset = |travel| Subset::new(travel, Some(Rc::clone(&unchanged)));
        let (sent, received) = (subset(Travel::Sent), subset(Travel::Received));
        Self {
            old,
            new,
            subsets: Subsets { unchanged, sent, received },
            documentation: 0,
            noted: IndexMap::new(),
            told: BTreeSet::new(),
            alarmed: BTreeSet::new(),
            differing: Vec::new(),
        }
    }

    pub(super) fn report(&mut self, finding: Finding<'_>) {
        if self.says_the_same(&finding) {
            return;
        }
        let wire = self.wire(&finding);
        let targets = self.targets(&finding);
        let Finding {
            kind,
            direction,
            place,
            old_origin,
            new_origin,
            old,
            new,
            message,
            rust_items,
            rust,
            ..
        } = finding;
        let (side, pointer) = match (new_origin, old_origin) {
            (Some(origin), _) => (self.new, origin.0.as_str()),
            (None, Some(origin)) => (self.old, origin.0.as_str()),
            (None, None) => (self.new, ""),
        };
        let (component, operations) = match place {
            Place::Document => (None, Vec::new()),
            Place::Operation(name) => (refs::component(pointer), vec![Rc::clone(name)]),
            Place::Operations(names) => (refs::component(pointer), names.to_vec()),
            Place::Component { name, operations } => (Some(name.to_owned()), operations.to_vec()),
        };
        let pointers = old_origin.iter().chain(&new_origin).map(|origin| &origin.0);
        let pointers = pointers.filter(|pointer| !pointer.is_empty()).chain(&targets);
        let pointers: Vec<String> = pointers.cloned().collect();
        let row = kind.row();
        if wire > Wire::Compatible && kind.is_of_contents() {
            self.alarmed.extend(pointers.iter().cloned());
            let node = |side: &'a Side<'a>, origin: Option<&Pointer>| side.document.value.pointer(&origin?.0);
            self.differing.extend(node(self.old, old_origin).zip(node(self.new, new_origin)));
        }
        self.told.extend(pointers);
        let rust = rust.unwrap_or_else(|| kind.rust(direction));
        let id = identity::id(row.name, pointer, old.as_deref(), new.as_deref());
        match self.noted.entry(id) {
            Entry::Occupied(mut known) => known.get_mut().also(operations, wire, rust, rust_items),
            Entry::Vacant(place) => {
                let position = side.source.locate(&side.document.source_pointer(pointer));
                let change = Change {
                    id: place.key().clone(),
                    kind: row.rule,
                    name: row.name,
                    wire,
                    rust,
                    operation: None,
                    component,
                    reached_from: 0,
                    operations: Vec::new(),
                    pointer: pointer.to_owned(),
                    file: side.source.name().to_owned(),
                    is_gone: new_origin.is_none() && old_origin.is_some(),
                    line: position.map(|position| position.line),
                    column: position.map(|position| position.column),
                    old,
                    new,
                    message,
                    rust_items,
                    advice: None,
                    accepted: None,
                    graded: None,
                };
                place.insert(Noted {
                    change,
                    operations,
                    old_pointer: old_origin.map(|origin| origin.0.clone()),
                    new_pointer: new_origin.map(|origin| origin.0.clone()),
                    targets,
                });
            }
        }
    }

    /// Whether the schemas at two origins are the same, with all that they refer to.
    pub(super) fn stays(&self, old: &Pointer, new: &Pointer) -> bool {
        let nodes = self.old.document.value.pointer(&old.0).zip(self.new.document.value.pointer(&new.0));
        nodes.is_some_and(|(old, new)| self.subsets.unchanged.is(old, new))
    }

    /// Counts documentation that differs.
    pub(super) fn docs(&mut self, old: &Docs, new: &Docs) {
        self.documentation += usize::from(old != new);
    }

    /// Reports all documentation that differs as one change.
    pub(super) fn documented(&mut self) {
        let count = self.documentation;
        if count > 0 {
            let places = if count == 1 { "place" } else { "places" };
            self.report(Finding {
                new: Some(count.to_string()),
                message: format!("documentation changed in {count} {places}"),
                ..Finding::of(Kind::Documentation)
            });
        }
    }

    /// Whether a change of one of these rules was told with these values about a node. A component's is told wherever
    /// it is used.
    pub(super) fn told_values(
        &self,
        rules: &[&str],
        node: &str,
        old: Option<&str>,
        new: Option<&str>,
    ) -> bool {
        let is_component = node.starts_with("/components/") && node.matches('/').count() == 3;
        self.noted.values().any(|noted| {
            let change = &noted.change;
            rules.contains(&change.kind)
                && (change.old.as_deref(), change.new.as_deref()) == (old, new)
                && (is_component || noted.is_around(node))
        })
    }

    /// Adds items of the client to a change of a kind from one value to another; whether that was told.
    pub(super) fn also_concerns(
        &mut self,
        kind: Kind,
        (old, new): (&str, &str),
        rust_items: &[String],
    ) -> bool {
        let known = self.noted.values_mut().find(|noted| {
            let change = &noted.change;
            change.name == kind.row().name
                && (change.old.as_deref(), change.new.as_deref()) == (Some(old), Some(new))
        });
        let is_known = known.is_some();
        if let Some(known) = known {
            known.change.rust_items.extend_from_slice(rust_items);
        }
        is_known
    }

    /// Whether a change of one of these rules was told about a node, or about one it stands in or holds.
    pub(super) fn told_rules(&self, rules: &[&str], node: &str) -> bool {
        self.noted.values().any(|noted| rules.contains(&noted.change.kind) && noted.is_around(node))
    }

    /// Whether anything was told about the node at a pointer, or about one it stands in or holds.
    pub(super) fn told_around(&self, pointer: &str) -> bool {
        is_around(&self.told, pointer)
    }

    /// The same of what isn't compatible.
    pub(super) fn alarmed_around(&self, pointer: &str) -> bool {
        is_around(&self.alarmed, pointer)
    }

    /// Whether a difference of schemas that isn't compatible was told of a place where the same ones stand.
    pub(super) fn is_known(&self, old: &Value, new: &Value) -> bool {
        self.differing.iter().any(|(before, after)| *before == old && *after == new)
    }

    /// The changes, worst first, otherwise in the order of their places.
    pub(super) fn sorted(self) -> Vec<Change> {
        let mut changes: Vec<Change> = self.noted.into_values().map(Noted::told).collect();
        report::sort(&mut changes);
        changes
    }
}

fn is_around(told: &BTreeSet<String>, pointer: &str) -> bool {
    let above = |(end, _)| end > 0 && told.contains(&pointer[..end]);
    let inside = format!("{pointer}/");
    let below = told.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded)).next();
    told.contains(pointer)
        || pointer.match_indices('/').any(above)
        || below.is_some_and(|told| told.starts_with(&inside))
}

impl Noted {
    /// Whether it is about the node at a pointer, or about one it stands in or holds.
    fn is_around(&self, pointer: &str) -> bool {
        let inside = |one: &str, other: &str| {
            one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let own = self.old_pointer.iter().chain(&self.new_pointer).filter(|told| !told.is_empty());
        let pointers = own.chain(&self.targets);
        pointers.into_iter().any(|told| inside(told, pointer) || inside(pointer, told))
    }

    /// The same change, met again: a shared parameter in another operation, a type that took two places.
    fn also(&mut self, operations: Vec<Rc<str>>, wire: super::Wire, rust: Rust, rust_items: Vec<String>) {
        self.change.wire = self.change.wire.max(wire);
        self.change.rust = self.change.rust.max(rust);
        for operation in operations {
            if !self.operations.contains(&operation) {
                self.operations.push(operation);
            }
        }
        for item in rust_items {
            if !self.change.rust_items.contains(&item) {
                self.change.rust_items.push(item);
            }
        }
    }

    fn told(self) -> Change {
        let Self { mut change, operations, .. } = self;
        change.reached_from = operations.len();
        change.operations = operations.iter().map(ToString::to_string).collect();
        match operations.as_slice() {
            [] => {}
            [only] => change.operation = Some(only.to_string()),
            [first, others @ ..] => {
                let more = format!("{first} (and {} more)", others.len());
                change.message = change.message.replacen(&**first, &more, 1);
            }
        }
        change
    }
}
