//! Inline schemas of the same shape become one type.

use std::collections::BTreeSet;
use std::fmt::Write;

use foldhash::HashMap;

use super::draft::{Draft, Hint, Parent, fields};
use crate::api::visit;
use crate::api::{Field, Shape, TypeId, TypeRef};
use crate::names::words;

/// Which draft stands for each draft: the first of its shape. A component only stands for itself, and types that had
/// names of their own stay apart.
pub(super) fn representatives(drafts: &[Draft], kept: &[Option<&str>]) -> Vec<TypeId> {
    let shared = shared(drafts, |_| None);
    let mut names: HashMap<TypeId, BTreeSet<&str>> = HashMap::default();
    for (id, kept) in shared.iter().zip(kept) {
        names.entry(*id).or_default().extend(kept);
    }
    if names.values().all(|names| names.len() < 2) {
        return shared;
    }
    // What is new goes to the first of several.
    self::shared(drafts, |at| {
        let names = &names[&shared[at]];
        kept[at].or(names.first().copied()).filter(|_| names.len() > 1)
    })
}

/// Which draft stands for each draft. What lies inside an inline type came after it, so going backwards meets children
/// before parents.
fn shared<'k>(drafts: &[Draft], apart: impl Fn(usize) -> Option<&'k str>) -> Vec<TypeId> {
    let mut group_of: Vec<usize> = (0..drafts.len()).collect();
    let mut groups: HashMap<(String, Option<&str>), usize> = HashMap::default();
    for at in (0..drafts.len()).rev() {
        let Some(key) = key(&drafts[at], &group_of) else { continue };
        group_of[at] = *groups.entry((key, apart(at))).or_insert(at);
    }
    let mut first: Vec<usize> = (0..drafts.len()).collect();
    for at in (0..drafts.len()).rev() {
        first[group_of[at]] = at;
    }
    group_of.into_iter().map(|group| TypeId(first[group])).collect()
}

/// The last words of the place an inline type stands at.
pub(super) fn base(hint: &Hint) -> String {
    match hint {
        Hint::Component(name) => name.clone(),
        Hint::Inline { title: Some(title), .. } if super::naming::is_usable(title) => title.clone(),
        Hint::Inline { place, .. } => place.part.clone(),
    }
}

/// What must be equal for two types to be one; the order of members is not. Types that are alike in more than one undocumented member are one
/// whatever they are called (that is how examples repeat a shape); others only where they are called the same, for
/// `{id}` is not the same thing everywhere.
fn key(draft: &Draft, group_of: &[usize]) -> Option<String> {
    let Hint::Inline { place, .. } = &draft.hint else { return None };
    let mut key = String::new();
    // What an operation as a whole sends or answers is named after that operation alone.
    if let Parent::Operation(at) = place.parent
        && matches!(place.part.as_str(), "Request" | "Response")
    {
        write!(key, "@{at}").ok()?;
    }
    let members = fields(&draft.shape);
    let documented = members.iter().any(|field| !field.docs.description.is_empty());
    if documented || members.len() < 2 {
        key.push_str(&words(&base(&draft.hint)).join("_"));
    }
    match &draft.shape {
        Shape::Struct(structure) => {
            key.push('{');
            let mut fields: Vec<&Field> = structure.fields.iter().collect();
            fields.sort_by(|left, right| left.name.wire.cmp(&right.name.wire));
            for field in fields {
                let flags = [field.required, field.nullable, field.read_only, field.write_only];
                write!(key, "{:?}:", field.name.wire).ok()?;
                key.extend(flags.map(|flag| if flag { '+' } else { '-' }));
                // Few members have any, and to spell out that they don't takes as long as all else.
                if !field.aliases.is_empty() || field.xml.is_some() {
                    write!(key, "{:?}", (&field.aliases, &field.xml)).ok()?;
                }
                spell(&field.ty, group_of, &mut key);
            }
            if let Some((_, ty)) = &structure.additional {
                key.push('*');
                spell(ty, group_of, &mut key);
            }
        }
        Shape::Enum(list) => {
            write!(key, "[{:?}", list.repr).ok()?;
            list.variants.iter().try_for_each(|variant| write!(key, "{:?},", variant.name.wire)).ok()?;
        }
        Shape::Union(union) => {
            write!(key, "|{:?}", union.discriminator).ok()?;
            for member in &union.members {
                write!(key, "{:?}{:?}", member.name.wire, member.tags).ok()?;
                spell(&member.ty, group_of, &mut key);
            }
        }
        Shape::Alias(_) => return None,
    }
    Some(key)
}

fn spell(ty: &TypeRef, group_of: &[usize], into: &mut String) {
    visit::refs(ty, &mut |part| {
        // Writing to a string never fails.
        let _ = match part {
            TypeRef::Named(id) | TypeRef::Boxed(id) => write!(into, "#{},", group_of[id.0]),
            TypeRef::Primitive(primitive) => write!(into, "{primitive:?},"),
            TypeRef::Tuple(places) => write!(into, "tuple{},", places.len()),
            TypeRef::Array(_) => write!(into, "array,"),
            TypeRef::Map(_) => write!(into, "map,"),
            TypeRef::Nullable(_) => write!(into, "nullable,"),
            TypeRef::Json => write!(into, "json,"),
            TypeRef::JsonObject => write!(into, "object,"),
        };
    });
}
