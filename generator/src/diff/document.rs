//! How the documents differ as a whole: title, groups, and the provider's error codes.

use super::{Finding, Found, Kind, Rust, items};
use crate::api::{Group, Variant};
use crate::surface::Surface;

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old.api, found.new.api);
    let head = (&old.title, &old.description, &old.version) != (&new.title, &new.description, &new.version);
    found.documentation += usize::from(head);
    for group in &old.groups {
        if let Some(other) = new.groups.iter().find(|other| other.name.wire == group.name.wire) {
            found.docs(&group.docs, &other.docs);
            moved(found, group, other);
        }
    }
    error_codes(found);
}

/// A group stands in another one than it stood in.
fn moved<'a>(found: &mut Found<'a>, old: &'a Group, new: &'a Group) {
    if old.parent == new.parent {
        return;
    }
    let told = |parent: &Option<String>| match parent {
        Some(parent) => format!("in `{parent}`"),
        None => "on the client".to_owned(),
    };
    let paths = |api, group: &Group| {
        let surface = Surface::of(api);
        let feature = surface.features().find(|feature| *feature == group.feature);
        let mut items = surface.paths_of_group(group);
        items.extend(feature.map(|feature| format!("feature {feature}")));
        items
    };
    let feature = if old.feature == new.feature {
        String::new()
    } else {
        format!(", and its Cargo feature is `{}`, no longer `{}`", new.feature, old.feature)
    };
    found.report(Finding {
        old_origin: old.origin.as_ref(),
        new_origin: new.origin.as_ref(),
        old: old.parent.clone(),
        new: new.parent.clone(),
        message: format!(
            "the group `{}` stands {} now, no longer {}{feature}",
            new.name.wire,
            told(&new.parent),
            told(&old.parent)
        ),
        rust_items: [paths(found.old.api, old), paths(found.new.api, new)].concat(),
        ..Finding::of(Kind::GroupMoved)
    });
}

fn error_codes(found: &mut Found<'_>) {
    let (old, new) = (&found.old.api.error_codes, &found.new.api.error_codes);
    let lacks = |from: &[Variant], code: &Variant| from.iter().all(|other| other.name.wire != code.name.wire);
    // The first code makes a type of the client's own, and the last takes it away again.
    let whole = old.is_empty() || new.is_empty();
    let item = |code: &Variant| {
        let variant = items::error_code(code);
        if whole { vec![variant, items::error_codes()] } else { vec![variant] }
    };
    for code in old.iter().filter(|code| lacks(new, code)) {
        found.report(Finding {
            old: Some(code.name.wire.clone()),
            message: format!("error code `{}` is no longer known", code.name.wire),
            rust_items: item(code),
            ..Finding::of(Kind::ErrorCodeRemoved)
        });
    }
    for code in new.iter().filter(|code| lacks(old, code)) {
        let wire = &code.name.wire;
        found.report(Finding {
            new: Some(wire.clone()),
            message: format!(
                "error code `{wire}` is known now: arms that match `Unknown(\"{wire}\")` stop matching"
            ),
            rust_items: item(code),
            // Who names the runtime's type has another one now.
            rust: whole.then_some(Rust::Breaking),
            ..Finding::of(Kind::ErrorCodeAdded)
        });
    }
    for code in old {
        let Some(other) = new.iter().find(|other| other.name.wire == code.name.wire) else { continue };
        found.docs(&code.docs, &other.docs);
        if code.name.rust != other.name.rust {
            found.report(Finding {
                old: Some(code.name.rust.clone()),
                new: Some(other.name.rust.clone()),
                message: format!("error code `{}` is the variant `{}` now", code.name.wire, other.name.rust),
                rust_items: [item(code), item(other)].concat(),
                ..Finding::of(Kind::EnumVariantRenamed)
            });
        }
    }
}
