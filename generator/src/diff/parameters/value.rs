//! How the values of a parameter differ: their bounds and their type.

use crate::api::{Api, Parameter, Primitive, Shape, Style, TypeRef};
use crate::diff::{
    Finding, Found, Kind, Rust,
    compare::{Relation, resolve},
    constraints::{self, Bound},
    items, media,
    operations::OperationPair,
    typed::is_of_format,
};

pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (old, new): (&'a Parameter, &'a Parameter),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let (name, wire) = (pair.name, &new.name.wire);
    for differing in constraints::differing((&old.constraints, &old.ty), (&new.constraints, &new.ty)) {
        let kind = match differing.bound {
            Bound::Tightened { added: true } => Kind::ParameterConstraintAdded,
            Bound::Tightened { added: false } => Kind::ParameterConstraintTightened,
            Bound::Loosened => Kind::ParameterConstraintLoosened,
            Bound::Undecidable => Kind::ParameterPatternChanged,
        };
        let message =
            format!("`{}` of parameter `{wire}` of {name} {}", differing.keyword, differing.words());
        let (old, new) = differing.values();
        found.report(Finding { old, new, message, ..finding(kind) });
    }
    let (before, after) = (items::spell(found.old.api, &old.ty), items::spell(found.new.api, &new.ty));
    let relation = found.decided((&old.ty, &new.ty), &finding(Kind::ParameterTypeChanged));
    let kind = match relation {
        Relation::Same => return found.respelled(finding(Kind::TypeRenamed), (&old.ty, &new.ty), name),
        Relation::Format => Kind::ParameterFormatChanged,
        Relation::Widened => Kind::ParameterTypeWidened,
        Relation::Nullable => Kind::ParameterBecameNullable,
        Relation::NotNullable => Kind::ParameterNoLongerNullable,
        Relation::BecameEnum => Kind::ParameterBecameEnum,
        Relation::NoLongerEnum => Kind::ParameterNoLongerEnum,
        Relation::Recursion => Kind::RecursionChanged,
        _ if is_written_alike(found, old, new) => Kind::ParameterTypeWidened,
        Relation::Narrowed | Relation::ListOrSingle | Relation::Changed => Kind::ParameterTypeChanged,
    };
    let same = before == after && is_of_format(found.relate(&old.ty, &new.ty));
    let rust =
        (same || (relation == Relation::Widened && takes_numbers(found, &new.ty))).then_some(Rust::None);
    let finding = found.reshaped(finding(kind), (&old.ty, &new.ty));
    let (before, after) = (found.told(&old.ty, false), found.told(&new.ty, true));
    found.report(Finding {
        message: format!("parameter `{wire}` of {name} is {after} now, no longer {before}"),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding
    });
}

/// How values of a type are written in a parameter's way, as far as it makes a difference to them: a single value is no
/// list to be exploded, and neither are lists where the style writes them one way only.
fn written(api: &Api, ty: &TypeRef, parameter: &Parameter) -> (Style, bool, bool, Option<media::Parsed>) {
    let Parameter { style, explode, allow_reserved, media_type, .. } = parameter;
    if let Some(media_type) = media_type {
        return (Style::Form, false, *allow_reserved, Some(media::parsed(media_type)));
    }
    let bare = match resolve(api, ty) {
        TypeRef::Nullable(inner) => resolve(api, inner),
        ty => ty,
    };
    let is_single = match bare {
        TypeRef::Primitive(_) => true,
        TypeRef::Named(id) => matches!(api.types[id.0].shape, Shape::Enum(_)),
        _ => false,
    };
    let is_list = matches!(bare, TypeRef::Array(_) | TypeRef::Tuple(_));
    let (style, explode) = match style {
        Style::Form | Style::Simple if is_single => (*style, false),
        Style::Simple if is_list => (*style, false),
        Style::SpaceDelimited | Style::PipeDelimited if is_list && *explode => (Style::Form, true),
        style => (*style, *explode),
    };
    (style, explode, *allow_reserved, None)
}

/// Whether what was sent is written the same way in both parameters.
pub(super) fn is_written_so(api: &Api, old: &Parameter, new: &Parameter) -> bool {
    written(api, &old.ty, old) == written(api, &old.ty, new)
}

/// Whether every value of a parameter is written as the other type writes it too: a scalar as text, alone or in a list, and
/// one value as the only item of a list.
fn is_written_alike(found: &Found<'_>, old: &Parameter, new: &Parameter) -> bool {
    let is_plain = old.media_type.is_none() && new.media_type.is_none() && old.location == new.location;
    let (before, after) = (resolve(found.old.api, &old.ty), resolve(found.new.api, &new.ty));
    match (before, after) {
        (scalar, TypeRef::Primitive(Primitive::String)) => is_plain && is_without_separators(scalar),
        (TypeRef::Primitive(_), TypeRef::Array(item)) => {
            // Only a free text may hold what separates items.
            let is_one = (new.style == Style::Form && new.explode) || is_without_separators(before);
            is_plain && is_one && found.relate(before, item) == Relation::Same
        }
        (TypeRef::Array(one), TypeRef::Array(other)) => {
            let (one, other) = (resolve(found.old.api, one), resolve(found.new.api, other));
            let is_text = *other == TypeRef::Primitive(Primitive::String) && is_without_separators(one);
            is_plain && is_text && is_written_so(found.old.api, old, new)
        }
        _ => false,
    }
}

fn is_without_separators(ty: &TypeRef) -> bool {
    use Primitive::{Bool, F64, I32, I64, I128, U32, U64};
    matches!(ty, TypeRef::Primitive(Bool | F64 | I32 | I64 | I128 | U32 | U64))
}

/// Whether a parameter is made of numbers, which are taken as whatever number a caller has, integers among them.
fn takes_numbers(found: &Found<'_>, ty: &TypeRef) -> bool {
    match resolve(found.new.api, ty) {
        TypeRef::Primitive(Primitive::F64) => true,
        TypeRef::Array(item) => *resolve(found.new.api, item) == TypeRef::Primitive(Primitive::F64),
        _ => false,
    }
}
