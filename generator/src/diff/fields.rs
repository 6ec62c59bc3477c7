//! How the members of two objects differ.

mod presence;

use super::{
    Direction, Finding, Found, Kind, Rust, annotations,
    finding::Schemas,
    items,
    lifecycle::{self, Farewell},
    openness,
    shapes::TypePair,
};
use crate::api::{Field, Shape, Struct, Type};
use presence::{demanded, presence, stays_at_home, travels};

/// The members of both sides that are the same one: by name, and what is left by a name that differs in nothing but
/// case and punctuation and holds the same.
pub(super) fn matched<'a>(old: &'a Struct, new: &'a Struct) -> Vec<(&'a Field, &'a Field)> {
    let mut by_name: indexmap::IndexMap<&str, &Field> =
        new.fields.iter().map(|field| (field.name.wire.as_str(), field)).collect();
    let mut left = Vec::new();
    let mut pairs = Vec::new();
    for field in &old.fields {
        match by_name.swap_remove(field.name.wire.as_str()) {
            Some(counterpart) => pairs.push((field, counterpart)),
            None => left.push(field),
        }
    }
    for field in left {
        let folded = folded(&field.name.wire);
        let counterpart = new.fields.iter().find(|other| {
            by_name.contains_key(other.name.wire.as_str()) && self::folded(&other.name.wire) == folded
        });
        if let Some(counterpart) = counterpart {
            by_name.swap_remove(counterpart.name.wire.as_str());
            pairs.push((field, counterpart));
        }
    }
    pairs
}

fn folded(wire: &str) -> String {
    wire.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn compare(found: &mut Found<'_>, pair: TypePair<'_>, old: &Struct, new: &Struct) {
    let pairs = matched(old, new);
    let gone: Vec<_> =
        old.fields.iter().filter(|field| !pairs.iter().any(|(one, _)| std::ptr::eq(*one, *field))).collect();
    let came: Vec<_> =
        new.fields.iter().filter(|field| !pairs.iter().any(|(_, one)| std::ptr::eq(*one, *field))).collect();
    for field in &gone {
        removed(found, pair, field, &came);
    }
    for field in &came {
        added(found, pair, field);
    }
    for (before, after) in pairs {
        member(found, pair, before, after);
    }
    if pair.is_made() && !(old.asks_by_name() && new.asks_by_name()) {
        order(found, pair, old, new);
    }
    openness::compare(found, pair, old, new);
    if !pair.old.is_only_received() {
        default_lost(found, pair, old, new);
    }
}

fn removed(found: &mut Found<'_>, pair: TypePair<'_>, field: &Field, came: &[&Field]) {
    let (ty, wire) = (&pair.new.name.wire, &field.name.wire);
    let is_optional = demanded(pair, field) == Direction::default();
    let kind = if is_optional { Kind::OptionalFieldRemoved } else { Kind::RequiredFieldRemoved };
    let direction = travels(pair, &[field]);
    // Whoever counts on a member that is always there breaks, however well it was announced.
    let farewell = Farewell::of(found, &field.origin, field.deprecated && is_optional);
    let (announced_wire, announced) = farewell.verdict();
    found.report(Finding {
        direction,
        wire: stays_at_home(direction).or(announced_wire),
        old_origin: Some(&field.origin),
        new_origin: None,
        old: Some(wire.clone()),
        message: format!("`{wire}` of `{ty}` was removed{announced}{}", hint(field, came)),
        rust_items: affected(pair.old, field),
        ..pair.finding(kind)
    });
}

/// Names the added member that may be the removed one under another name.
fn hint(field: &Field, came: &[&Field]) -> String {
    let similar = |other: &&&Field| {
        other.required == field.required
            && std::mem::discriminant(&other.ty) == std::mem::discriminant(&field.ty)
            && alike(&other.name.wire, &field.name.wire)
    };
    let counterpart = came.iter().find(similar);
    counterpart
        .map_or_else(String::new, |counterpart| format!(" (perhaps renamed to `{}`)", counterpart.name.wire))
}

/// Whether one name contains a word of four letters or more of the other.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let shared =
        one.char_indices().any(|(at, _)| one.get(at..at + 4).is_some_and(|word| other.contains(word)));
    shared || one.contains(&other) || other.contains(&one)
}

fn added(found: &mut Found<'_>, pair: TypePair<'_>, field: &Field) {
    let (ty, wire) = (&pair.new.name.wire, &field.name.wire);
    let (kind, what) = if demanded(pair, field) == Direction::default() {
        (Kind::OptionalFieldAdded, "optional")
    } else {
        (Kind::RequiredFieldAdded, "required")
    };
    found.report(Finding {
        direction: travels(pair, &[field]),
        // What the type can't count on is a setter, and what nobody makes asks for nothing: neither breaks anybody.
        rust: (!field.required || !pair.is_made()).then_some(Rust::None),
        old_origin: None,
        new_origin: Some(&field.origin),
        new: Some(wire.clone()),
        message: format!("{what} `{wire}` was added to `{ty}`"),
        rust_items: affected(pair.new, field),
        ..pair.finding(kind)
    });
}

/// The member, and what sets it where callers make the type: the constructor, or the struct that it takes, where the
/// member is an argument of it, else its setter.
fn affected(ty: &Type, field: &Field) -> Vec<String> {
    let by_name = matches!(&ty.shape, Shape::Struct(shape) if shape.asks_by_name());
    let mut rust_items = vec![items::member(ty, &field.name.rust)];
    if !ty.is_only_received() {
        rust_items.push(items::member(ty, if field.required { "new" } else { &field.setter }));
        rust_items.extend((field.required && by_name).then(|| items::required(ty)));
    }
    rust_items.dedup();
    rust_items
}

