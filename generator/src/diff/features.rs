//! How the Cargo features of groups differ: a dependent that asks for one that is gone isn't built any more.

use std::collections::BTreeSet;

use super::{Finding, Found, Kind};
use crate::surface::Surface;

pub(super) fn compare(found: &mut Found<'_>) {
    let features = |api| -> BTreeSet<&str> { Surface::of(api).features().collect() };
    let (old, new) = (features(found.old.api), features(found.new.api));
    for gone in old.difference(&new) {
        found.report(Finding {
            old: Some((*gone).to_owned()),
            message: format!(
                "the Cargo feature `{gone}` is gone, with the group of operations that it was for"
            ),
            rust_items: vec![format!("feature {gone}")],
            ..Finding::of(Kind::FeatureRemoved)
        });
    }
    for added in new.difference(&old) {
        found.report(Finding {
            new: Some((*added).to_owned()),
            message: format!("there is a Cargo feature `{added}`, for a new group of operations"),
            rust_items: vec![format!("feature {added}")],
            ..Finding::of(Kind::FeatureAdded)
        });
    }
}
