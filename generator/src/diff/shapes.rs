//! How two named types differ.

use super::{
    Direction, Finding, Found, Kind, Place, Rust,
    compare::{Relation, Types},
    fields, items,
    pairs::{Pairs, Reach},
};
use crate::api::{Enum, Shape, Type, TypeRef, Union, UnionMember, Variant};

pub(super) fn compare(found: &mut Found<'_>, pairs: &Pairs) {
    let (old, new) = (found.old.api, found.new.api);
    for ((before, after), reach) in &pairs.reached {
        let twins = Twins { old: &old.types[before.0], new: &new.types[after.0], reach };
        named(found, twins);
        match (&twins.old.shape, &twins.new.shape) {
            (Shape::Struct(before), Shape::Struct(after)) => fields::compare(found, twins, before, after),
            (Shape::Enum(before), Shape::Enum(after)) => values(found, twins, before, after),
            (Shape::Union(before), Shape::Union(after)) => alternatives(found, twins, before, after),
            _ => {}
        }
    }
    unused(found, pairs);
}

/// Both sides of a named type.
#[derive(Clone, Copy)]
pub(super) struct Twins<'a> {
    pub(super) old: &'a Type,
    pub(super) new: &'a Type,
    pub(super) reach: &'a Reach,
}

impl<'a> Twins<'a> {
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

fn named(found: &mut Found<'_>, twins: Twins<'_>) {
    let Twins { old, new, .. } = twins;
    found.docs(&old.docs, &new.docs);
    let gone = found.new.api.types.iter().all(|ty| ty.name.rust != old.name.rust);
    if old.name.rust != new.name.rust && gone {
        found.report(Finding {
            old: Some(old.name.rust.clone()),
            new: Some(new.name.rust.clone()),
            message: format!("type `{}` is called `{}` now", old.name.rust, new.name.rust),
            rust_items: vec![items::type_path(old), items::type_path(new)],
            ..twins.finding(Kind::TypeRenamed)
        });
    }
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("type `{}` {what}", new.name.wire), ..twins.finding(kind) });
    }
}

