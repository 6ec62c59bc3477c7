//! How what is said about a member, beside its type, differs.

use super::{
    Finding, Found, Kind,
    constraints::{self, Bound},
    typed::became,
};
use crate::api::{Field, Literal};

pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    (old, new): (&Field, &Field),
    what: &str,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let text = |literal: Option<&Literal>| literal.map(|literal| literal.0.clone());
    if !constraints::is_same_literal(old.default.as_ref(), new.default.as_ref()) {
        found.report(Finding {
            old: text(old.default.as_ref()),
            new: text(new.default.as_ref()),
            message: format!(
                "the default of {what} {}",
                literals(old.default.as_ref(), new.default.as_ref())
            ),
            ..finding(Kind::DefaultChanged)
        });
    }
    if (old.read_only, old.write_only) != (new.read_only, new.write_only) {
        let told = |field: &Field| match (field.read_only, field.write_only) {
            (true, _) => "read-only",
            (_, true) => "write-only",
            _ => "both ways",
        };
        found.report(Finding {
            old: Some(told(old).to_owned()),
            new: Some(told(new).to_owned()),
            message: format!("{what} is {} now", told(new)),
            ..finding(Kind::AccessChanged)
        });
    }
    if old.aliases != new.aliases {
        found.report(Finding {
            old: Some(old.aliases.join(", ")),
            new: Some(new.aliases.join(", ")),
            message: format!("other names under which {what} is read changed"),
            ..finding(Kind::AliasesChanged)
        });
    }
    for differing in constraints::differing((&old.constraints, &old.ty), (&new.constraints, &new.ty)) {
        let kind = match differing.bound {
            Bound::Tightened { .. } => Kind::ConstraintTightened,
            Bound::Loosened => Kind::ConstraintLoosened,
            Bound::Undecidable => Kind::PatternChanged,
        };
        let (old, new) = differing.values();
        let message = format!("`{}` of {what} {}", differing.keyword, differing.words());
        found.report(Finding { old, new, message, ..finding(kind) });
    }
}

/// What became of a value the document writes down, as the end of a sentence.
pub(super) fn literals(old: Option<&Literal>, new: Option<&Literal>) -> String {
    became(old.map(|literal| literal.0.as_str()), new.map(|literal| literal.0.as_str()))
}
