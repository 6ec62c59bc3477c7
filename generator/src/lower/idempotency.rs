//! Which parameters are idempotency keys.

use openapiv3::ParameterData;

use super::described::Described;
use crate::api::{Idempotency, Location, Primitive, TypeRef};
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
    let is_text = matches!(described.ty, TypeRef::Primitive(Primitive::String | Primitive::Uuid));
    if !has_place || !is_text || described.media_type.is_some() || !known.unwrap_or(named) {
        return None;
    }
    let constraints = described.annotations.constraints();
    let max_length = constraints.stated.get("maxLength").and_then(|length| length.0.parse().ok());
    if max_length.is_some_and(|length: usize| length < LEAST) {
        return None;
    }
    Some(Idempotency { is_honoured: known == Some(true) || !gateway, max_length })
}
