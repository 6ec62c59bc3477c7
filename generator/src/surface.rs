//! The public surface of a client, as data: which items there are, what they are called and which types they speak of.
//!
//! Whatever is public is decided here once. `emit` makes tokens of the signatures, `listing` prints the items, `diff`
//! compares them.

mod arguments;
mod calls;
mod clients;
mod forms;
mod headers;
mod item;
pub mod paths;
mod rust_type;
mod signature;
mod traits;
mod types;
mod usage;
mod values;
mod webhooks;

pub use calls::{Caller, Method, alternatives};
pub use clients::{Divided, IndexedOperation, Owner};
pub use forms::Forms;
pub use item::{Item, ItemKind, Parameters};
pub use rust_type::{Home, Module, RustType};
pub use signature::{Argument, Conversion, Receiver, Signature};
pub use traits::{Trait, is_empty_by_default};
pub use types::has_own_default;

use crate::api::Api;

/// What is public of a client.
#[derive(Debug, Clone, Copy)]
pub struct Surface<'a> {
    api: &'a Api,
}

impl<'a> Surface<'a> {
    /// Of a client of `api`.
    #[must_use]
    pub fn of(api: &'a Api) -> Self {
        Self { api }
    }

    /// The client it is of.
    #[must_use]
    pub fn api(self) -> &'a Api {
        self.api
    }

    /// All public items, by what they stand for in the client; none twice.
    pub fn items(self) -> impl Iterator<Item = Item<'a>> {
        let forms = self.forms();
        let types = (0..self.api.types.len()).flat_map(move |at| self.items_of_type(at, &forms));
        let failures = self.failures();
        let calls = self.api.operations.iter().enumerate().flat_map(move |(at, operation)| {
            let failure =
                operation.failure.as_ref().filter(|failure| failures[failure.name.as_str()][0] == at);
            self.items_of_call(operation, failure)
        });
        let clients = self.items_of_clients().chain(self.items_of_groups());
        let types = types.chain(self.items_of_required()).chain(self.items_of_error_codes());
        let headers = self.items_of_headers();
        let clients = clients.chain(self.items_of_servers()).chain(self.items_of_webhooks());
        clients.chain(types).chain(headers).chain(calls)
    }
}
