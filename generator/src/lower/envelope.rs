//! The object the service puts around every answer.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::facts::{gather, resolve};
use super::media;
use super::nodes::pointer;
use super::types::Types;
use crate::api::Encoding;

/// The members that hold the answer.
const PAYLOAD: &[&str] = &["data", "result", "res"];

/// The members that may stand beside it.
const BESIDE: &[&str] = &["message", "provider", "headers", "response_headers"];

/// What is inside an envelope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside<'m> {
    /// The member that holds it.
    pub(super) member: &'m str,
    /// Where its schema stands.
    pub(super) pointer: &'m str,
}

/// The JSON content that is only an envelope, and what is inside.
pub(super) fn content<'m>(
    types: &Types<'m>,
    content: &'m IndexMap<String, MediaType>,
) -> Option<(&'m str, Inside<'m>)> {
    let (media_type, node) =
        content.iter().find(|(media_type, _)| media::encoding(media_type) == Encoding::Json)?;
    let schema = node.schema.as_ref().and_then(pointer)?;
    let definition = resolve(types.nodes, schema).definition;
    let facts = gather(types.nodes, &[definition]);
    let mut inside = None;
    for (name, speakers) in &facts.properties {
        if PAYLOAD.contains(name) && inside.is_none() {
            inside = speakers.last().map(|pointer| Inside { member: name, pointer });
        } else if !BESIDE.contains(name) {
            return None;
        }
    }
    facts.alternatives.is_empty().then_some(media_type.as_str()).zip(inside)
}
