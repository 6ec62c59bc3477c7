//! How the types in one place differ, told in words.

use super::{
    Finding, Found, Kind, Rust,
    compare::{Relation, Types},
    items,
};
use crate::api::{Shape, TypeRef};

/// What became of a value, as the end of a sentence.
pub(super) fn became(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("went from `{old}` to `{new}`"),
        (None, Some(new)) => format!("is `{new}` now"),
        (Some(old), None) => format!("is no longer `{old}`"),
        (None, None) => "changed".to_owned(),
    }
}

/// The kind of change that a relation is in a place that has no kinds of its own; `None` where nothing changed.
pub(super) fn kind(relation: Relation) -> Option<Kind> {
    let kind = match relation {
        Relation::Same => return None,
        Relation::Format => Kind::FormatChanged,
        Relation::Widened => Kind::TypeWidened,
        Relation::Narrowed => Kind::TypeNarrowed,
        Relation::Nullable => Kind::BecameNullable,
        Relation::NotNullable => Kind::NoLongerNullable,
        Relation::ListOrSingle => Kind::ListOrSingle,
        Relation::BecameEnum => Kind::BecameEnum,
        Relation::NoLongerEnum => Kind::NoLongerEnum,
        Relation::Recursion => Kind::RecursionChanged,
        Relation::Changed => Kind::TypeChanged,
    };
    Some(kind)
}

/// Whether types that Rust spells alike may be in this relation: they differ in format.
pub(super) fn is_of_format(relation: Relation) -> bool {
    matches!(relation, Relation::Format | Relation::Widened | Relation::Narrowed)
}

impl Found<'_> {
    /// How two types in use relate.
    pub(super) fn relate(&self, old: &TypeRef, new: &TypeRef) -> Relation {
        Types { old: self.old.api, new: self.new.api, meet: |_, _| {} }.relate(old, new)
    }

    /// A type in the words of a report.
    pub(super) fn told(&self, ty: &TypeRef, new: bool) -> String {
        let api = if new { self.new.api } else { self.old.api };
        match ty {
            // Formats that Rust spells alike are told apart here.
            TypeRef::Primitive(primitive) => format!("`{primitive:?}`").to_lowercase(),
            TypeRef::Named(id) => {
                let ty = &api.types[id.0];
                let shape = match ty.shape {
                    Shape::Struct(_) => "object",
                    Shape::Enum(_) => "enum",
                    Shape::Union(_) => "union",
                    Shape::Alias(_) => "alias",
                };
                format!("the {shape} `{}`", ty.name.rust)
            }
            _ => format!("`{}`", items::spell(api, ty)),
        }
    }

    /// Reports a type that is the same on the wire and has another path in Rust, where its old path still exists: callers
    /// who name it find something else there. A type that is gone altogether is reported once, as renamed, and not at each
    /// place that uses it.
    pub(super) fn respelled(
        &mut self,
        mut finding: Finding<'_>,
        (old, new): (&TypeRef, &TypeRef),
        what: &str,
    ) {
        let (before, after) = (items::spell(self.old.api, old), items::spell(self.new.api, new));
        let is_there = |path: &String| self.new.api.types.iter().any(|ty| items::type_path(ty) == *path);
        let Some(namesake) = items::named(self.old.api, old).into_iter().find(is_there) else { return };
        if before != after {
            finding.rust_items.push(namesake);
            self.report(Finding {
                message: format!("{what} is a `{after}` in Rust now, no longer a `{before}`"),
                old: Some(before),
                new: Some(after),
                ..finding
            });
        }
    }

    /// Adds the types that keep their names and become something else altogether, a struct a union.
    pub(super) fn reshaped<'a>(&self, finding: Finding<'a>, (old, new): (&TypeRef, &TypeRef)) -> Finding<'a> {
        let (before, after) = (items::named(self.old.api, old), items::named(self.new.api, new));
        let both = before.into_iter().filter(|path| after.contains(path));
        let rust_items = finding.rust_items.iter().cloned().chain(both).collect();
        Finding { rust_items, ..finding }
    }

    /// Reports how the type in one place of a named type differs.
    pub(super) fn typed<'a>(
        &mut self,
        old: &TypeRef,
        new: &TypeRef,
        what: &str,
        finding: &dyn Fn(Kind) -> Finding<'a>,
    ) {
        let (before, after) = (items::spell(self.old.api, old), items::spell(self.new.api, new));
        let relation = self.decided((old, new), &finding(Kind::TypeChanged));
        let Some(kind) = kind(relation) else {
            return self.respelled(finding(Kind::TypeRenamed), (old, new), what);
        };
        let rust = (before == after && is_of_format(self.relate(old, new))).then_some(Rust::None);
        let finding = self.reshaped(finding(kind), (old, new));
        let (before, after) = (self.told(old, false), self.told(new, true));
        self.report(Finding {
            message: format!("{what} is {after} now, no longer {before}"),
            old: Some(before),
            new: Some(after),
            rust,
            ..finding
        });
    }
}
