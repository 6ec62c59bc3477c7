//! What the IR has no room for, compared in the documents themselves: bounds, defaults and formats of values without a
//! name, components nobody uses, documentation of everything, and what the client doesn't read.

mod assertions;
mod defaults;
mod gaps;
mod opaque;
mod spelling;
mod unread;
mod values;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{
    Direction, Finding, Found, Kind, Place, Rust, constraints,
    operations::Matched,
    pairs::Reach,
    refs::{self, Uses},
    subset::{Answer, Travel},
    walk::{self, KeywordChange},
};
use crate::api::{Api, DegradationKind, Pointer};
use crate::source::pointer;
use foldhash::HashMap;
use spelling::is_meaningless;
pub(super) use spelling::is_words;
use unread::Unread;
use words::words;

/// Reports of two documents what nothing else has told.
pub(super) fn compare(found: &mut Found<'_>, matched: &Matched) {
    let (old, new) = (&found.old.document.value, &found.new.document.value);
    let changes = walk::changes(old, new);
    let ignored = ignored(found.old.api) != ignored(found.new.api);
    if changes.is_empty() && !ignored {
        return;
    }
    let opaque = opaque::opaque(found);
    let mut document_diff = DocumentDiff {
        uses: (Uses::of(old), Uses::of(new)),
        reached: HashMap::default(),
        words: 0,
        unread: Vec::new(),
        found,
    };
    for change in &changes {
        document_diff.change(change, &opaque);
    }
    document_diff.gaps(matched);
    let DocumentDiff { words, mut unread, found, .. } = document_diff;
    unread::untold(found, &mut unread);
    if ignored {
        unread.push(Unread { keyword: "parameters", node: String::new() });
    }
    // Both count the same places, but what moved is seen by one of them only.
    found.documentation = found.documentation.max(words);
    unread::tell(found, &unread);
}

/// The parameters that are no arguments, by operation and reason; which of several they are doesn't matter.
fn ignored(api: &Api) -> BTreeMap<(&str, &str), usize> {
    let mut ignored = BTreeMap::new();
    let all = api.degradations.iter().filter(|one| one.kind == DegradationKind::IgnoredParameter);
    for one in all {
        let home = one.origin.0.rsplit_once('/').map_or("", |(home, _)| home);
        *ignored.entry((home, one.detail.as_str())).or_default() += 1;
    }
    ignored
}

/// Keywords beside those that say of which type a value is, about which the schemas are asked where nothing tells them.
const ASSERTING: &[&str] = &["nullable", "required", "type"];

/// What leads from a schema to its parts and alternatives.
const COMPOSING: [&str; 3] = ["/allOf/", "/anyOf/", "/oneOf/"];

/// Whether a keyword says which values there are, and nothing else.
fn is_of_values(keyword: &str) -> bool {
    constraints::KEYWORDS.contains(&keyword)
        || ["additionalProperties", "format", "nullable", "type"].contains(&keyword)
}

/// Whether a node belongs to what a webhook or callback is answered with, which is told nowhere else.
fn is_answer_to_incoming(node: &str) -> bool {
    let incoming = node.strip_prefix("/webhooks/").or_else(|| Some(node.split_once("/callbacks/")?.1));
    incoming.is_some_and(|incoming| incoming.contains("/responses"))
}

/// What is left to tell.
struct DocumentDiff<'f, 's, 'a> {
    found: &'f mut Found<'s>,
    /// Who uses the components of both documents.
    uses: (Uses<'a>, Uses<'a>),
    /// The component's pointer and who reaches it, on either side.
    reached: HashMap<String, Rc<Reach>>,
    /// Differing places that explain and demand nothing.
    words: usize,
    /// Differing keywords of which the client makes nothing.
    unread: Vec<Unread<'a>>,
}

