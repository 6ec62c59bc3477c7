//! Whatever uses types: operations, webhooks, and the components of a document that has neither.

use super::visit;
use crate::api::{Incoming, Operation, TypeRef};

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
