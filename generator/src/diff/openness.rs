//! Whether an object may have members the document doesn't name.

use super::{Finding, Found, Kind, Rust, items, shapes::Twins};
use crate::api::Struct;

pub(super) fn compare(found: &mut Found<'_>, twins: Twins<'_>, old: &Struct, new: &Struct) {
    let ty = &twins.new.name.wire;
    let rust_items = |name: &str| vec![items::member(twins.new, name)];
    match (&old.additional, &new.additional) {
        (None, None) => {}
        (None, Some((name, _))) => found.report(Finding {
            message: format!("`{ty}` may have members the document doesn't name"),
            rust_items: rust_items(name),
            // A field that came can't break anyone.
            rust: Some(Rust::None),
            ..twins.finding(Kind::BecameOpen)
        }),
        (Some((name, _)), None) => found.report(Finding {
            message: format!("`{ty}` has no more members than the document names"),
            rust_items: rust_items(name),
            ..twins.finding(Kind::BecameClosed)
        }),
        (Some((name, before)), Some((_, after))) => {
            let finding = |kind| Finding { rust_items: rust_items(name), ..twins.finding(kind) };
            found.typed(
                before,
                after,
                &format!("a member of `{ty}` that the document doesn't name"),
                &finding,
            );
        }
    }
}
