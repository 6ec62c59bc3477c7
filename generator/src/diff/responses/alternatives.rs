//! How the media types differ that an answer is asked for in by name.

use super::{Finding, Found, Kind, OperationPair, Rust};
use crate::api::{Content, Location, Operation, Streaming};
use crate::diff::{Side, items};
use crate::names::reserved;

/// A media type that is gone takes its method along.
pub(super) fn gone<'a>(
    found: &Found<'_>,
    pair: OperationPair<'_>,
    old: &Content,
    finding: Finding<'a>,
) -> Finding<'a> {
    if old.chosen_by.is_none() {
        return finding;
    }
    let rust_items = [finding.rust_items.clone(), items::alternative(found.old, pair.old, old)].concat();
    Finding { rust: Some(Rust::Breaking), rust_items, ..finding }
}

/// With what an answer of success came as may go the way to read it while it comes in.
pub(super) fn streamed<'a>(pair: OperationPair<'_>, success: bool, finding: Finding<'a>) -> Finding<'a> {
    let (old, new) = (&pair.old.output.streaming, &pair.new.output.streaming);
    let Some(gone) = old.as_ref().filter(|_| success && old != new) else { return finding };
    let methods = match gone {
        Streaming::Download => reserved::DOWNLOAD.to_vec(),
        Streaming::Events { .. } => vec![gone.method()],
    };
    let gone = methods.into_iter().map(|method| items::setter(pair.old, method)).collect();
    let rust_items = [finding.rust_items.clone(), gone].concat();
    Finding { rust: Some(Rust::Breaking), rust_items, ..finding }
}

/// What a method answers with that asks for one media type.
pub(super) fn changed<'a>(
    sides: (&Side<'_>, &Side<'_>),
    pair: OperationPair<'_>,
    (old, new): (&Content, &Content),
    finding: Finding<'a>,
) -> Finding<'a> {
    if old.chosen_by.is_none() || new.chosen_by.is_none() {
        return finding;
    }
    let same = items::spell(sides.0.api, &old.ty) == items::spell(sides.1.api, &new.ty);
    let rust_items = [finding.rust_items.clone(), items::alternative(sides.1, pair.new, new)].concat();
    let rust = if same { finding.rust } else { Some(Rust::Breaking) };
    Finding { rust_items, rust, ..finding }
}

/// What is asked for where the document demands it; where the caller may set it, the parameter tells.
pub(super) fn demanded(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let demanded = |operation: &Operation| {
        let accept = operation.output.accept.clone().filter(|accept| accept.is_demanded);
        accept.map(|accept| accept.media_types)
    };
    let (old, new) = (&demanded(pair.old), &demanded(pair.new));
    let is_set = |operation: &Operation| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|one| one.location == Location::Header && one.name.wire.eq_ignore_ascii_case("accept"))
    };
    if old == new || is_set(pair.old) || is_set(pair.new) {
        return;
    }
    let told = |accept: &Option<String>| accept.clone().unwrap_or_else(|| "what it reads".to_owned());
    found.report(Finding {
        message: format!("{} asks for {} now, no longer for {}", pair.name, told(new), told(old)),
        old: old.clone(),
        new: new.clone(),
        old_origin: Some(&pair.old.origin),
        new_origin: Some(&pair.new.origin),
        ..pair.finding(Kind::ParameterDefaultChanged)
    });
}

/// The way to ask for a media type that is still there came, went to the call itself, or goes by another name.
pub(super) fn renamed<'a>(
    found: &Found<'_>,
    pair: OperationPair<'a>,
    (old, new): (&Content, &Content),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) -> Option<Finding<'a>> {
    if old.chosen_by == new.chosen_by {
        return None;
    }
    let (before, after) =
        (items::alternative(found.old, pair.old, old), items::alternative(found.new, pair.new, new));
    let (how, rust) = match (&old.chosen_by, &new.chosen_by) {
        (None, _) => ("came", Rust::None),
        (_, None) => ("is gone", Rust::Breaking),
        _ => ("has another name", Rust::Breaking),
    };
    Some(Finding {
        message: format!("the way to ask {} for `{}` {how}", pair.name, new.media_type),
        old: before.first().cloned(),
        new: after.first().cloned(),
        rust_items: [before, after].concat(),
        rust: Some(rust),
        ..finding(Kind::IdentifierChanged)
    })
}
