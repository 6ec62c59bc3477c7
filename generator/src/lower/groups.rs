//! Which operations belong together, by tag or by path, and what their groups are called.

mod nesting;

use indexmap::{IndexMap, IndexSet};

use self::nesting::Nesting;
use super::kept::Keeper;
use super::types::Types;
use crate::api::{DegradationKind, Docs, Group, Grouping, Name, Pointer};
use crate::model::{Model, OperationNode, Tag};
use crate::names::{Case, Kept, Scope, group_method, path_groups, reserved, tag_groups, words};

/// The first tag that groups operations: OpenAPI 3.2 has others, which only mark them.
pub(super) fn tag<'m>(model: &Model, node: &'m OperationNode) -> Option<&'m str> {
    let marks = |tag: &&String| described(model, tag).is_some_and(|tag| !is_navigation(tag));
    let first = node.operation.tags.iter().find(|tag| !marks(tag));
    first.map(String::as_str).filter(|tag| !tag.trim().is_empty())
}

/// What the document says of a tag.
fn described<'m>(model: &'m Model, name: &str) -> Option<&'m Tag> {
    model.tags.iter().find(|tag| tag.name == name)
}

/// Whether a tag groups operations.
fn is_navigation(tag: &Tag) -> bool {
    tag.kind.as_deref().is_none_or(|kind| kind == NAVIGATION)
}

/// The kind of tags that group.
const NAVIGATION: &str = "nav";

/// The groups, in the order of their first use, each behind those that it stands in; and the one of each operation. They are
/// there in a flat client, too, where they sort what is written down.
pub(super) fn groups(
    types: &mut Types<'_>,
    model: &Model,
    grouping: Grouping,
) -> (Vec<Group>, Vec<Option<usize>>) {
    let labels = labels(model, grouping);
    let nesting = if grouping == Grouping::Tag { Nesting::of(model) } else { Nesting::default() };
    for (pointer, detail) in &nesting.unread {
        types.degrade(pointer, DegradationKind::ReadOtherwise, detail.as_str());
    }
    let mut wires: IndexSet<&str> = IndexSet::new();
    for label in labels.iter().flatten() {
        wires.extend(nesting.path(label));
    }
    let group_of = labels.iter().map(|label| wires.get_index_of(label.as_deref()?)).collect();
    let names = names(&mut types.keeper, &wires, &nesting, grouping);
    let groups = wires.iter().zip(names).map(|(wire, rust)| {
        let described = described(model, wire);
        let docs = described.map(|tag| Docs {
            summary: tag.summary.clone().unwrap_or_default(),
            description: tag.description.clone().unwrap_or_default(),
            link: None,
        });
        Group {
            name: Name { wire: (*wire).to_owned(), rust },
            parent: nesting.parent(wire).map(str::to_owned),
            type_name: String::new(),
            module: String::new(),
            feature: String::new(),
            docs: docs.unwrap_or_default(),
            origin: described.map(|tag| Pointer(tag.pointer.clone())),
        }
    });
    (groups.collect(), group_of)
}

/// What leads to the groups that stand in this one, or on the client.
pub(super) fn accessors<'g>(groups: &'g [Group], outer: Option<&Group>) -> Vec<&'g str> {
    let parent = outer.map(|outer| &outer.name.wire);
    groups
        .iter()
        .filter(|group| group.parent.as_ref() == parent)
        .map(|group| group.name.rust.as_str())
        .collect()
}

/// What a method is called in its group, whose name it leaves out: the tag's or, within another group, the accessor's.
pub(super) fn without_group(method: &str, group: &Group) -> String {
    let short = group_method(method, &group.name.wire);
    if short == method && group.parent.is_some() { group_method(method, &group.name.rust) } else { short }
}

/// What the accessors of groups are called: those of the client first, then those of each group that others stand in.
fn names(
    keeper: &mut Keeper<'_>,
    wires: &IndexSet<&str>,
    nesting: &Nesting<'_>,
    grouping: Grouping,
) -> Vec<String> {
    let mut within: IndexMap<Option<&str>, Vec<usize>> = IndexMap::new();
    for (at, wire) in wires.iter().enumerate() {
        within.entry(nesting.parent(wire)).or_default().push(at);
    }
    let mut names = vec![String::new(); wires.len()];
    for (parent, members) in within {
        let reserved = parent.map_or_else(reserved::methods, |_| reserved::group());
        let own: Vec<&str> = members.iter().map(|at| wires[*at]).collect();
        let wishes: Vec<String> = match (parent, grouping) {
            (Some(parent), _) => own.iter().map(|tag| without(tag, parent)).collect(),
            (None, Grouping::Path) => own.into_iter().map(str::to_owned).collect(),
            (None, Grouping::Flat | Grouping::Tag) => tag_groups(&own),
        };
        let kept = |at: usize| keeper.names.tags.get(wires[members[at]]).map(|names| &names.method);
        let kept: Vec<Option<&Kept>> = (0..members.len()).map(kept).collect();
        let claimed =
            keeper.claim_each(&mut Scope::new(Case::Snake, &reserved), &wishes, "tags", |at| kept[at]);
        for (at, name) in members.into_iter().zip(claimed) {
            names[at] = name;
        }
    }
    names
}

/// What a tag is called within another one, whose name many begin with: `Orders / Returns`.
fn without(tag: &str, parent: &str) -> String {
    let (own, outer) = (words(tag), words(parent));
    match own.strip_prefix(&outer[..]) {
        Some(rest) if !rest.is_empty() => rest.join(" "),
        _ => tag.to_owned(),
    }
}

/// What each operation is grouped by: its tag or, where the manifest says so, what its path leads to.
fn labels(model: &Model, grouping: Grouping) -> Vec<Option<String>> {
    match grouping {
        Grouping::Path => {
            let paths: Vec<&str> = model.operations.iter().map(|node| node.path.as_str()).collect();
            path_groups(&paths)
        }
        Grouping::Flat | Grouping::Tag => {
            model.operations.iter().map(|node| tag(model, node).map(str::to_owned)).collect()
        }
    }
}
