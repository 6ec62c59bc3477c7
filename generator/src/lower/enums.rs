//! Closed lists of values.

use std::collections::BTreeMap;

use foldhash::HashSet;
use serde_json::Value;

use super::draft::{Hint, InlinePlace, Parent};
use super::kept::Keeper;
use super::naming::is_usable;
use super::scalar;
use super::types::{Types, inside};
use crate::api::{
    DegradationKind, Docs, Enum, EnumRepr, Name, Pointer, Primitive, Shape, TypeRef, Union, UnionMember,
    Variant,
};
use crate::model::SchemaType;
use crate::names::{Case, Kept, Scope};

/// More values than anyone reads through, and than a compiler takes in reasonable time.
const MOST_VARIANTS: usize = 5_000;

/// The type of a list of values, and whether `null` is among them.
pub(super) fn outcome<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    hint: Hint,
    kind: Option<SchemaType>,
    format: Option<&'m str>,
    values: Vec<Value>,
) -> (TypeRef, bool) {
    let at = definitions.last().copied().unwrap_or_default();
    let null = values.contains(&Value::Null);
    let values: Vec<Value> =
        values.into_iter().filter(|value| !value.is_null()).map(|value| as_stated(kind, value)).collect();
    let strings: Vec<String> = values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let integers: Vec<String> = values.iter().filter_map(integer).collect();
    let all = values.len();
    let ty = match (strings.len(), integers.len()) {
        (0, 0) if all == 0 => TypeRef::Json,
        (count, _) if count == all && all > MOST_VARIANTS => {
            types.degrade(
                at,
                DegradationKind::UnsupportedKeyword,
                format!("`enum` has {all} values, too many for variants: it is a string"),
            );
            TypeRef::Primitive(Primitive::String)
        }
        (count, _) if count == all => TypeRef::Named(types.add(definitions, hint, string_enum(strings))),
        // A number may be written `1.0`, which an integer can't read.
        (_, count) if count == all && kind != Some(SchemaType::Number) => {
            TypeRef::Named(types.add(definitions, hint, integer_enum(integers)))
        }
        _ if values.iter().all(Value::is_boolean) => TypeRef::Primitive(Primitive::Bool),
        _ if values.iter().all(Value::is_number) => {
            let facts = super::facts::Facts { format, ..Default::default() };
            scalar::of(&types.formats, SchemaType::Number, &facts)
        }
        (texts, numbers) if texts > 0 && numbers > 0 && texts + numbers == all => {
            TypeRef::Named(mixed(types, definitions, at, hint, strings, integers))
        }
        _ => {
            types.degrade(
                at,
                DegradationKind::UnsupportedKeyword,
                "`enum` mixes types that share no Rust type: it may be any JSON",
            );
            TypeRef::Json
        }
    };
    (ty, null)
}

/// A list of strings as the shape of a type.
pub(super) fn string_enum(values: Vec<String>) -> Shape {
    Shape::Enum(Enum { repr: EnumRepr::String, variants: variants(values) })
}

fn integer_enum(values: Vec<String>) -> Shape {
    Shape::Enum(Enum { repr: EnumRepr::Integer, variants: variants(values) })
}

/// A variant for each value. They have no identifiers yet: most lists turn out to be the same as another.
pub(super) fn variants(values: Vec<String>) -> Vec<Variant> {
    let variant = |wire| Variant { name: Name { wire, rust: String::new() }, docs: Docs::default() };
    once(values.into_iter().map(variant).collect())
}

/// Each value once.
pub(super) fn once(mut variants: Vec<Variant>) -> Vec<Variant> {
    let mut seen = HashSet::default();
    variants.retain(|variant| seen.insert(variant.name.wire.clone()));
    variants
}

/// Gives variants identifiers of their own; `Unknown` is the one that keeps other values. A number is called by its
/// title, where it has one.
pub(super) fn name<'n>(
    keeper: &mut Keeper<'n>,
    list: &mut Enum,
    ty: &str,
    known: Option<&'n BTreeMap<String, Kept>>,
) {
    let wish = |variant: &Variant| match list.repr {
        EnumRepr::Integer if is_usable(&variant.docs.summary) => variant.docs.summary.clone(),
        _ => variant.name.wire.clone(),
    };
    let wishes: Vec<String> = list.variants.iter().map(wish).collect();
    let kept = |at: usize| known?.get(&list.variants[at].name.wire);
    let scope = &mut Scope::new(Case::Camel, &["Unknown", "Self"]);
    let names = keeper.claim_each(scope, &wishes, ty, kept);
    for (variant, name) in list.variants.iter_mut().zip(names) {
        variant.name.rust = name;
    }
}

/// Strings and integers in one list: one or the other.
fn mixed<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    strings: Vec<String>,
    integers: Vec<String>,
) -> crate::api::TypeId {
    let place = inside(&hint);
    let id = types.add(definitions, hint, Shape::Union(Union::default()));
    let halves = [("Text", string_enum(strings)), ("Number", integer_enum(integers))];
    let members = halves.map(|(part, shape)| {
        let half = format!("{} {part}", place.part);
        let place = InlinePlace::new(Parent::Type(id), half, format!("{}|{part}", types.drafts[id.0].at));
        let half = types.add(&[], Hint::Inline { title: None, place }, shape);
        types.drafts[half.0].origin = Pointer(at.to_owned());
        UnionMember::new(part.to_owned(), TypeRef::Named(half), Pointer(at.to_owned()))
    });
    types.drafts[id.0].shape = Shape::Union(Union { members: members.into(), ..Union::default() });
    id
}

/// A value as the stated type writes it: documents quote numbers and forget quotes.
fn as_stated(kind: Option<SchemaType>, value: Value) -> Value {
    match (kind, &value) {
        (Some(SchemaType::String), Value::Number(_) | Value::Bool(_)) => Value::String(value.to_string()),
        (Some(SchemaType::Integer), Value::String(text)) => {
            text.parse::<i64>().map_or(value.clone(), Value::from)
        }
        _ => value,
    }
}

fn integer(value: &Value) -> Option<String> {
    value
        .as_i64()
        .or_else(|| value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15).map(whole))
        .map(|number| number.to_string())
}

#[allow(clippy::cast_possible_truncation, reason = "only called for whole numbers below 2^53")]
fn whole(number: f64) -> i64 {
    number as i64
}
