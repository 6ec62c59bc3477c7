//! Which operations belong together, by tag or by path, and what their groups are called.

use indexmap::IndexSet;

use super::kept::Keeper;
use crate::api::{Docs, Group, Grouping, Name};
use crate::model::{Model, OperationNode, Tag};
use crate::names::{Case, Kept, Scope, path_groups, reserved, tag_groups};

/// The first tag that groups operations: OpenAPI 3.2 has others, which only mark them.
pub(super) fn tag<'m>(model: &Model, node: &'m OperationNode) -> Option<&'m str> {
    let marks = |tag: &&String| {
        let described = model.tags.iter().find(|described| described.name == **tag);
        described.and_then(|tag| tag.kind.as_deref()).is_some_and(|kind| kind != NAVIGATION)
    };
    let first = node.operation.tags.iter().find(|tag| !marks(tag));
    first.map(String::as_str).filter(|tag| !tag.trim().is_empty())
}

/// The kind of tags that group.
const NAVIGATION: &str = "nav";

/// What the document says of a tag, and which other one it is part of: groups stand beside each other.
fn of_group(tag: &Tag) -> Docs {
    let part = tag.parent.as_ref().map(|parent| format!("Part of `{parent}`."));
    let paragraphs = tag.description.iter().cloned().chain(part);
    Docs {
        summary: tag.summary.clone().unwrap_or_default(),
        description: paragraphs.collect::<Vec<_>>().join("\n\n"),
        link: None,
    }
}

/// The groups, in the order of their first use, and the one of each operation. They are there in a flat client, too,
/// where they sort what is written down.
pub(super) fn groups(
    keeper: &mut Keeper<'_>,
    model: &Model,
    grouping: Grouping,
) -> (Vec<Group>, Vec<Option<usize>>) {
    let labels = labels(model, grouping);
    let wires: IndexSet<&str> = labels.iter().flatten().map(String::as_str).collect();
    let group_of = labels.iter().map(|label| wires.get_index_of(label.as_deref()?)).collect();
    let wires: Vec<&str> = wires.into_iter().collect();
    let kept = |at: usize| keeper.names.tags.get(wires[at]).map(|names| &names.method);
    let kept: Vec<Option<&Kept>> = (0..wires.len()).map(kept).collect();
    let wishes = match grouping {
        Grouping::Path => wires.iter().map(|&wire| wire.to_owned()).collect(),
        Grouping::Flat | Grouping::Tag => tag_groups(&wires),
    };
    let names =
        keeper.claim_each(&mut Scope::new(Case::Snake, &reserved::methods()), &wishes, "tags", |at| kept[at]);
    let groups = wires.iter().zip(names).map(|(wire, rust)| {
        let name = Name { wire: (*wire).to_owned(), rust };
        let described = model.tags.iter().find(|tag| tag.name == name.wire);
        let docs = described.map(of_group).unwrap_or_default();
        Group { name, type_name: String::new(), module: String::new(), feature: String::new(), docs }
    });
    (groups.collect(), group_of)
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