/// What is required is positional in the constructor: another order compiles and means something else, or doesn't
/// compile.
fn order(found: &mut Found<'_>, pair: TypePair<'_>, old: &Struct, new: &Struct) {
    let required = |shape: &Struct, other: &Struct| -> Vec<String> {
        let stays = |field: &&Field| {
            field.is_asked_for()
                && other
                    .fields
                    .iter()
                    .any(|counterpart| counterpart.is_asked_for() && counterpart.name.wire == field.name.wire)
        };
        shape.fields.iter().filter(stays).map(|field| field.name.wire.clone()).collect()
    };
    let (before, after) = (required(old, new), required(new, old));
    if before == after {
        return;
    }
    let types = |api, shape: &Struct| -> Vec<String> {
        let asked = shape.fields.iter().filter(|field| field.is_asked_for());
        asked.map(|field| items::spell(api, &field.ty)).collect()
    };
    // Arguments of the same types change places in silence.
    let silent = types(found.old.api, old) == types(found.new.api, new);
    found.report(Finding {
        old: Some(before.join(", ")),
        new: Some(after.join(", ")),
        message: format!("the arguments that make a `{}` come in another order", pair.new.name.wire),
        rust_items: vec![items::member(pair.new, "new")],
        rust: silent.then_some(Rust::Behaviour),
        ..pair.finding(Kind::ArgumentOrderChanged)
    });
}

/// A type has a `Default` as long as it asks for nothing.
fn default_lost(found: &mut Found<'_>, pair: TypePair<'_>, old: &Struct, new: &Struct) {
    let requires = |shape: &Struct| shape.fields.iter().any(Field::is_asked_for);
    if !requires(old) && requires(new) {
        found.report(Finding {
            message: format!(
                "`{}` requires something now, so it has no `Default` any more",
                pair.new.name.wire
            ),
            ..pair.finding(Kind::DefaultLost)
        });
    }
}

/// Whether a member has another name or place in XML, where its type is sent or received in that.
fn stands_otherwise(found: &Found<'_>, pair: TypePair<'_>, old: &Field, new: &Field) -> bool {
    let api = found.new.api;
    let is_in_xml = || api.xml.keys().any(|id| std::ptr::eq(&raw const api.types[id.0], pair.new));
    matches!((&old.xml, &new.xml), (Some(before), Some(after)) if before != after) && is_in_xml()
}

fn member(found: &mut Found<'_>, pair: TypePair<'_>, old: &Field, new: &Field) {
    let wire = &new.name.wire;
    let what = format!("`{wire}` of `{}`", pair.new.name.wire);
    let mut rust_items = affected(pair.new, new);
    for item in affected(pair.old, old) {
        if !rust_items.contains(&item) {
            rust_items.push(item);
        }
    }
    let direction = travels(pair, &[old, new]);
    let finding = |kind| Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        wire: stays_at_home(direction),
        direction,
        schemas: Some(Schemas {
            member: Some((&old.name.wire, &new.name.wire)),
            ..Schemas::of(&pair.old.origin, &pair.new.origin)
        }),
        rust_items: rust_items.clone(),
        ..pair.finding(kind)
    };
    found.docs(&old.docs, &new.docs);
    if old.name.wire != new.name.wire {
        let same = old.name.rust == new.name.rust && old.setter == new.setter;
        let kind = if same { Kind::FieldRespelled } else { Kind::FieldRenamed };
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(wire.clone()),
            message: format!("{what} was spelled `{}`", old.name.wire),
            ..finding(kind)
        });
    } else if old.name.rust != new.name.rust {
        found.report(Finding {
            old: Some(old.name.rust.clone()),
            new: Some(new.name.rust.clone()),
            message: format!("{what} is the field `{}` now, no longer `{}`", new.name.rust, old.name.rust),
            ..finding(Kind::IdentifierChanged)
        });
    } else if pair.is_made() && !old.required && !new.required && old.setter != new.setter {
        found.report(Finding {
            old: Some(old.setter.clone()),
            new: Some(new.setter.clone()),
            message: format!("{what} is set by `{}` now, no longer by `{}`", new.setter, old.setter),
            ..finding(Kind::SetterRenamed)
        });
    }
    if old.name.wire == new.name.wire && stands_otherwise(found, pair, old, new) {
        found.report(Finding {
            message: format!("{what} stands otherwise in XML now"),
            ..finding(Kind::FieldRespelled)
        });
    }
    presence(found, pair, (old, new), &what, &finding);
    if pair.is_made() && old.required && new.required && old.is_asked_for() != new.is_asked_for() {
        let (kind, words) = if new.is_asked_for() {
            (Kind::MemberAskedFor, "has no single value any more, so that `new` asks for it")
        } else {
            (Kind::MemberFilledIn, "has a single value now, so that `new` no longer asks for it")
        };
        found.report(Finding { message: format!("{what} {words}"), ..finding(kind) });
    }
    if old.nullable != new.nullable {
        let (kind, word) = if new.nullable {
            (Kind::BecameNullable, "may")
        } else {
            (Kind::NoLongerNullable, "may no longer")
        };
        found.report(Finding {
            old: Some(old.nullable.to_string()),
            new: Some(new.nullable.to_string()),
            message: format!("{what} {word} be null"),
            ..finding(kind)
        });
    }
    if old.deprecated != new.deprecated {
        let (kind, word) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("{what} {word}"), ..finding(kind) });
    }
    lifecycle::compare(found, (&old.origin, &new.origin), &what, &finding);
    annotations::compare(found, (old, new), &what, &finding);
    found.typed(&old.ty, &new.ty, &what, &finding);
}
