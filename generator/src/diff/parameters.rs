//! How the parameters of an operation differ.

mod value;

use super::{
    Direction, Finding, Found, Kind, Rust, Wire,
    annotations::literals,
    constraints, items,
    lifecycle::{self, Farewell},
    operations::OperationPair,
};
use crate::api::{Location, Operation, Parameter};

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let pairs = matched(pair.old, pair.new);
    for old in &pair.old.parameters {
        if !pairs.iter().any(|(one, _)| std::ptr::eq(*one, old)) {
            removed(found, pair, old);
        }
    }
    for new in &pair.new.parameters {
        if !pairs.iter().any(|(_, one)| std::ptr::eq(*one, new)) {
            added(found, pair, new);
        }
    }
    for (old, new) in &pairs {
        parameter(found, pair, old, new);
    }
    order(found, pair, &pairs);
}

pub(super) type Pairs<'a> = Vec<(&'a Parameter, &'a Parameter)>;

/// Matches by name and location, then by name alone; headers by a name whose case says nothing; path parameters that are left by their order in the path.
pub(super) fn matched<'a>(old: &'a Operation, new: &'a Operation) -> Pairs<'a> {
    let mut pairs: Pairs<'a> = Vec::new();
    let rules: [fn(&Parameter, &Parameter) -> bool; 4] = [
        |old, new| old.name.wire == new.name.wire && old.location == new.location,
        |old, new| old.name.wire == new.name.wire,
        is_same_header,
        |old, new| old.location == Location::Path && new.location == Location::Path,
    ];
    for rule in rules {
        for one in &old.parameters {
            if pairs.iter().any(|(taken, _)| std::ptr::eq(*taken, one)) {
                continue;
            }
            let free = |other: &&Parameter| !pairs.iter().any(|(_, taken)| std::ptr::eq(*taken, *other));
            if let Some(other) = new.parameters.iter().filter(free).find(|other| rule(one, other)) {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

/// Whether two parameters are one header, whose name may be in any case.
fn is_same_header(old: &Parameter, new: &Parameter) -> bool {
    old.location == Location::Header
        && new.location == Location::Header
        && old.name.wire.eq_ignore_ascii_case(&new.name.wire)
}

fn removed(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Parameter) {
    let name = &old.name.wire;
    let (wire, announced) = Farewell::of(found, &old.origin, old.deprecated).verdict();
    found.report(Finding {
        wire,
        old_origin: Some(&old.origin),
        new_origin: None,
        old: Some(name.clone()),
        message: format!("parameter `{name}` of {} was removed{announced}", pair.name),
        rust_items: affected(pair.old, pair.method, old),
        ..pair.finding(Kind::ParameterRemoved)
    });
}

fn added(found: &mut Found<'_>, pair: OperationPair<'_>, new: &Parameter) {
    let wire = &new.name.wire;
    let (kind, what) = if new.required {
        (Kind::RequiredParameterAdded, "required")
    } else {
        (Kind::OptionalParameterAdded, "optional")
    };
    found.report(Finding {
        old_origin: None,
        new_origin: Some(&new.origin),
        new: Some(wire.clone()),
        message: format!("{what} parameter `{wire}` was added to {}", pair.name),
        rust_items: affected(pair.new, pair.method, new),
        rust: is_filled_in(new).then_some(Rust::Behaviour),
        ..pair.finding(kind)
    });
}

/// Whether no caller mentions a parameter, for the call has its only value.
fn is_filled_in(parameter: &Parameter) -> bool {
    parameter.required && !parameter.is_asked_for()
}

/// The method where the parameter is an argument, else its setter.
fn affected(operation: &Operation, method: &str, parameter: &Parameter) -> Vec<String> {
    if parameter.required {
        vec![method.to_owned()]
    } else {
        vec![items::setter(operation, &parameter.name.rust)]
    }
}

fn parameter(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Parameter, new: &Parameter) {
    let (name, wire) = (pair.name, &new.name.wire);
    let mut rust_items = affected(pair.old, pair.method, old);
    rust_items.extend(affected(pair.new, pair.method, new));
    rust_items.dedup();
    let finding = |kind| Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        direction: Direction::SENT,
        rust_items: rust_items.clone(),
        ..pair.finding(kind)
    };
    found.docs(&old.docs, &new.docs);
    if old.name.wire != new.name.wire && !is_same_header(old, new) {
        let on_the_wire = pair.new.urls.old.is_some();
        let kind =
            if on_the_wire { Kind::QueryKeyOfPathParameterRenamed } else { Kind::PathParameterRenamed };
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(wire.clone()),
            message: format!("path parameter `{}` of {name} is called `{wire}` now", old.name.wire),
            ..finding(kind)
        });
    } else if !new.required && old.name.rust != new.name.rust {
        found.report(Finding {
            old: Some(old.name.rust.clone()),
            new: Some(new.name.rust.clone()),
            message: format!("the setter of parameter `{wire}` of {name} is called `{}` now", new.name.rust),
            ..finding(Kind::IdentifierChanged)
        });
    }
    if old.required != new.required {
        let (kind, what) = if new.required {
            (Kind::ParameterBecameRequired, "required")
        } else {
            (Kind::ParameterBecameOptional, "optional")
        };
        found.report(Finding {
            old: Some(old.required.to_string()),
            new: Some(new.required.to_string()),
            message: format!("parameter `{wire}` of {name} is {what} now"),
            // What was filled in becomes a setter.
            rust: is_filled_in(old).then_some(Rust::Behaviour),
            ..finding(kind)
        });
    } else if is_filled_in(old) != is_filled_in(new) {
        let (kind, words) = if is_filled_in(new) {
            (Kind::ArgumentFilledIn, "has a single value now, so that no call takes it any longer")
        } else {
            (Kind::ArgumentAskedFor, "has no single value any more, so that calls take it")
        };
        let message = format!("parameter `{wire}` of {name} {words}");
        found.report(Finding { message, ..finding(kind) });
    }
    if old.location != new.location {
        let (before, after) = (place(old.location), place(new.location));
        found.report(Finding {
            message: format!("parameter `{wire}` of {name} moved from the {before} to the {after}"),
            old: Some(before.to_owned()),
            new: Some(after.to_owned()),
            ..finding(Kind::ParameterRelocated)
        });
    } else if !value::is_written_so(found.old.api, old, new) {
        let told = |one: &Parameter| match &one.media_type {
            Some(media_type) => media_type.clone(),
            None => format!("{:?}, explode {}, reserved {}", one.style, one.explode, one.allow_reserved),
        };
        found.report(Finding {
            old: Some(told(old)),
            new: Some(told(new)),
            message: format!("parameter `{wire}` of {name} is encoded in another way"),
            ..finding(Kind::ParameterEncodingChanged)
        });
    }
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding {
            message: format!("parameter `{wire}` of {name} {what}"),
            // Only a setter can be marked; an argument can't.
            rust: new.required.then_some(Rust::None),
            ..finding(kind)
        });
    }
    let what = format!("parameter `{wire}` of {name}");
    lifecycle::compare(found, (&old.origin, &new.origin), &what, &finding);
    defaults(found, pair, (old, new), &finding);
    value::compare(found, pair, (old, new), &finding);
}

