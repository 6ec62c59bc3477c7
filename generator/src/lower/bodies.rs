//! What a request carries.

use super::docs;
use super::draft::{Parent, Place};
use super::media;
use super::types::Types;
use crate::api::{Body, DegradationKind, Pointer, TypeRef};
use crate::model::OperationNode;
use crate::names::Scope;

/// The body of an operation. `lenient` documents call bodies required of which they describe no member.
pub(super) fn body<'m>(
    types: &mut Types<'m>,
    node: &'m OperationNode,
    position: usize,
    scope: &mut Scope,
    lenient: bool,
) -> Option<Body> {
    let located = node.request_body.as_ref()?;
    let place = Place::new(Parent::Operation(position), "Request");
    let contents = media::contents(types, &located.node.content, &located.pointer, &place);
    let first = contents.first()?;
    if first.ty == TypeRef::Json
        && located.node.content.values().all(|media_type| media_type.schema.is_none())
    {
        types.degrade(&first.origin.0, DegradationKind::UntypedSchema, "the body has no schema");
    }
    let undescribed = matches!(first.ty, TypeRef::Json | TypeRef::JsonObject);
    Some(Body {
        argument: scope.claim_first("body", &["body", "request body"]).rust,
        required: located.node.required && !(lenient && undescribed),
        contents,
        docs: docs::description(located.node.description.as_deref()),
        origin: Pointer(located.pointer.clone()),
    })
}
