//! Finds the value inside the service's envelope, by looking at the keys.

mod outline;

use serde_json::value::RawValue;

use outline::Outline;

/// What an answer carries.
pub(crate) struct Opened<'a> {
    /// The value, as JSON text.
    pub(crate) text: &'a str,
    /// Whether the value is an object that has none of the members its type declares.
    pub(crate) foreign: bool,
}

/// Takes the value out of its envelope; an answer that is no envelope is the value itself.
pub(crate) fn open<'a>(text: &'a str, declares: &[&str]) -> Opened<'a> {
    let text = text.trim_ascii();
    let outer = Outline::of(text, declares);
    let Some(carried) = outer.carried() else { return opened(text, &outer, declares) };
    let carried = carried.get();
    let inner = Outline::of(carried, declares);
    match inner.converted().map(RawValue::get) {
        _ if inner.declared() => opened(carried, &inner, declares),
        // The type itself has a member named like the carrier: whichever of the two fits is meant.
        _ if outer.declared() => opened(text, &outer, declares),
        Some(converted) => opened(converted, &Outline::of(converted, declares), declares),
        None => opened(carried, &inner, declares),
    }
}

fn opened<'a>(text: &'a str, outline: &Outline<'_>, declares: &[&str]) -> Opened<'a> {
    Opened { text, foreign: !declares.is_empty() && text.starts_with('{') && !outline.declared() }
}
