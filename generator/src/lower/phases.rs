//! The phases that drafts go through until they are types, each a type that only the one before it becomes.

use foldhash::HashMap;

use super::draft::Draft;
use super::kept::{self, Keeper};
use super::uses::{Uses, in_order_of_use, point_at};
use super::{aliases, boxing, choice, depth, finish, grown, intern, kinds, members, naming, order, parts};
use crate::api::{Degradation, Gate, Group, Name, Type, TypeId};

/// Types that have a shape and no name, one a schema or place, and whatever uses them.
pub(super) struct Drafts {
    pub(super) all: Vec<Draft>,
    pub(super) uses: Uses,
    pub(super) groups: Vec<Group>,
}

/// Drafts of which those that are alike are one, with their alternatives in order.
pub(super) struct Shared {
    drafts: Vec<Draft>,
    uses: Uses,
    groups: Vec<Group>,
    /// The draft that stands for each.
    representatives: Vec<TypeId>,
    /// Those that are used, in the order of their first use.
    in_use: Vec<TypeId>,
}

/// Drafts with names.
pub(super) struct Named {
    drafts: Vec<Draft>,
    uses: Uses,
    groups: Vec<Group>,
    in_use: Vec<TypeId>,
    names: HashMap<TypeId, Name>,
    /// Where each of those in use stands, as `names.toml` tells it.
    places: Vec<Vec<String>>,
}

/// Types as a client has them, and whatever uses them.
pub(super) struct Types {
    pub(super) all: Vec<Type>,
    pub(super) uses: Uses,
    pub(super) groups: Vec<Group>,
    pub(super) places: Vec<Vec<String>>,
}

impl Drafts {
    /// Makes drafts that are alike one.
    pub(super) fn share(self, keeper: &Keeper<'_>, degradations: &mut Vec<Degradation>) -> Shared {
        let Self { all: mut drafts, mut uses, groups } = self;
        aliases::inline(&mut drafts, &mut uses);
        order::order_alternatives(&mut drafts, degradations);
        let kept: Vec<Option<&str>> = drafts.iter().map(|draft| keeper.type_of(draft)).collect();
        grown::join(&mut drafts, &kept, keeper.names);
        let representatives = intern::representatives(&drafts, &kept);
        point_at(&mut drafts, &mut uses, |id| representatives[id.0]);
        choice::join_alike(&mut uses.operations);
        let in_use = in_order_of_use(&drafts, &uses);
        Shared { drafts, uses, groups, representatives, in_use }
    }
}

impl Shared {
    /// Names types, calls, answers and groups.
    pub(super) fn name(self, keeper: &mut Keeper<'_>) -> Named {
        let Self { drafts, mut uses, mut groups, representatives, in_use } = self;
        let names = naming::all(keeper, &drafts, &in_use, &representatives, &mut uses, &mut groups);
        let places = kept::places(&drafts, &representatives, &in_use);
        Named { drafts, uses, groups, in_use, names, places }
    }
}

impl Named {
    /// Finishes what only finished types can tell: which way they travel, names inside them, what is boxed.
    pub(super) fn finish(self, keeper: &mut Keeper<'_>, degradations: &mut Vec<Degradation>) -> Types {
        let Self { mut drafts, mut uses, groups, in_use, names, places } = self;
        let positions: HashMap<TypeId, TypeId> =
            in_use.iter().enumerate().map(|(at, id)| (*id, TypeId(at))).collect();
        point_at(&mut drafts, &mut uses, |id| positions.get(&id).copied().unwrap_or(id));
        let mut types = types(drafts, &in_use, names);
        finish::directions(&mut types, &uses);
        finish::relax_members(&mut types);
        finish::constants(&mut types, &mut uses.operations);
        finish::uploads(&mut types, &uses.operations);
        parts::unwritten(&types, &uses.operations, degradations);
        members::name(keeper, &mut types, &places);
        boxing::hold(&mut types);
        depth::limit(&mut types, degradations);
        kinds::tell(&mut types);
        Types { all: types, uses, groups, places }
    }
}

fn types(drafts: Vec<Draft>, used: &[TypeId], mut names: HashMap<TypeId, Name>) -> Vec<Type> {
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let types = used.iter().filter_map(|id| {
        let draft = drafts[id.0].take()?;
        Some(Type {
            name: names.remove(id).unwrap_or_default(),
            shape: draft.shape,
            module: String::new(),
            gate: Gate::default(),
            derives: Vec::new(),
            sent: false,
            received: false,
            deprecated: draft.deprecated,
            docs: draft.docs,
            origin: draft.origin,
        })
    });
    types.collect()
}
