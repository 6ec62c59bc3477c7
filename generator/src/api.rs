//! The intermediate representation: what a client offers, as plain data.
//!
//! `lower` makes it, `emit` and `diff` read it. Every name in it is already a valid and, within its scope, unique
//! Rust identifier, and every doubt about the document has been settled, so whoever reads it can't fail.

mod body;
mod gate;
mod incoming;
mod operation;
mod paging;
mod record;
mod response;
mod security;
mod server;
mod settings;
mod status;
mod subject;
mod type_ref;
mod types;
pub(crate) mod visit;
mod xml;

use std::collections::BTreeMap;

use indexmap::IndexMap;

pub use body::{Body, ChosenBy, Content, Encoding, Part};
pub use gate::Gate;
pub use incoming::{Hmac, Incoming, SignatureEncoding, Signing, ToldBy, WEBHOOKS_FEATURE, Webhooks};
pub use operation::{Group, Idempotency, KeyMember, Location, NameSource, Operation, Parameter, Style, Urls};
pub use paging::{NextPage, PageEnd, PageItems, Pagination};
pub use record::{Degradation, DegradationKind, LeftOut};
pub(crate) use response::by_status;
pub use response::{
    Accept, Answer, AnsweredFailure, Choice, DescribedBy, Header, HeaderSet, Output, Response, Streaming,
};
pub use security::{SecurityKind, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use settings::{Flavour, Grouping, LOWCODEAPI, NOWHERE, Runtime, Settings};
pub use status::Status;
pub use type_ref::{ChosenType, JsonKind, Primitive, TypeRef};
pub use types::{
    Constraints, Enum, EnumRepr, Field, Literal, Shape, Struct, Type, TypeId, Union, UnionMember, Variant,
};
pub use xml::{XmlMember, XmlName, XmlNode};

/// What a client offers: operations and the types they speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// What the client's manifest decides.
    pub settings: Settings,
    /// `info.title`, or the provider's name where the document has none.
    pub title: String,
    /// `info.version` as it stands; no promise that it is a semantic version.
    pub version: String,
    /// `info.description`, or empty.
    pub description: String,
    /// The hosts the document names. The client's own host comes from its manifest, never from here.
    pub servers: Vec<Server>,
    /// What paths begin with on whichever host the caller names, where neither the manifest nor the document names one.
    pub open_host: Option<String>,
    /// How calls are authenticated, by the scheme's name in the document.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// What an operation needs where it says nothing itself.
    pub security: Vec<SecurityRequirement>,
    /// Tags, in the order of their first use; what they stand in before them.
    pub groups: Vec<Group>,
    /// One a method of the client, in document order.
    pub operations: Vec<Operation>,
    /// What the service sends by itself.
    pub webhooks: Webhooks,
    /// The components of a document without operations, which is a library of types.
    pub components: Vec<TypeRef>,
    /// The named types, in order of their first use; [`TypeId`] is the position.
    pub types: Vec<Type>,
    /// What the types that are sent or received in XML are called there.
    pub xml: BTreeMap<TypeId, XmlName>,
    /// The provider's error codes, each a variant of `ErrorCode` (`x-lowcodeapi-error-codes`).
    pub error_codes: Vec<Variant>,
    /// Spots where something less precise than the document's word was emitted.
    pub degradations: Vec<Degradation>,
    /// Operations that are not methods, each with its reason.
    pub left_out: Vec<LeftOut>,
}

impl Api {
    /// What an alias stands for in the end.
    #[must_use]
    pub fn resolve<'t>(&'t self, mut ty: &'t TypeRef) -> &'t TypeRef {
        // No chain of aliases is longer than there are types.
        for _ in 0..self.types.len() {
            match ty {
                TypeRef::Named(id) => match &self.types[id.0].shape {
                    Shape::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// The groups that lead to this one, from the outermost on, and itself.
    #[must_use]
    pub fn groups_to<'a>(&'a self, group: &'a Group) -> Vec<&'a Group> {
        let outer = |inner: &&'a Group| {
            let parent = inner.parent.as_ref()?;
            self.groups.iter().find(|outer| outer.name.wire == *parent)
        };
        // Lowering leaves no circle.
        let mut path: Vec<&Group> = std::iter::successors(Some(group), outer).collect();
        path.reverse();
        path
    }
}

/// A name on the wire and the identifier that stands for it in Rust.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// As the document spells it.
    pub wire: String,
    /// As Rust spells it, in the case its place demands; raw (`r#type`) where it is a keyword.
    pub rust: String,
}

/// Where something stands in the effective document: an RFC 6901 JSON pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub String);

/// Documentation of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line, or empty.
    pub summary: String,
    /// Markdown as the document has it (not yet made safe for rustdoc), or empty.
    pub description: String,
    /// The provider's page about it.
    pub link: Option<String>,
}
