//! How the Cargo features of groups differ: a dependent that asks for one that is gone isn't built any more.

use std::collections::BTreeSet;

use super::{Finding, Found, Kind};
use crate::surface::Surface;

pub(super) fn compare(found: &mut Found<'_>) {
    let features = |api| -> BTreeSet<&str> { Surface::of(api).features().collect() };
    let (old, new) = (features(found.old.api), features(found.new.api));
    let moved: Vec<(&str, &str)> = moved(found).collect();
    for gone in old.difference(&new).filter(|gone| moved.iter().all(|(old, _)| old != *gone)) {
        found.report(Finding {
            old: Some((*gone).to_owned()),
            message: format!(
                "the Cargo feature `{gone}` is gone, with the group of operations that it was for"
            ),
            rust_items: vec![format!("feature {gone}")],
            ..Finding::of(Kind::FeatureRemoved)
        });
    }
    for added in new.difference(&old).filter(|added| moved.iter().all(|(_, new)| new != *added)) {
        found.report(Finding {
            new: Some((*added).to_owned()),
            message: format!("there is a Cargo feature `{added}`, for a new group of operations"),
            rust_items: vec![format!("feature {added}")],
            ..Finding::of(Kind::FeatureAdded)
        });
    }
}

/// The old and new features of the groups that stand in another one than they stood in, which is told with the group.
fn moved<'a>(found: &Found<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let new = &found.new.api.groups;
    let moved = found.old.api.groups.iter().filter_map(|group| {
        let other = new.iter().find(|other| other.name.wire == group.name.wire)?;
        (other.parent != group.parent).then_some((group, other))
    });
    moved.map(|(old, new)| (old.feature.as_str(), new.feature.as_str()))
}
