//! JSON becomes nodes, one flat node at a time.
//!
//! A *flat* node has no node inside: every schema below it is the pointer where that schema stands
//! (`/components/schemas/Pet/properties/name`), and [`Model::schemas`] has that pointer. So each node is read once, a
//! bad one is one located problem, and nothing recurses.
//!
//! A [`Schema`] is in the terms of OpenAPI 3.1; what 3.0 says otherwise is raised to it, whatever version the document
//! declares. What surrounds schemas is openapiv3's, with the pointer of a schema where that has a reference. Its
//! structures are filled in directly rather than through serde, whose untagged enums would give up on values that can
//! be read well enough.

mod content;
mod error;
mod incoming;
mod nodes;
mod note;
mod operation;
mod parameter;
mod reader;
mod reference;
mod root;
mod schema;
mod security;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use openapiv3::{ExternalDocumentation, Info, Operation, RequestBody, Response, SecurityRequirement};
use serde_json::Value;

use crate::document::Document;
pub(crate) use crate::document::OTHER_METHODS;
pub(crate) use content::{EVENT_FIELDS, EVENT_STREAM};
pub use error::{Error, Problem, ProblemKind};
pub use nodes::{Parameter, ParameterPlace, ParameterStyle, Scheme, Server, Tag};
pub use note::{Note, NoteKind};
use reader::Reader;
pub use schema::{Additional, Discriminator, Schema, SchemaType, Xml};

/// Reads an OpenAPI 3 document.
///
/// # Errors
///
/// All of the document's problems that can't be read over: references that lead nowhere, to other files or hosts or
/// back to themselves; paths, operations, bodies and responses that are no objects; parameters without name or place;
/// schemas nested without end. Whatever else is odd is read as well as possible and noted in [`Model::notes`].
pub fn model(document: &Document) -> Result<Model, Error> {
    let mut reader = Reader::new(&document.value, document.source_name());
    for (pointer, detail) in document.notes() {
        reader.note(NoteKind::Unknown, &**pointer, &**detail);
    }
    let model = reader.document();
    reader.finish(model).map_err(|problems| Error::locate(problems, document))
}

/// A document as flat nodes. All pointers are RFC 6901 JSON pointers into the effective document, without `#`.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The version the document declares, as it stands.
    pub openapi: String,
    /// Title, version, description; empty strings where the document has none.
    pub info: Info,
    /// The document's servers.
    pub servers: Vec<Located<Server>>,
    /// The tags it describes. Operations may use others.
    pub tags: Vec<Tag>,
    /// What an operation needs where it says nothing itself; `None` where the document doesn't say.
    pub security: Option<Vec<SecurityRequirement>>,
    /// How calls are authenticated, by component name, in document order.
    pub security_schemes: IndexMap<String, Located<Scheme>>,
    /// The document's own documentation link.
    pub external_docs: Option<ExternalDocumentation>,
    /// The `x-` keys at the document's root.
    pub extensions: IndexMap<String, Value>,
    /// One a method of a path item, in document order.
    pub operations: Vec<OperationNode>,
    /// One a method of a webhook or callback, in document order, webhooks first.
    pub incoming: Vec<IncomingNode>,
    /// Each schema of the document that is a component or can be reached from an operation, by its pointer. The
    /// pointer of a schema anywhere in the model is a key of this map.
    pub schemas: IndexMap<String, Box<Schema>, RandomState>,
    /// The schemas under `components`, in document order: name and pointer.
    pub components: IndexMap<String, String>,
    /// What is not as the specification has it, and was read leniently or left out.
    pub notes: Vec<Note>,
}

/// A node and where it stands. Where a `$ref` led to it, the pointer is the target's.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// Where it stands.
    pub pointer: String,
    /// The node.
    pub node: T,
}

/// A method of a path item.
#[derive(Debug, Clone)]
pub struct OperationNode {
    /// The key in `paths`, as it stands.
    pub path: String,
    /// The method as it is sent: in upper case, or as the document writes one that a path item has no member for.
    pub method: String,
    /// Where the operation stands: below `paths`, or at the target of the path item's `$ref`.
    pub pointer: String,
    /// Tags, documentation, id, security and `x-` keys. Its parameters, request body, responses, callbacks and
    /// servers are empty; they are the fields beside it.
    pub operation: Operation,
    /// The operation's parameters, then those of the path item it doesn't override. Name and location are unique.
    pub parameters: Vec<Arc<Located<Parameter>>>,
    /// What is sent.
    pub request_body: Option<Arc<Located<RequestBody>>>,
    /// The answers by status: `200`, `4XX` (always upper case) or `default`, in document order.
    pub responses: IndexMap<String, Arc<ResponseNode>>,
    /// The operation's servers, else the path item's; empty where it uses the document's.
    pub servers: Vec<Located<Server>>,
    /// The path item's summary and description, where it has any.
    pub path_docs: [Option<String>; 2],
}

/// A request that the service sends to whoever uses the client.
#[derive(Debug, Clone)]
pub struct IncomingNode {
    /// The key in `webhooks` or in `callbacks`.
    pub name: String,
    /// Where the operation stands whose callback it is; none for a webhook.
    pub callback_of: Option<String>,
    /// What is sent and how it should be answered. Its path is the webhook's name, or the callback's expression.
    pub request: OperationNode,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseNode {
    /// Where it stands.
    pub pointer: String,
    /// Its description, media types and `x-` keys. Headers and links are empty.
    pub response: Response,
    /// Its headers, by name.
    pub headers: IndexMap<String, Arc<Located<Header>>>,
}

/// A header of an answer or of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// What openapiv3 has of it.
    pub data: openapiv3::Header,
    /// Whether name and value of an object's member are one item.
    pub explode: bool,
}

impl Model {
    /// The schema at a pointer, where there is one.
    #[must_use]
    pub fn schema(&self, pointer: &str) -> Option<&Schema> {
        self.schemas.get(pointer).map(Box::as_ref)
    }

    /// Follows references to the schema that has a shape: its pointer, and itself. That always succeeds for a
    /// pointer out of the model; what stands beside the `$ref`s on the way is not in the answer.
    #[must_use]
    pub fn resolve(&self, pointer: &str) -> Option<(&str, &Schema)> {
        let (mut pointer, mut schema) = self.schemas.get_key_value(pointer)?;
        while let Some(target) = schema.target() {
            (pointer, schema) = self.schemas.get_key_value(target)?;
        }
        Some((pointer, schema))
    }
}
