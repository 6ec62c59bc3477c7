//! From drafts to types: shared, in order, named, boxed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::draft::Draft;
use super::kept::{self, Keeper};
use super::uses::Uses;
use super::{boxing, depth, enums, intern, kinds, naming, order, parts, visit};
use crate::api::{Degradation, Group, Name, Operation, Primitive, Shape, Type, TypeId, TypeRef, Union};
use crate::names::{Case, Kept, Scope, is_safe};

/// Finishes the types, and everything that refers to them; with them, where each stands.
pub(super) fn assemble(
    keeper: &mut Keeper<'_>,
    mut drafts: Vec<Draft>,
    uses: &mut Uses,
    groups: &mut [Group],
    degradations: &mut Vec<Degradation>,
) -> (Vec<Type>, Vec<Vec<String>>) {
    inline_aliases(&mut drafts, uses);
    order::order_alternatives(&mut drafts, degradations);
    let kept: Vec<Option<&str>> = drafts.iter().map(|draft| keeper.type_of(draft)).collect();
    let representatives = intern::representatives(&drafts, &kept);
    point_at(&mut drafts, uses, |id| representatives[id.0]);
    let in_use = in_order_of_use(&drafts, uses);
    let names = naming::all(keeper, &drafts, &in_use, &representatives, uses, groups);
    let places = kept::places(&drafts, &representatives, &in_use);
    let positions: HashMap<TypeId, TypeId> =
        in_use.iter().enumerate().map(|(at, id)| (*id, TypeId(at))).collect();
    point_at(&mut drafts, uses, |id| positions.get(&id).copied().unwrap_or(id));
    let mut types = types(drafts, &in_use, names);
    directions(&mut types, uses);
    relax_members(&mut types);
    constants(&mut types, &mut uses.operations);
    uploads(&mut types, &uses.operations);
    parts::unwritten(&types, &uses.operations, degradations);
    let members: Vec<_> = places.iter().map(|at| keeper.members(at.first()?)).collect();
    name_variants(keeper, &mut types, &members);
    name_alternatives(keeper, &mut types, &members);
    boxing::hold(&mut types);
    depth::limit(&mut types, degradations);
    kinds::tell(&mut types);
    (types, places)
}

/// Puts what an alias stands for wherever it is used.
fn inline_aliases(drafts: &mut [Draft], uses: &mut Uses) {
    let aliases: HashMap<TypeId, TypeRef> = drafts
        .iter()
        .enumerate()
        .filter_map(|(at, draft)| match &draft.shape {
            Shape::Alias(ty) => Some((TypeId(at), ty.clone())),
            _ => None,
        })
        .collect();
    if aliases.is_empty() {
        return;
    }
    let mut inline = |ty: &mut TypeRef| {
        if let TypeRef::Named(id) = ty
            && let Some(other) = aliases.get(id)
        {
            *ty = other.clone();
        }
    };
    // A component that is there for its own sake keeps its name.
    let components = std::mem::take(&mut uses.components);
    every_use(drafts, uses, &mut inline);
    uses.components = components;
}

fn point_at(drafts: &mut [Draft], uses: &mut Uses, to: impl Fn(TypeId) -> TypeId) {
    every_use(drafts, uses, &mut |ty| {
        if let TypeRef::Named(id) = ty {
            *id = to(*id);
        }
    });
}

fn every_use(drafts: &mut [Draft], uses: &mut Uses, f: &mut impl FnMut(&mut TypeRef)) {
    for draft in drafts {
        for ty in visit::members_mut(&mut draft.shape) {
            visit::refs_mut(ty, f);
        }
    }
    for ty in uses.all_mut() {
        visit::refs_mut(ty, f);
    }
}

/// The types that are used, a type before what is first met inside it.
fn in_order_of_use(drafts: &[Draft], uses: &Uses) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = HashSet::new();
    for root in uses.all() {
        let mut stack: Vec<TypeId> = visit::named(root).into_iter().rev().collect();
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            order.push(id);
            let inner: Vec<TypeId> =
                visit::members(&drafts[id.0].shape).into_iter().flat_map(visit::named).collect();
            stack.extend(inner.into_iter().rev());
        }
    }
    order
}

fn types(drafts: Vec<Draft>, used: &[TypeId], mut names: HashMap<TypeId, Name>) -> Vec<Type> {
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let types = used.iter().filter_map(|id| {
        let draft = drafts[id.0].take()?;
        Some(Type {
            name: names.remove(id).unwrap_or_default(),
            shape: draft.shape,
            sent: false,
            received: false,
            deprecated: draft.deprecated,
            docs: draft.docs,
            origin: draft.origin,
        })
    });
    types.collect()
}

/// Marks what is reached from requests, and what from answers.
fn directions(types: &mut [Type], uses: &Uses) {
    let sent = reached(types, uses.sent());
    let received = reached(types, uses.received());
    for (at, ty) in types.iter_mut().enumerate() {
        ty.sent = sent[at];
        ty.received = received[at];
    }
}

fn reached<'a>(types: &'a [Type], roots: impl Iterator<Item = &'a TypeRef>) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut stack: Vec<TypeId> = roots.flat_map(visit::named).collect();
    while let Some(id) = stack.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            stack.extend(visit::members(&types[id.0].shape).into_iter().flat_map(visit::named));
        }
    }
    reached
}

/// Makes members optional that can't be counted on: one that only travels one way, of a type that travels both; one that
/// nothing describes, of a type that is only received.
fn relax_members(types: &mut [Type]) {
    for ty in types {
        if let Shape::Struct(structure) = &mut ty.shape {
            for field in &mut structure.fields {
                let one_way = (field.read_only && ty.sent) || (field.write_only && ty.received);
                // Most often the list of what is required is out of date, and no answer is lost over that.
                let doubted = field.undescribed && !ty.sent;
                field.demanded &= !doubted;
                field.required &= !one_way && !doubted;
            }
        }
    }
}