fn defaults<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'_>,
    (old, new): (&Parameter, &Parameter),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let (name, wire) = (pair.name, &new.name.wire);
    if !constraints::is_same_literal(old.default.as_ref(), new.default.as_ref()) {
        let text = |literal: &Option<crate::api::Literal>| literal.as_ref().map(|literal| literal.0.clone());
        found.report(Finding {
            old: text(&old.default),
            new: text(&new.default),
            message: format!(
                "the default of parameter `{wire}` of {name} {}",
                literals(old.default.as_ref(), new.default.as_ref())
            ),
            // Whoever had to say it goes on saying it.
            wire: old.required.then_some(Wire::Compatible),
            rust: old.required.then_some(Rust::None),
            ..finding(Kind::ParameterDefaultChanged)
        });
    }
}

/// Required parameters are positional: another order compiles and means something else, or doesn't compile.
fn order(found: &mut Found<'_>, pair: OperationPair<'_>, pairs: &Pairs<'_>) {
    let positional = |parameters: &[Parameter]| {
        let required = parameters.iter().filter(|parameter| parameter.is_asked_for());
        required.map(|parameter| parameter.name.wire.clone()).collect::<Vec<_>>()
    };
    let (old, new) = (positional(&pair.old.parameters), positional(&pair.new.parameters));
    let renamed = |wire: &String| {
        let pair = pairs.iter().find(|(old, _)| old.name.wire == *wire);
        pair.map_or_else(|| wire.clone(), |(_, new)| new.name.wire.clone())
    };
    let kept: Vec<_> = old.iter().map(renamed).filter(|wire| new.contains(wire)).collect();
    let stayed: Vec<_> = new.iter().filter(|wire| kept.contains(wire)).cloned().collect();
    if kept == stayed {
        return;
    }
    let types = |api, operation: &Operation| {
        let required = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
        required.map(|parameter| items::spell(api, &parameter.ty)).collect::<Vec<_>>()
    };
    // Arguments of the same types change places in silence.
    let silent = types(found.old.api, pair.old) == types(found.new.api, pair.new);
    found.report(Finding {
        old: Some(kept.join(", ")),
        new: Some(stayed.join(", ")),
        message: format!("the arguments of {} come in another order", pair.name),
        rust: silent.then_some(Rust::Behaviour),
        ..pair.finding(Kind::ArgumentOrderChanged)
    });
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "headers",
        Location::Cookie => "cookies",
    }
}
