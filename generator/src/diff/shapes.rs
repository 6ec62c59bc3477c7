//! How two named types differ.

use super::{
    Direction, Finding, Found, Kind, Place, fields, items,
    pairs::{Pairs, Reach},
    unions,
};
use crate::api::{Enum, Shape, Type, Variant};

pub(super) fn compare(found: &mut Found<'_>, pairs: &Pairs) {
    let (old, new) = (found.old.api, found.new.api);
    let pairs = pairs.iter().map(|((before, after), reach)| TypePair {
        old: &old.types[before.0],
        new: &new.types[after.0],
        reach,
    });
    // What follows from a name is told with it.
    for pair in pairs.clone() {
        named(found, pair);
    }
    for pair in pairs {
        match (&pair.old.shape, &pair.new.shape) {
            (Shape::Struct(before), Shape::Struct(after)) => fields::compare(found, pair, before, after),
            (Shape::Enum(before), Shape::Enum(after)) => values(found, pair, before, after),
            (Shape::Union(before), Shape::Union(after)) => unions::compare(found, pair, before, after),
            _ => {}
        }
    }
}

/// Both sides of a named type.
#[derive(Clone, Copy)]
pub(super) struct TypePair<'a> {
    pub(super) old: &'a Type,
    pub(super) new: &'a Type,
    pub(super) reach: &'a Reach,
}

impl<'a> TypePair<'a> {
    /// Whether callers make values of it, on either side.
    pub(super) fn is_made(&self) -> bool {
        !self.old.is_only_received() || !self.new.is_only_received()
    }

    pub(super) fn direction(&self) -> Direction {
        self.reach.direction
    }

    /// A finding about the type, to be completed.
    pub(super) fn finding(&self, kind: Kind) -> Finding<'a> {
        Finding {
            direction: self.reach.direction,
            place: Place::Component { name: &self.new.name.wire, operations: &self.reach.operations },
            old_origin: Some(&self.old.origin),
            new_origin: Some(&self.new.origin),
            rust_items: vec![items::type_path(self.new)],
            ..Finding::of(kind)
        }
    }
}

fn named(found: &mut Found<'_>, pair: TypePair<'_>) {
    let TypePair { old, new, .. } = pair;
    found.docs(&old.docs, &new.docs);
    let is_gone = || found.new.api.types.iter().all(|ty| ty.name.rust != old.name.rust);
    if old.name.rust != new.name.rust && is_gone() {
        found.report(Finding {
            old: Some(old.name.rust.clone()),
            new: Some(new.name.rust.clone()),
            message: format!("type `{}` is called `{}` now", old.name.rust, new.name.rust),
            rust_items: vec![items::type_path(old), items::type_path(new)],
            ..pair.finding(Kind::TypeRenamed)
        });
    }
    let is_made_of_parts = !matches!(new.shape, Shape::Enum(_) | Shape::Alias(_));
    if is_made_of_parts && old.is_only_received() != new.is_only_received() {
        let (kind, words) = if new.is_only_received() {
            (Kind::TypeNoLongerSent, "is only received now, so callers no longer make one")
        } else {
            (Kind::TypeSentToo, "is sent now, so callers can make one")
        };
        let message = format!("type `{}` {words}", new.name.wire);
        found.report(Finding { message, ..pair.finding(kind) });
    }
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("type `{}` {what}", new.name.wire), ..pair.finding(kind) });
    }
}

fn values(found: &mut Found<'_>, pair: TypePair<'_>, old: &Enum, new: &Enum) {
    let ty = &pair.new.name.wire;
    if let ([before], [after]) = (old.variants.as_slice(), new.variants.as_slice())
        && before.name.wire != after.name.wire
    {
        return found.report(Finding {
            old: Some(before.name.wire.clone()),
            new: Some(after.name.wire.clone()),
            message: format!("`{ty}` is always `{}` now, no longer `{}`", after.name.wire, before.name.wire),
            rust_items: vec![
                items::member(pair.old, &before.name.rust),
                items::member(pair.new, &after.name.rust),
            ],
            ..pair.finding(Kind::ConstantChanged)
        });
    }
    let by_wire = |variants: &[Variant]| {
        variants
            .iter()
            .map(|variant| (variant.name.wire.clone(), variant.clone()))
            .collect::<indexmap::IndexMap<_, _>>()
    };
    let (old, new) = (by_wire(&old.variants), by_wire(&new.variants));
    for (wire, variant) in &old {
        let rust_item = items::member(pair.old, &variant.name.rust);
        match new.get(wire) {
            None => found.report(Finding {
                old: Some(wire.clone()),
                message: format!("value `{wire}` of `{ty}` was removed"),
                rust_items: vec![rust_item],
                ..pair.finding(Kind::EnumValueRemoved)
            }),
            Some(other) => {
                found.docs(&variant.docs, &other.docs);
                if other.name.rust != variant.name.rust {
                    found.report(Finding {
                        old: Some(variant.name.rust.clone()),
                        new: Some(other.name.rust.clone()),
                        message: format!("value `{wire}` of `{ty}` is the variant `{}` now", other.name.rust),
                        rust_items: vec![rust_item, items::member(pair.new, &other.name.rust)],
                        ..pair.finding(Kind::EnumVariantRenamed)
                    });
                }
            }
        }
    }
    for (wire, variant) in new.iter().filter(|(wire, _)| !old.contains_key(*wire)) {
        let silent = if pair.direction().received {
            format!(": arms that match `Unknown(\"{wire}\")` stop matching")
        } else {
            String::new()
        };
        found.report(Finding {
            new: Some(wire.clone()),
            message: format!("value `{wire}` was added to `{ty}`{silent}"),
            rust_items: vec![items::member(pair.new, &variant.name.rust)],
            ..pair.finding(Kind::EnumValueAdded)
        });
    }
}
