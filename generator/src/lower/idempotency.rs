//! Which parameters, and which members of bodies, are idempotency keys.

use foldhash::HashSet;
use indexmap::IndexMap;
use openapiv3::ParameterData;
use serde_json::Value;

use super::described::Described;
use super::facts::Annotations;
use crate::api::{
    Constraints, Encoding, Idempotency, KeyMember, Location, Operation, Primitive, Shape, Type, TypeId,
    TypeRef,
};
use crate::extensions::IDEMPOTENCY;

/// The header of the IETF's draft (draft-ietf-httpapi-idempotency-key-header).
const NAME: &str = "Idempotency-Key";

/// With fewer characters two calls might get the same key.
const LEAST: usize = 16;

/// Whether a parameter is a key by which the service knows a call again. By its name a header is one, though nobody
/// knows whether a gateway passes it on; an overlay knows of any.
pub(super) fn key(
    data: &ParameterData,
    location: Location,
    described: &Described<'_>,
    gateway: bool,
) -> Option<Idempotency> {
    let known = data.extensions.get(IDEMPOTENCY).and_then(serde_json::Value::as_bool);
    let named = location == Location::Header && data.name.eq_ignore_ascii_case(NAME);
    let has_place = matches!(location, Location::Header | Location::Query);
    if !has_place || described.media_type.is_some() || !known.unwrap_or(named) {
        return None;
    }
    fitting(&described.ty, &described.annotations.constraints(), known == Some(true) || !gateway)
}

/// Whether an overlay says of a schema that it is one.
pub(super) fn is_marked(extensions: &IndexMap<String, Value>) -> bool {
    extensions.get(IDEMPOTENCY) == Some(&Value::Bool(true))
}

/// What is known of a member that an overlay calls one: the service gets it.
pub(super) fn of_member(ty: &TypeRef, annotations: &Annotations<'_>) -> Option<Idempotency> {
    fitting(ty, &annotations.constraints(), true)
}

/// A key that a value of a type can hold.
fn fitting(ty: &TypeRef, constraints: &Constraints, is_honoured: bool) -> Option<Idempotency> {
    let is_text = matches!(ty, TypeRef::Primitive(Primitive::String | Primitive::Uuid));
    let max_length = constraints.stated.get("maxLength").and_then(|length| length.0.parse().ok());
    let has_room = max_length.is_none_or(|length: usize| length >= LEAST);
    (is_text && has_room).then_some(Idempotency { is_honoured, max_length })
}

/// Finds the members of bodies that are keys. Nobody is asked for them; elsewhere they are members like others.
pub(super) fn members(operations: &mut [Operation], types: &mut [Type]) {
    let mut filled = HashSet::default();
    for operation in operations {
        let Some(id) = json_body(operation) else { continue };
        let Shape::Struct(structure) = &types[id.0].shape else { continue };
        let mut keys = structure.fields.iter().filter_map(|field| Some((field, field.idempotency?)));
        let Some((field, known)) = keys.next() else { continue };
        // A call has one key: that of its parameters, where they have one.
        if operation.parameters.iter().all(|parameter| parameter.idempotency.is_none()) {
            operation.key_member = Some(KeyMember { name: field.name.wire.clone(), known });
            filled.insert((id, field.name.wire.clone()));
        }
    }
    for (at, ty) in types.iter_mut().enumerate() {
        let Shape::Struct(structure) = &mut ty.shape else { continue };
        for field in structure.fields.iter_mut().filter(|field| field.idempotency.is_some()) {
            if filled.contains(&(TypeId(at), field.name.wire.clone())) {
                (field.required, field.demanded) = (false, false);
            } else {
                field.idempotency = None;
            }
        }
    }
}

/// The type of a body that is nothing but JSON.
fn json_body(operation: &Operation) -> Option<TypeId> {
    let contents = &operation.body.as_ref()?.contents;
    match contents.first().map(|content| &content.ty)? {
        TypeRef::Named(id) | TypeRef::Boxed(id)
            if contents.iter().all(|content| content.encoding == Encoding::Json) =>
        {
            Some(*id)
        }
        _ => None,
    }
}
