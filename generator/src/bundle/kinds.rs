//! What a node of a document is: which of its members refer, and where what it refers to may stand.

use crate::document::{METHODS, OTHER_METHODS, Subschemas, subschemas};

/// What a node is, as far as references are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    Root,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    SecurityScheme,
    Link,
    /// Something without references, such as an example or a server.
    Data,
}

/// What a member of a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// A node, or a list of such nodes.
    Node(NodeKind),
    /// An object whose keys are names of such nodes.
    Named(NodeKind),
}

impl NodeKind {
    /// What the member under a key is.
    pub(super) fn member(self, key: &str) -> Member {
        use Member::{Named, Node};
        match (self, key) {
            (Self::Root, "paths" | "webhooks") => Named(Self::PathItem),
            (Self::Root, "components") => Node(Self::Components),
            // At the root Swagger 2.0 has those that are shared, and `definitions` and `responses`.
            (Self::Root, "parameters") => Named(Self::Parameter),
            (Self::Components, section) => match Self::of_section(section) {
                Self::Data => Node(Self::Data),
                kind => Named(kind),
            },
            (Self::PathItem | Self::Operation, "parameters") => Node(Self::Parameter),
            (Self::PathItem, method) if METHODS.contains(&method) => Node(Self::Operation),
            (Self::PathItem, OTHER_METHODS) => Named(Self::Operation),
            (Self::Operation, "requestBody") => Node(Self::RequestBody),
            (Self::Root | Self::Operation, "responses") => Named(Self::Response),
            (Self::Operation, "callbacks") => Named(Self::Callback),
            (Self::Callback, _) => Node(Self::PathItem),
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Named(Self::MediaType)
            }
            (Self::MediaType, "encoding") => Named(Self::Encoding),
            (Self::Response | Self::Encoding, "headers") => Named(Self::Header),
            (Self::Response, "links") => Named(Self::Link),
            (Self::Schema, "discriminator") => Node(Self::Discriminator),
            (Self::Root, "definitions") => Named(Self::Schema),
            (Self::Parameter | Self::Header | Self::MediaType | Self::Response, "schema")
            | (Self::MediaType, "itemSchema") => Node(Self::Schema),
            (Self::Schema, keyword) => match subschemas(keyword) {
                Some(Subschemas::Listed) => Node(Self::Schema),
                Some(Subschemas::Named) => Named(Self::Schema),
                None => Node(Self::Data),
            },
            _ => Node(Self::Data),
        }
    }

    /// What the parts of a section of `components` are.
    pub(super) fn of_section(section: &str) -> Self {
        match section {
            "schemas" => Self::Schema,
            "parameters" => Self::Parameter,
            "headers" => Self::Header,
            "requestBodies" => Self::RequestBody,
            "responses" => Self::Response,
            "securitySchemes" => Self::SecurityScheme,
            "links" => Self::Link,
            "callbacks" => Self::Callback,
            "pathItems" => Self::PathItem,
            "mediaTypes" => Self::MediaType,
            _ => Self::Data,
        }
    }

    /// The section of `components` such a node may stand in, whatever the version of OpenAPI.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::Header => "headers",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            _ => return None,
        })
    }
}
