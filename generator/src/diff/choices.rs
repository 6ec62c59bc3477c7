//! How what callers see of an answer's status differs: answers and failures that differ by status are enums.

use super::{Finding, Found, Kind, Rust, items, operations::OperationPair};
use crate::api::{Answer, Api, Choice, Operation, Status};
use crate::surface::{Surface, paths};

/// What a change of one status means for callers.
pub(super) struct Seen {
    /// The verdict; `None` where nothing of it is emitted, before or after.
    pub(super) rust: Option<Rust>,
    /// The variants, and their enums where those came or went.
    pub(super) rust_items: Vec<String>,
}

/// What callers see of a status that differs.
pub(super) fn seen(found: &Found<'_>, pair: OperationPair<'_>, statuses: (Status, Status)) -> Seen {
    let (old, new) = (variants(pair.old, statuses.0), variants(pair.new, statuses.1));
    let mut rust_items: Vec<String> =
        old.iter().chain(&new).map(|(choice, answer)| paths::answer(choice, answer)).collect();
    rust_items.dedup();
    let whole = |one: &[Variant<'_>], other: &Operation| {
        let alone = |(choice, _): &&Variant<'_>| !names(other).any(|name| name == choice.name);
        one.first().filter(alone).map(|(choice, _)| choice.name.clone())
    };
    rust_items.extend(whole(&old, pair.new));
    rust_items.extend(whole(&new, pair.old));
    let became = old.iter().enumerate().map(|(at, variant)| {
        let same = new.iter().find(|other| other.1.variant == variant.1.variant);
        became(found, *variant, same.or(new.first().filter(|_| at == 0)).copied())
    });
    let came = new.first().map(|_| Rust::None);
    Seen { rust: became.chain(came).max(), rust_items }
}

/// What it means for callers that a variant is another one now, or gone.
fn became(found: &Found<'_>, old: Variant<'_>, new: Option<Variant<'_>>) -> Rust {
    let Some(new) = new else {
        return if is_offered(found, old) { Rust::None } else { Rust::Breaking };
    };
    let same = spell(found.old.api, old.1) == spell(found.new.api, new.1);
    let moved = paths::answer(old.0, old.1) != paths::answer(new.0, new.1);
    match (moved, same) {
        (true, _) if !is_offered(found, old) => Rust::Breaking,
        (true, false) => Rust::Behaviour,
        (false, false) => Rust::Breaking,
        (_, true) => Rust::None,
    }
}

/// Whether the new client has this variant of a failure too, perhaps for other operations: callers name it without
/// naming the operation.
fn is_offered(found: &Found<'_>, (choice, answer): (&Choice, &Answer)) -> bool {
    let offered = failures(found.new.api, &choice.name).flat_map(|failure| &failure.answers);
    let spelt = spell(found.old.api, answer);
    offered
        .filter(|other| (&other.status, &other.variant) == (&answer.status, &answer.variant))
        .any(|other| spell(found.new.api, other) == spelt)
}

/// What operations fail with, where it has this name.
fn failures<'a>(api: &'a Api, name: &str) -> impl Iterator<Item = &'a Choice> {
    api.operations
        .iter()
        .filter_map(|operation| operation.failure.as_ref())
        .filter(move |one| one.name == name)
}

/// The enum a status has variants of, and one of them.
type Variant<'a> = (&'a Choice, &'a Answer);

/// The variants of a status: several where a failure's media types tell its answers apart.
fn variants(operation: &Operation, status: Status) -> Vec<Variant<'_>> {
    let choices = operation.output.choice.iter().chain(&operation.failure);
    let variants = choices.flat_map(|choice| choice.answers.iter().map(move |answer| (choice, answer)));
    variants.filter(|(_, answer)| answer.status == status).collect()
}

fn names(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.output.choice.iter().chain(&operation.failure).map(|choice| choice.name.as_str())
}

fn spell(api: &Api, answer: &Answer) -> String {
    Surface::of(api).held(answer).map_or_else(String::new, |held| held.to_string())
}

/// Compares the enums themselves, and says whether that is all there is to say about what a call yields.
pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) -> bool {
    renamed(found, pair, pair.old.failure.as_ref(), pair.new.failure.as_ref());
    let (old, new) = (&pair.old.output.choice, &pair.new.output.choice);
    renamed(found, pair, old.as_ref(), new.as_ref());
    if old.is_some() == new.is_some() {
        return old.is_some();
    }
    let (before, after) =
        (items::spell_output(found.old.api, pair.old), items::spell_output(found.new.api, pair.new));
    let names = old.iter().chain(new).map(|choice| choice.name.clone());
    let what =
        if new.is_some() { "answers differ by status now" } else { "answers no longer differ by status" };
    found.report(Finding {
        message: format!("{} is `{after}`, no longer `{before}`: its {what}", pair.name),
        rust_items: [pair.new.call.clone(), pair.method.to_owned()].into_iter().chain(names).collect(),
        old: Some(before),
        new: Some(after),
        ..pair.finding(Kind::OutputChoiceChanged)
    });
    true
}

fn renamed(found: &mut Found<'_>, pair: OperationPair<'_>, old: Option<&Choice>, new: Option<&Choice>) {
    let (Some(old), Some(new)) = (old, new) else { return };
    if old.name == new.name {
        return;
    }
    // What others fail with keeps its name, though this operation no longer fails so.
    let (kind, message) = if failures(found.new.api, &old.name).next().is_some() {
        let message = format!("`{}` reads the errors of {}, no longer `{}`", new.name, pair.name, old.name);
        (Kind::FailureTypeChanged, message)
    } else {
        (Kind::TypeRenamed, format!("type `{}` is called `{}` now", old.name, new.name))
    };
    // The name may live on for another set of statuses.
    let kept =
        kind == Kind::FailureTypeChanged && old.answers.iter().all(|one| is_offered(found, (old, one)));
    found.report(Finding {
        old: Some(old.name.clone()),
        new: Some(new.name.clone()),
        message,
        rust: Some(if kept { Rust::None } else { Rust::Breaking }),
        rust_items: vec![old.name.clone(), new.name.clone()],
        ..pair.finding(kind)
    });
}
