//! How two unions differ.

use super::{Finding, Found, Kind, Rust, compare::resolve, finding::Schemas, items, shapes::TypePair};
use crate::api::{Api, Shape, TypeRef, Union, UnionMember};

/// Whether alternatives of both sides are the same one.
type Rule<'a> = dyn Fn(&UnionMember, &UnionMember) -> bool + 'a;

/// The alternatives of both sides that are the same one: by discriminator value or variant, but first of all those whose
/// schema `stays` the same, for the order of alternatives says nothing; last, what stands in the same place and has a
/// member in common.
pub(super) fn members<'a>(
    old: &'a Union,
    new: &'a Union,
    stays: &dyn Fn(&UnionMember, &UnionMember) -> bool,
    apis: (&Api, &Api),
) -> Vec<(&'a UnionMember, &'a UnionMember)> {
    let is_named_alike = |one: &UnionMember, other: &UnionMember| {
        one.name.rust == other.name.rust || (old.discriminator.is_some() && one.name.wire == other.name.wire)
    };
    let is_told_apart = old.discriminator.is_some() || new.discriminator.is_some();
    let rules: [&Rule<'_>; 5] = [
        &|one, other| is_named_alike(one, other) && stays(one, other),
        &|one, other| old.discriminator.is_none() && stays(one, other),
        &is_named_alike,
        // What told it apart is another value.
        &|one, other| old.discriminator.is_some() && stays(one, other),
        &|one, other| !is_told_apart && one.origin == other.origin && share_a_member(apis, one, other),
    ];
    let mut counterparts: Vec<Option<usize>> = vec![None; old.members.len()];
    for rule in rules {
        for (at, one) in old.members.iter().enumerate() {
            if counterparts[at].is_none() {
                let mut others = new.members.iter().enumerate();
                let counterpart = others
                    .find(|(other_at, other)| !counterparts.contains(&Some(*other_at)) && rule(one, other));
                counterparts[at] = counterpart.map(|(counterpart, _)| counterpart);
            }
        }
    }
    let pairs = old.members.iter().zip(counterparts);
    pairs.filter_map(|(one, counterpart)| Some((one, &new.members[counterpart?]))).collect()
}

fn share_a_member(apis: (&Api, &Api), one: &UnionMember, other: &UnionMember) -> bool {
    let names = |api: &Api, member: &UnionMember| -> Vec<String> {
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = resolve(api, &member.ty) else { return Vec::new() };
        match &api.types[id.0].shape {
            Shape::Struct(shape) => shape.fields.iter().map(|field| field.name.wire.clone()).collect(),
            _ => Vec::new(),
        }
    };
    let others = names(apis.1, other);
    names(apis.0, one).iter().any(|name| others.contains(name))
}

pub(super) fn compare(found: &mut Found<'_>, pair: TypePair<'_>, old: &Union, new: &Union) {
    let ty = &pair.new.name.wire;
    let schemas = Some(Schemas::of(&pair.old.origin, &pair.new.origin));
    // Of what is told apart by a value, the schemas alone don't say whether it goes on its way.
    let wire = |kind: Kind| {
        let is_told_apart = old.discriminator.is_some() && new.discriminator.is_some();
        is_told_apart.then(|| kind.wire(pair.direction()))
    };
    // The order of a mapping has no meaning.
    let tags = |member: &UnionMember| {
        let mut tags = member.tags.clone();
        tags.sort_unstable();
        tags
    };
    let apis = (found.old.api, found.new.api);
    let pairs = members(old, new, &|one, other| found.stays(&one.origin, &other.origin), apis);
    if old.discriminator != new.discriminator
        || pairs.iter().any(|(a, b)| tags(a) != tags(b) || a.written != b.written)
    {
        let told = |union: &Union| match &union.discriminator {
            Some(discriminator) => {
                let all: Vec<String> = union.members.iter().flat_map(tags).collect();
                format!("{discriminator}: {}", all.join(", "))
            }
            None => "none".to_owned(),
        };
        found.report(Finding {
            old: Some(told(old)),
            new: Some(told(new)),
            message: format!("the discriminator of `{ty}` changed"),
            ..pair.finding(Kind::DiscriminatorChanged)
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
            rust_items: vec![items::member(pair.old, &member.name.rust)],
            schemas,
            wire: wire(Kind::UnionMemberRemoved),
            ..pair.finding(Kind::UnionMemberRemoved)
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
            rust_items: vec![items::member(pair.new, &member.name.rust)],
            schemas,
            wire: wire(Kind::UnionMemberAdded),
            // `From` is there for a type that one variant alone holds.
            rust: converts(found.old.api, old, &holds(found.new.api, member)).then_some(Rust::Breaking),
            ..pair.finding(Kind::UnionMemberAdded)
        });
    }
    for (before, after) in pairs {
        let finding = |kind| Finding {
            old_origin: Some(&before.origin),
            new_origin: Some(&after.origin),
            rust_items: vec![items::member(pair.new, &after.name.rust)],
            ..pair.finding(kind)
        };
        if before.name.rust != after.name.rust {
            let rust_items =
                vec![items::member(pair.old, &before.name.rust), items::member(pair.new, &after.name.rust)];
            // A variant is called after the type it holds.
            let names = type_name(found.old.api, &before.ty).zip(type_name(found.new.api, &after.ty));
            if names.is_none_or(|names| !found.also_concerns(Kind::TypeRenamed, names, &rust_items)) {
                found.report(Finding {
                    old: Some(before.name.rust.clone()),
                    new: Some(after.name.rust.clone()),
                    message: format!(
                        "the variant `{}` of `{ty}` is called `{}` now",
                        before.name.rust, after.name.rust
                    ),
                    rust_items,
                    ..finding(Kind::EnumVariantRenamed)
                });
            }
        }
        found.typed(&before.ty, &after.ty, &format!("`{}` of `{ty}`", after.name.wire), &finding);
    }
}

/// What a type is called that has a name of its own.
fn type_name<'a>(api: &'a Api, ty: &TypeRef) -> Option<&'a str> {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(&api.types[id.0].name.rust),
        _ => None,
    }
}

/// The type a variant holds, whether boxed or not, as the generated crate spells it.
fn holds(api: &Api, member: &UnionMember) -> String {
    match resolve(api, &member.ty) {
        TypeRef::Boxed(id) => items::spell(api, &TypeRef::Named(*id)),
        ty => items::spell(api, ty),
    }
}

/// Whether a value of the type becomes the union by `From`.
fn converts(api: &Api, union: &Union, spelled: &str) -> bool {
    let holding = union.members.iter().filter(|member| holds(api, member) == spelled);
    spelled != "Value" && holding.count() == 1
}
