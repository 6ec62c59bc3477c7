//! Whether an object may have members the document doesn't name.

use super::{Finding, Found, Kind, Rust, items, shapes::TypePair};
use crate::api::{Struct, TypeRef};

pub(super) fn compare(found: &mut Found<'_>, pair: TypePair<'_>, old: &Struct, new: &Struct) {
    let ty = &pair.new.name.wire;
    let others = format!("members of `{ty}` that the document doesn't name");
    let name = new.additional.as_ref().or(old.additional.as_ref()).map(|(name, _)| name);
    let rust_items = name.map(|name| items::member(pair.new, name)).into_iter().collect::<Vec<_>>();
    let finding = |kind| Finding { rust_items: rust_items.clone(), ..pair.finding(kind) };
    if let (Some((_, before)), Some((_, after))) = (&old.additional, &new.additional) {
        let what = format!("a member of `{ty}` that the document doesn't name");
        return found.typed(before, after, &what, &finding);
    }
    // Who keeps them has a field for them.
    let rust = match (&old.additional, &new.additional) {
        (Some(_), None) => Rust::Breaking,
        _ => Rust::None,
    };
    let any = &(String::new(), TypeRef::Json);
    let allowed = |side: &Struct| side.additional.as_ref().unwrap_or(any).1 == TypeRef::Json;
    let (kind, message) = match (old.closed, new.closed) {
        (true, false) => (Kind::BecameOpen, format!("`{ty}` may have members the document doesn't name")),
        (false, true) => (Kind::BecameClosed, format!("`{ty}` has no more members than the document names")),
        _ if !allowed(old) => (Kind::TypeWidened, format!("{others} may be anything now")),
        _ if !allowed(new) => (Kind::TypeNarrowed, format!("{others} may no longer be anything")),
        _ if new.additional.is_some() => (Kind::OthersKept, format!("{others} are kept now")),
        _ if old.additional.is_some() => (Kind::OthersLeftOut, format!("{others} are no longer kept")),
        _ => return,
    };
    found.report(Finding { message, rust: Some(rust), ..finding(kind) });
}