fn values(found: &mut Found<'_>, twins: Twins<'_>, old: &Enum, new: &Enum) {
    let ty = &twins.new.name.wire;
    if let ([before], [after]) = (old.variants.as_slice(), new.variants.as_slice())
        && before.name.wire != after.name.wire
    {
        return found.report(Finding {
            old: Some(before.name.wire.clone()),
            new: Some(after.name.wire.clone()),
            message: format!("`{ty}` is always `{}` now, no longer `{}`", after.name.wire, before.name.wire),
            rust_items: vec![
                items::member(twins.old, &before.name.rust),
                items::member(twins.new, &after.name.rust),
            ],
            ..twins.finding(Kind::ConstantChanged)
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
        let rust_item = items::member(twins.old, &variant.name.rust);
        match new.get(wire) {
            None => found.report(Finding {
                old: Some(wire.clone()),
                message: format!("value `{wire}` of `{ty}` was removed"),
                rust_items: vec![rust_item],
                ..twins.finding(Kind::EnumValueRemoved)
            }),
            Some(other) => {
                found.docs(&variant.docs, &other.docs);
                if other.name.rust != variant.name.rust {
                    found.report(Finding {
                        old: Some(variant.name.rust.clone()),
                        new: Some(other.name.rust.clone()),
                        message: format!("value `{wire}` of `{ty}` is the variant `{}` now", other.name.rust),
                        rust_items: vec![rust_item, items::member(twins.new, &other.name.rust)],
                        ..twins.finding(Kind::EnumVariantRenamed)
                    });
                }
            }
        }
    }
    for (wire, variant) in new.iter().filter(|(wire, _)| !old.contains_key(*wire)) {
        let silent = if twins.direction().received {
            format!(": arms that match `Unknown(\"{wire}\")` stop matching")
        } else {
            String::new()
        };
        found.report(Finding {
            new: Some(wire.clone()),
            message: format!("value `{wire}` was added to `{ty}`{silent}"),
            rust_items: vec![items::member(twins.new, &variant.name.rust)],
            ..twins.finding(Kind::EnumValueAdded)
        });
    }
}

/// The alternatives of both sides that are the same one, by discriminator value or variant.
pub(super) fn members<'a>(old: &'a Union, new: &'a Union) -> Vec<(&'a UnionMember, &'a UnionMember)> {
    let same = |one: &UnionMember, other: &UnionMember| {
        one.name.rust == other.name.rust || (old.discriminator.is_some() && one.name.wire == other.name.wire)
    };
    let twin = |one| new.members.iter().find(|other| same(one, other));
    old.members.iter().filter_map(|one| Some((one, twin(one)?))).collect()
}

fn alternatives(found: &mut Found<'_>, twins: Twins<'_>, old: &Union, new: &Union) {
    let ty = &twins.new.name.wire;
    let tags = |union: &Union| {
        let each =
            union.members.iter().flat_map(|member| std::iter::once(&member.name.wire).chain(&member.tags));
        each.cloned().collect::<Vec<_>>()
    };
    let pairs = members(old, new);
    if old.discriminator != new.discriminator
        || (old.discriminator.is_some()
            && pairs.iter().any(|(a, b)| a.name.wire != b.name.wire || a.tags != b.tags))
    {
        let told = |union: &Union| match &union.discriminator {
            Some(discriminator) => format!("{discriminator}: {}", tags(union).join(", ")),
            None => "none".to_owned(),
        };
        found.report(Finding {
            old: Some(told(old)),
            new: Some(told(new)),
            message: format!("the discriminator of `{ty}` changed"),
            ..twins.finding(Kind::DiscriminatorChanged)
        });
    }
    for member in
        old.members.iter().filter(|member| !pairs.iter().any(|(one, _)| std::ptr::eq(*one, *member)))
    {
        found.report(Finding {
            old_origin: Some(&member.origin),
            new_origin: None,
            old: Some(member.name.wire.clone()),
            message: format!("`{ty}` is no longer `{}`", member.name.wire),
            rust_items: vec![items::member(twins.old, &member.name.rust)],
            ..twins.finding(Kind::UnionMemberRemoved)
        });
    }
    for member in
        new.members.iter().filter(|member| !pairs.iter().any(|(_, one)| std::ptr::eq(*one, *member)))
    {
        found.report(Finding {
            old_origin: None,
            new_origin: Some(&member.origin),
            new: Some(member.name.wire.clone()),
            message: format!("`{ty}` may be `{}` too", member.name.wire),
            rust_items: vec![items::member(twins.new, &member.name.rust)],
            ..twins.finding(Kind::UnionMemberAdded)
        });
    }
    for (before, after) in pairs {
        let finding = |kind| Finding {
            old_origin: Some(&before.origin),
            new_origin: Some(&after.origin),
            rust_items: vec![items::member(twins.new, &after.name.rust)],
            ..twins.finding(kind)
        };
        found.typed(&before.ty, &after.ty, &format!("`{}` of `{ty}`", after.name.wire), &finding);
    }
}

/// Types that no operation of either side uses, and which are emitted all the same.
fn unused(found: &mut Found<'_>, pairs: &Pairs) {
    for ty in pairs.gone.iter().map(|id| &found.old.api.types[id.0]).filter(|ty| !ty.sent && !ty.received) {
        found.report(Finding {
            place: Place::Component { name: &ty.name.wire, operations: &[] },
            old_origin: Some(&ty.origin),
            old: Some(ty.name.wire.clone()),
            message: format!("type `{}`, which no operation uses, was removed", ty.name.wire),
            rust_items: vec![items::type_path(ty)],
            ..Finding::of(Kind::UnusedTypeRemoved)
        });
    }
    for ty in pairs.came.iter().map(|id| &found.new.api.types[id.0]).filter(|ty| !ty.sent && !ty.received) {
        found.report(Finding {
            place: Place::Component { name: &ty.name.wire, operations: &[] },
            new_origin: Some(&ty.origin),
            new: Some(ty.name.wire.clone()),
            message: format!("type `{}`, which no operation uses, was added", ty.name.wire),
            rust_items: vec![items::type_path(ty)],
            ..Finding::of(Kind::UnusedTypeAdded)
        });
    }
}

impl Found<'_> {
    /// How two types in use relate.
    pub(super) fn relate(&self, old: &TypeRef, new: &TypeRef) -> Relation {
        Types { old: self.old.api, new: self.new.api, meet: |_, _| {} }.relate(old, new)
    }

    /// A type in the words of a report.
    pub(super) fn told(&self, ty: &TypeRef, new: bool) -> String {
        let api = if new { self.new.api } else { self.old.api };
        match ty {
            // Formats that Rust spells alike are told apart here.
            TypeRef::Primitive(primitive) => format!("`{primitive:?}`").to_lowercase(),
            _ => format!("`{}`", items::spell(api, ty)),
        }
    }

    /// Reports a type that is the same on the wire and has another path in Rust, where its old path still exists.
    pub(super) fn respelled(&mut self, finding: Finding<'_>, before: &str, after: &str, what: &str) {
        let exists = |spelled: &str| {
            let name = spelled.trim_start_matches("Vec<").trim_start_matches("Box<").trim_end_matches('>');
            self.new.api.types.iter().any(|ty| ty.name.rust == name)
        };
        // A type that is gone altogether is reported once, as renamed, and not at each place that uses it.
        if before != after && exists(before) {
            self.report(Finding {
                message: format!("{what} is a `{after}` in Rust now, no longer a `{before}`"),
                old: Some(before.to_owned()),
                new: Some(after.to_owned()),
                ..finding
            });
        }
    }

    /// Reports how the type in one place of a named type differs.
    pub(super) fn typed<'a>(
        &mut self,
        old: &TypeRef,
        new: &TypeRef,
        what: &str,
        finding: &dyn Fn(Kind) -> Finding<'a>,
    ) {
        let (before, after) = (items::spell(self.old.api, old), items::spell(self.new.api, new));
        let kind = match self.relate(old, new) {
            Relation::Same => return self.respelled(finding(Kind::TypeRenamed), &before, &after, what),
            Relation::Format => Kind::FormatChanged,
            Relation::Widened => Kind::TypeWidened,
            Relation::Narrowed => Kind::TypeNarrowed,
            Relation::Nullable => Kind::BecameNullable,
            Relation::NotNullable => Kind::NoLongerNullable,
            Relation::ListOrSingle => Kind::ListOrSingle,
            Relation::BecameEnum => Kind::BecameEnum,
            Relation::NoLongerEnum => Kind::NoLongerEnum,
            Relation::Recursion => Kind::RecursionChanged,
            Relation::Changed => Kind::TypeChanged,
        };
        let rust = (before == after).then_some(Rust::None);
        let (before, after) = (self.told(old, false), self.told(new, true));
        self.report(Finding {
            message: format!("{what} is {after} now, no longer {before}"),
            old: Some(before),
            new: Some(after),
            rust,
            ..finding(kind)
        });
    }
}