/// Keeps the constants that a type of ours can write down, and marks those that tell alternatives apart.
fn constants(types: &mut [Type], operations: &mut [Operation]) {
    let lists_one: Vec<bool> =
        types.iter().map(|ty| matches!(&ty.shape, Shape::Enum(list) if list.variants.len() == 1)).collect();
    let is_written = |ty: &TypeRef| match ty {
        TypeRef::Primitive(Primitive::Bool) => true,
        TypeRef::Named(id) => lists_one[id.0],
        _ => false,
    };
    for parameter in operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        parameter.constant = parameter.constant.take().filter(|_| is_written(&parameter.ty));
    }
    let mut telling: HashSet<(TypeId, String)> = HashSet::new();
    for ty in types.iter() {
        let Shape::Union(Union { discriminator: Some(member), members, .. }) = &ty.shape else { continue };
        let ids = members.iter().flat_map(|alternative| visit::named(&alternative.ty));
        telling.extend(ids.map(|id| (id, member.clone())));
    }
    for (at, ty) in types.iter_mut().enumerate() {
        let Shape::Struct(structure) = &mut ty.shape else { continue };
        for field in &mut structure.fields {
            field.constant = field.constant.take().filter(|_| is_written(&field.ty));
            field.tags = field.constant.is_some()
                && !field.required
                && telling.contains(&(TypeId(at), field.name.wire.clone()));
        }
    }
}

/// Bytes as they are only exist in the parts of a form; inside JSON they are text.
fn uploads(types: &mut [Type], operations: &[Operation]) {
    let with_files = parts::with_files(types, operations);
    for (at, ty) in types.iter_mut().enumerate() {
        if !with_files.contains(&TypeId(at)) {
            for member in visit::members_mut(&mut ty.shape) {
                visit::refs_mut(member, &mut |ty| {
                    if *ty == TypeRef::Primitive(Primitive::Binary) {
                        *ty = TypeRef::Primitive(Primitive::String);
                    }
                });
            }
        }
    }
}

/// What the members of each type were called.
type Members<'n> = [Option<&'n BTreeMap<String, Kept>>];

/// Names the values of closed lists.
fn name_variants<'n>(keeper: &mut Keeper<'n>, types: &mut [Type], members: &Members<'n>) {
    for (ty, known) in types.iter_mut().zip(members) {
        if let Shape::Enum(list) = &mut ty.shape {
            enums::name(keeper, list, &ty.name.rust, *known);
        }
    }
}

/// Names the alternatives of unions after their types.
fn name_alternatives<'n>(keeper: &mut Keeper<'n>, types: &mut [Type], members: &Members<'n>) {
    let names: Vec<String> = types.iter().map(|ty| ty.name.rust.clone()).collect();
    for (ty, known) in types.iter_mut().zip(members) {
        let own = ty.name.rust.clone();
        let Shape::Union(union) = &mut ty.shape else { continue };
        let mut scope = Scope::new(Case::Camel, &["Unknown", "Self"]);
        let described: Vec<String> =
            union.members.iter().map(|member| describe(&member.ty, &names)).collect();
        let words = union.members.iter().zip(&described).map(|(member, described)| {
            let is_told = !member.tags.is_empty() && !member.name.wire.is_empty();
            if is_told { member.name.wire.as_str() } else { described.as_str() }
        });
        let words = kept::distinct(words);
        for (member, word) in union.members.iter_mut().zip(&words) {
            let known = known.and_then(|known| known.get(word));
            member.name.rust = keeper.keep(&mut scope, known, &own).unwrap_or_default();
        }
        // A name that Rust would write the same way is nobody else's.
        let mut open: Vec<_> = union.members.iter_mut().zip(&described).collect();
        open.sort_by_key(|(member, _)| !is_safe(Case::Camel, &member.name.wire));
        for (member, described) in open {
            if member.name.rust.is_empty() {
                let short = described.strip_prefix(&own).filter(|rest| !rest.is_empty()).unwrap_or(described);
                // A number is no name.
                let is_told = !member.tags.is_empty() && member.name.wire.starts_with(char::is_alphabetic);
                let wire = if is_told { member.name.wire.as_str() } else { short };
                member.name.rust = scope.claim_first("", &[wire, short, described.as_str()]).rust;
            }
            if member.tags.is_empty() || member.name.wire.is_empty() {
                member.name.wire.clone_from(described);
            }
        }
    }
}

/// A type in words.
fn describe(ty: &TypeRef, names: &[String]) -> String {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => names[id.0].clone(),
        TypeRef::Array(item) => format!("{} List", describe(item, names)),
        TypeRef::Map(value) => format!("{} Map", describe(value, names)),
        TypeRef::Nullable(inner) => describe(inner, names),
        TypeRef::Tuple(_) => "Tuple".to_owned(),
        TypeRef::Json => "Json".to_owned(),
        TypeRef::JsonObject => "Object".to_owned(),
        TypeRef::Primitive(primitive) => match primitive {
            Primitive::Bool => "Boolean",
            Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => "Integer",
            Primitive::F64 => "Number",
            Primitive::Base64 | Primitive::Binary => "Bytes",
            Primitive::String
            | Primitive::Date
            | Primitive::DateTime
            | Primitive::Uuid
            | Primitive::Ipv4
            | Primitive::Ipv6 => "String",
        }
        .to_owned(),
    }
}
