//! The traits that types derive because the client's manifest says so.

use std::collections::BTreeMap;

use super::Error;
use super::meant::did_you_mean;
use crate::api::{Primitive, Shape, Type, TypeId, TypeRef};
use crate::names::is_path;

/// Stands for all types.
const ALL: &str = "*";

/// Traits that a type has only where all that it holds has them, and what each asks for beside itself.
const DEEP: [(&str, &[&str]); 4] = [
    ("Eq", &["Eq"]),
    ("Hash", &["Hash"]),
    ("PartialOrd", &["PartialOrd"]),
    ("Ord", &["Eq", "PartialOrd", "Ord"]),
];

/// Has types derive what is wanted of them, by their names, and so what they hold.
///
/// # Errors
///
/// Where there is no such type, where what is wanted is nothing that can be derived, or where something that a type holds
/// can't have it.
pub(super) fn derive(types: &mut [Type], wanted: &BTreeMap<String, Vec<String>>) -> Result<(), Error> {
    for (name, traits) in wanted {
        let chosen = chosen(types, name)?;
        for one in traits {
            let deep = DEEP.iter().find(|(known, _)| known == one);
            if deep.is_none() && !(one.contains("::") && is_path(one)) {
                let known: Vec<&str> = DEEP.iter().map(|(known, _)| *known).collect();
                let help = did_you_mean(one, known.iter().copied())
                    .unwrap_or_else(|| format!("write one of {}, or the path of a macro", known.join(", ")));
                return Err(Error::NoSuchTrait { derived: one.clone(), help });
            }
            for id in &chosen {
                let Some((_, traits)) = deep else {
                    add(&mut types[id.0], one);
                    continue;
                };
                for derived in *traits {
                    derive_deeply(types, *id, derived, one)?;
                }
            }
        }
    }
    Ok(())
}

fn chosen(types: &[Type], name: &str) -> Result<Vec<TypeId>, Error> {
    let all = types.iter().enumerate();
    let chosen = all.filter(|(_, ty)| name == ALL || ty.name.rust == name).map(|(at, _)| TypeId(at));
    let chosen: Vec<TypeId> = chosen.collect();
    if chosen.is_empty() && name != ALL {
        let help = did_you_mean(name, types.iter().map(|ty| ty.name.rust.as_str()));
        let help =
            help.unwrap_or_else(|| "write the name of a type as `types` has it, or `*` for all".to_owned());
        return Err(Error::NoSuchType { name: name.to_owned(), help });
    }
    Ok(chosen)
}

/// Has a type derive a trait, and all that is in it, because of what was stated.
fn derive_deeply(types: &mut [Type], id: TypeId, derived: &'static str, stated: &str) -> Result<(), Error> {
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        if types[id.0].derives.iter().any(|one| one == derived) {
            continue;
        }
        let ty = &types[id.0];
        for (name, place, held) in held(ty) {
            if let Err(because) = has(held, derived, &mut stack) {
                let member =
                    if name.is_empty() { ty.name.rust.clone() } else { format!("{}::{name}", ty.name.rust) };
                let (stated, pointer) = (stated.to_owned(), place.to_owned());
                return Err(Error::NotDerivable { stated, derived, member, because, pointer });
            }
        }
        // Lists of values have all of these, and another name has what it is another name for.
        if matches!(ty.shape, Shape::Struct(_) | Shape::Union(_)) {
            add(&mut types[id.0], derived);
        }
    }
    Ok(())
}

fn add(ty: &mut Type, derived: &str) {
    if matches!(ty.shape, Shape::Alias(_)) || ty.derives.iter().any(|one| one == derived) {
        return;
    }
    ty.derives.push(derived.to_owned());
}

/// What a type holds: the name of each part, where it stands, and its type.
fn held(ty: &Type) -> Vec<(&str, &str, &TypeRef)> {
    match &ty.shape {
        Shape::Struct(shape) => {
            let fields = shape.fields.iter();
            let fields = fields.map(|field| (field.name.rust.as_str(), field.origin.0.as_str(), &field.ty));
            let others =
                shape.additional.iter().map(|(name, value)| (name.as_str(), ty.origin.0.as_str(), value));
            fields.chain(others).collect()
        }
        Shape::Union(shape) => {
            let members = shape.members.iter();
            let members =
                members.map(|member| (member.name.rust.as_str(), member.origin.0.as_str(), &member.ty));
            members.chain([("Unknown", ty.origin.0.as_str(), &TypeRef::Json)]).collect()
        }
        Shape::Alias(target) => vec![("", ty.origin.0.as_str(), target)],
        Shape::Enum(_) => Vec::new(),
    }
}

/// Whether a type has a trait as far as it isn't for named types to say, which are added to those to look at; else why not.
fn has(ty: &TypeRef, derived: &str, named: &mut Vec<TypeId>) -> Result<(), &'static str> {
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => has(inner, derived, named),
        TypeRef::Tuple(items) => items.iter().try_for_each(|item| has(item, derived, named)),
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            named.push(*id);
            Ok(())
        }
        TypeRef::Primitive(Primitive::F64) if derived != "PartialOrd" => {
            Err("it is a number with a fraction (`f64`)")
        }
        TypeRef::Primitive(Primitive::Binary) if derived != "Eq" => Err("it is a file"),
        TypeRef::Json | TypeRef::JsonObject if derived.ends_with("Ord") => {
            Err("it is JSON, which has no order")
        }
        TypeRef::Primitive(_) | TypeRef::Json | TypeRef::JsonObject => Ok(()),
    }
}
