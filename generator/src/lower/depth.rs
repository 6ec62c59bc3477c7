//! Types that hold too many others inside each other: the compiler follows them all to learn whether a value may change
//! threads, and gives up at 128 steps. Real documents stay below half of that.

use crate::api::{Degradation, DegradationKind, Type, TypeId, TypeRef};

use crate::api::visit;

/// The longest way it is led, with room for what holds the outermost type.
const LONGEST: usize = 90;

/// Has no type lead further than the compiler follows: what lies beyond is any JSON, on record.
pub(super) fn limit(types: &mut [Type], degradations: &mut Vec<Degradation>) {
    let members: Vec<Vec<Step>> = types.iter().map(steps).collect();
    let mut depths: Vec<Depth> = vec![Depth::Unknown; types.len()];
    for start in 0..types.len() {
        if depths[start] != Depth::Unknown {
            continue;
        }
        let mut path = vec![(start, 0)];
        depths[start] = Depth::Open;
        while let Some((at, next)) = path.last_mut() {
            let (at, step) = (*at, members[*at].get(*next));
            *next += 1;
            match step {
                Some(step) if depths[step.to.0] == Depth::Unknown => {
                    depths[step.to.0] = Depth::Open;
                    path.push((step.to.0, 0));
                }
                Some(_) => {}
                None => {
                    depths[at] = Depth::Known(close(&mut types[at], &members[at], &depths, degradations));
                    path.pop();
                }
            }
        }
    }
}

/// A member that holds a type, and how many steps lead there.
#[derive(Debug, Clone, Copy)]
struct Step {
    to: TypeId,
    steps: usize,
}

/// How far a type leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Unknown,
    /// Being followed: who comes by here again goes no further, and neither does the compiler.
    Open,
    Known(usize),
}

/// How far a type leads whose members are known, after those that lead too far are cut off.
fn close(ty: &mut Type, members: &[Step], depths: &[Depth], degradations: &mut Vec<Degradation>) -> usize {
    let mut longest = 0;
    for step in members {
        let Depth::Known(beyond) = depths[step.to.0] else { continue };
        if step.steps + beyond <= LONGEST {
            longest = longest.max(step.steps + beyond);
            continue;
        }
        for member in visit::members_mut(&mut ty.shape) {
            cut(member, step.to);
        }
        degradations.push(Degradation {
            origin: ty.origin.clone(),
            kind: DegradationKind::UnsupportedKeyword,
            detail: "types lie too deep inside each other".to_owned(),
        });
    }
    longest
}

fn cut(member: &mut TypeRef, to: TypeId) {
    visit::refs_mut(member, &mut |ty| {
        if matches!(ty, TypeRef::Named(id) | TypeRef::Boxed(id) if *id == to) {
            *ty = TypeRef::Json;
        }
    });
}

fn steps(ty: &Type) -> Vec<Step> {
    let mut steps = Vec::new();
    for member in visit::members(&ty.shape) {
        // Itself, and the `Option` it may be in.
        follow(member, 2, &mut steps);
    }
    steps
}

/// The steps are those the compiler names when it gives up.
fn follow(ty: &TypeRef, steps: usize, into: &mut Vec<Step>) {
    match ty {
        TypeRef::Named(to) => into.push(Step { to: *to, steps }),
        TypeRef::Boxed(to) => into.push(Step { to: *to, steps: steps + 2 }),
        TypeRef::Nullable(inner) => follow(inner, steps + 1, into),
        TypeRef::Array(inner) => follow(inner, steps + 3, into),
        TypeRef::Map(inner) => follow(inner, steps + 4, into),
        TypeRef::Tuple(places) => places.iter().for_each(|place| follow(place, steps + 1, into)),
        TypeRef::Primitive(_) | TypeRef::Json | TypeRef::JsonObject => {}
    }
}
