//! The discriminator that alternatives state, and where its member stands.

use crate::lower::facts::{Facts, gather, resolve};
use crate::lower::shape::kind;
use crate::lower::types::Types;
use crate::model::{Discriminator, SchemaType};

/// A stated discriminator.
pub(super) struct Tag<'m> {
    pub(super) stated: &'m Discriminator,
    /// Whether each alternative has its member from around them: the union itself writes text alone.
    pub(super) is_common: bool,
}

impl<'m> Tag<'m> {
    pub(super) fn of(types: &Types<'_>, stated: &'m Discriminator, around: &Facts<'_>) -> Self {
        let speakers = around.properties.get(stated.property_name.as_str());
        let is_other = |speakers: &Vec<&str>| {
            let definitions: Vec<&str> =
                speakers.iter().map(|at| resolve(types.nodes, at).definition).collect();
            !matches!(kind(&gather(types.nodes, &definitions)), None | Some(SchemaType::String))
        };
        Self { stated, is_common: speakers.is_some_and(is_other) }
    }
}
