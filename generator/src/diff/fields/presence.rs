//! Where a member travels, and whether it must be there.

use crate::api::Field;
use crate::diff::{Direction, Finding, Found, Kind, Rust, Wire, shapes::TypePair};

/// Whether a member must be there: as the document says for the wire, as the emitted type has it for Rust.
pub(super) fn presence<'a>(
    found: &mut Found<'_>,
    pair: TypePair<'_>,
    (old, new): (&Field, &Field),
    what: &str,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let (before, after) = (demanded(pair, old), demanded(pair, new));
    let came = |before: Direction, after: Direction| Direction {
        sent: after.sent && !before.sent,
        received: after.received && !before.received,
    };
    let is_emitted_alike = old.required == new.required;
    let told = [
        (came(before, after), Kind::FieldBecameRequired, "required"),
        (came(after, before), Kind::FieldBecameOptional, "optional"),
    ];
    let told = told.into_iter().filter(|(direction, ..)| *direction != Direction::default());
    for (direction, kind, word) in told.clone() {
        let whole = travels(pair, &[old, new]);
        let place = match direction {
            _ if direction == whole => "",
            Direction { sent: true, .. } => " in requests",
            Direction { .. } => " in answers",
        };
        found.report(Finding {
            old: Some((kind == Kind::FieldBecameOptional).to_string()),
            new: Some((kind == Kind::FieldBecameRequired).to_string()),
            message: format!("{what} is {word}{place} now"),
            direction,
            rust: is_emitted_alike.then_some(Rust::None),
            ..finding(kind)
        });
    }
    if told.count() == 0 && !is_emitted_alike {
        let (kind, words) = if new.required {
            (Kind::MemberAskedFor, "is always there, so that `new` asks for it")
        } else {
            (Kind::MemberNotAskedFor, "can't be counted on both ways, so that it may be left out")
        };
        found.report(Finding { message: format!("{what} {words}"), ..finding(kind) });
    }
}

/// The directions a member travels in: those of its type, without the one that each of its definitions excludes.
pub(super) fn travels(pair: TypePair<'_>, definitions: &[&Field]) -> Direction {
    let whole = pair.direction();
    // What no operation uses is as good as sent.
    let is_unused = whole == Direction::default();
    Direction {
        sent: (whole.sent || is_unused) && !definitions.iter().all(|field| field.read_only),
        received: whole.received && !definitions.iter().all(|field| field.write_only),
    }
}

/// The verdict for a member that nothing takes anywhere, such as a read-only one of what is only sent.
pub(super) fn stays_at_home(direction: Direction) -> Option<Wire> {
    (direction == Direction::default()).then_some(Wire::Compatible)
}

/// The directions in which the document demands a member (`readOnly` in the Schema Object of OpenAPI 3.0).
pub(super) fn demanded(pair: TypePair<'_>, field: &Field) -> Direction {
    if field.demanded { travels(pair, &[field]) } else { Direction::default() }
}