impl<'a> DocumentDiff<'_, '_, 'a> {
    fn change(&mut self, change: &KeywordChange<'a>, opaque: &BTreeSet<String>) {
        let within = |origin: &String| {
            change.node.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if is_words(change) {
            self.words += 1;
        } else if let Some(home) = self.unused_home(change) {
            self.unused(change, &home);
        } else if let Some(content) = opaque.iter().find(|origin| within(origin)) {
            self.opaque(change, content);
        } else if self.condition(change) {
            // It is told with all that differs in the schema it belongs to.
        } else if change.is_name {
            let union = change.node.strip_suffix("/discriminator/mapping").map(str::to_owned);
            let place = union.unwrap_or_else(|| pointer::child(&change.node, change.keyword));
            let is_told_elsewhere = !spelling::is_of_schema(change) && !is_answer_to_incoming(&change.node);
            if !is_told_elsewhere && !self.found.told_around(&place) && !self.is_kept(change) {
                self.unread(change);
            }
        } else {
            self.keyword(change);
        }
    }

    /// The component a change stands in, or is, where no operation of either side reaches it.
    fn unused_home(&mut self, change: &KeywordChange<'a>) -> Option<String> {
        let place = pointer::child(&change.node, change.keyword);
        let segments: Vec<&str> = place.split('/').take(4).collect();
        let ["", "components", kind, _] = segments[..] else { return None };
        let home = segments.join("/");
        // What secures calls is named, not referenced.
        (kind != "securitySchemes" && self.reach(&home).operations.is_empty()).then_some(home)
    }

    /// Who reaches a place on either side.
    fn reach(&mut self, at: &str) -> Rc<Reach> {
        let key = match at.split('/').take(4).collect::<Vec<_>>()[..] {
            ["", "components", kind, name] => format!("/components/{kind}/{name}"),
            _ => at.to_owned(),
        };
        let uses = &self.uses;
        let reach = self.reached.entry(key).or_insert_with_key(|home| {
            let (mut old, new) = (uses.0.reach(home), uses.1.reach(home));
            old.direction.sent |= new.direction.sent;
            old.direction.received |= new.direction.received;
            // The names of those that are still there.
            if !new.operations.is_empty() {
                old.operations = new.operations;
            }
            Rc::new(old)
        });
        Rc::clone(reach)
    }

    fn unused(&mut self, change: &KeywordChange<'a>, home: &str) {
        let whole = change.node == "/components/schemas";
        let kind = match (change.old, change.new) {
            (Some(_), None) if whole => Kind::UnusedSchemaRemoved,
            (None, Some(_)) if whole => Kind::UnusedSchemaAdded,
            _ => return self.unread(change),
        };
        let name = change.keyword;
        let origin = Pointer(home.to_owned());
        let (what, gone) = if change.new.is_none() { ("removed", true) } else { ("added", false) };
        let value = Some(name.to_owned());
        self.found.report(Finding {
            place: Place::Component { name, operations: &[] },
            old_origin: gone.then_some(&origin),
            new_origin: (!gone).then_some(&origin),
            old: value.clone().filter(|_| gone),
            new: value.filter(|_| !gone),
            message: format!("schema `{name}`, which no operation uses, was {what}"),
            ..Finding::of(kind)
        });
    }

    fn keyword(&mut self, change: &KeywordChange<'a>) {
        match change.keyword {
            keyword if is_of_values(keyword) && self.stands_elsewhere(change) => {}
            keyword if constraints::KEYWORDS.contains(&keyword) => self.bound(change),
            "allOf" => {
                self.bound(change);
                self.conditions_of_parts(change);
                if !is_meaningless(change) && !self.found.told_around(&change.node) && !self.is_kept(change) {
                    self.unread(change);
                }
            }
            "default" => self.default(change, None),
            "format" => self.format(change),
            "additionalProperties" if spelling::is_flag(change) => self.openness(change),
            "links" => self.links(change),
            "type" | "nullable" if self.ty(change) => {}
            "items" | "prefixItems" if self.items(change) => {}
            _ if is_meaningless(change) || self.found.told_around(&change.node) || self.is_kept(change) => {}
            _ => self.unread(change),
        }
    }

    /// Whether what a change of a schema says about values holds on both sides, only in other words or at another place, or
    /// was told where the same schema stands.
    fn is_kept(&mut self, change: &KeywordChange<'a>) -> bool {
        // Of what a webhook is answered with nothing is emitted, so nothing else would tell that a member has another name.
        if change.is_name && (!spelling::is_of_schema(change) || is_answer_to_incoming(&change.node)) {
            return false;
        }
        if !change.is_name
            && !spelling::IMPLY_A_TYPE.contains(&change.keyword)
            && !ASSERTING.contains(&change.keyword)
        {
            return false;
        }
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let nodes = documents.0.pointer(&change.node).zip(documents.1.pointer(&change.node));
        if nodes.is_some_and(|(old, new)| self.found.is_known(old, new)) {
            return true;
        }
        let node = change.node.strip_suffix("/properties").unwrap_or(&change.node);
        let around = COMPOSING.iter().filter_map(|keyword| Some(node.split_once(keyword)?.0));
        around.chain([node]).any(|at| {
            [Travel::Sent, Travel::Received]
                .into_iter()
                .all(|travel| self.found.is_subset((at, at), travel) == Answer::Yes)
        })
    }

    /// Whether what a keyword says of values only stands in another part or alternative now, or behind a reference.
    fn stands_elsewhere(&mut self, change: &KeywordChange<'a>) -> bool {
        let around = COMPOSING.iter().filter_map(|keyword| Some(change.node.split_once(keyword)?.0));
        let mut places = around.chain([change.node.as_str()]);
        places.any(|at| {
            [Travel::Sent, Travel::Received].into_iter().all(|travel| self.found.is_same((at, at), travel))
        })
    }

    fn unread(&mut self, change: &KeywordChange<'a>) {
        self.unread.push(Unread { keyword: change.keyword, node: change.node.clone() });
    }

    /// What a change belongs to, in words.
    fn words(&self, change: &KeywordChange<'_>) -> String {
        words(&self.found.new.document.value, &change.node)
    }

    /// Reports a finding about the node at a pointer.
    fn report_at(&mut self, at: &str, finding: Finding<'_>, rust: Option<Rust>) {
        let origin = Pointer(at.to_owned());
        let direction = self.reach(at).direction;
        let unknown = direction == Direction::default();
        let direction = if unknown { Direction { sent: true, received: true } } else { direction };
        self.report_between((&origin, &origin), direction, Finding { rust, ..finding });
    }

    /// Reports a finding about the nodes at two pointers.
    fn report_between(
        &mut self,
        (old, new): (&Pointer, &Pointer),
        direction: Direction,
        finding: Finding<'_>,
    ) {
        let reach = self.reach(&new.0);
        let component = refs::component(&new.0);
        let place = match (&component, reach.operations.as_slice()) {
            (Some(name), operations) => Place::Component { name, operations },
            (None, operations) => Place::Operations(operations),
        };
        let (old_origin, new_origin) = (Some(old), Some(new));
        self.found.report(Finding { direction, place, old_origin, new_origin, ..finding });
    }
}
