//! The object the service puts around every answer.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::facts::{gather, resolve};
use super::media;
use super::nodes::pointer;
use super::types::Types;
use crate::api::Encoding;
use crate::envelope;

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
    let member = envelope::payload(facts.properties.keys().copied())?;
    let pointer = facts.properties.get(member)?.last()?;
    let inside = Inside { member, pointer };
    facts.alternatives.is_empty().then_some((media_type.as_str(), inside))
}
