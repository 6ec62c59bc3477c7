//! Whatever uses types: operations, webhooks, and the components of a document that has neither.

use foldhash::HashSet;

use super::draft::Draft;
use crate::api::visit;
use crate::api::{Incoming, Operation, TypeId, TypeRef};

/// What uses types.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) operations: Vec<Operation>,
    pub(super) incoming: Vec<Incoming>,
    /// Types that are there for their own sake, to be sent and received by whoever likes to.
    pub(super) components: Vec<TypeRef>,
}

impl Uses {
    /// The types that are sent.
    pub(super) fn sent(&self) -> impl Iterator<Item = &TypeRef> {
        self.operations.iter().flat_map(visit::sent).chain(&self.components)
    }

    /// The types that are received.
    pub(super) fn received(&self) -> impl Iterator<Item = &TypeRef> {
        let answers = self.operations.iter().flat_map(visit::received);
        answers.chain(self.payloads()).chain(&self.components)
    }

    /// All of them, in the order of the document.
    pub(super) fn all(&self) -> impl Iterator<Item = &TypeRef> {
        let operations = self.operations.iter();
        let operations = operations.flat_map(|one| visit::sent(one).chain(visit::received(one)));
        operations.chain(self.payloads()).chain(&self.components)
    }

    /// All of them, to be rewritten.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut TypeRef> {
        let operations = self.operations.iter_mut().flat_map(visit::operation_mut);
        let payloads = self.incoming.iter_mut().filter_map(|request| request.payload.as_mut());
        operations.chain(payloads).chain(&mut self.components)
    }

    fn payloads(&self) -> impl Iterator<Item = &TypeRef> {
        self.incoming.iter().filter_map(|request| request.payload.as_ref())
    }
}

/// Has every use of a type mean another one.
pub(super) fn point_at(drafts: &mut [Draft], uses: &mut Uses, to: impl Fn(TypeId) -> TypeId) {
    every_use(drafts, uses, &mut |ty| {
        if let TypeRef::Named(id) = ty {
            *id = to(*id);
        }
    });
}

/// Calls `f` with every use of a type, inside drafts too.
pub(super) fn every_use(drafts: &mut [Draft], uses: &mut Uses, f: &mut impl FnMut(&mut TypeRef)) {
    for draft in drafts {
        for ty in visit::members_mut(&mut draft.shape) {
            visit::refs_mut(ty, f);
        }
    }
    for ty in uses.all_mut() {
        visit::refs_mut(ty, f);
    }
}

/// The types that are used, a type before what is first met inside it.
pub(super) fn in_order_of_use(drafts: &[Draft], uses: &Uses) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = HashSet::default();
    for root in uses.all() {
        let mut stack: Vec<TypeId> = visit::named(root).into_iter().rev().collect();
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            order.push(id);
            let inner: Vec<TypeId> =
                visit::members(&drafts[id.0].shape).into_iter().flat_map(visit::named).collect();
            stack.extend(inner.into_iter().rev());
        }
    }
    order
}
