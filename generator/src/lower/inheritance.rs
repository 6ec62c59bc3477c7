//! A discriminator on a type that others build on with `allOf`: a value of the type is one of those.

use foldhash::{HashMap, HashSet};

use super::facts::{Alternatives, resolve};
use super::nodes::Nodes;
use crate::model::{Discriminator, Schema};

/// Which components build on which, directly.
#[derive(Debug, Default)]
pub(super) struct Subtypes<'m> {
    by_base: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Subtypes<'m> {
    /// Looks through the components.
    pub(super) fn of(nodes: Nodes<'m>) -> Self {
        let mut by_base: HashMap<&'m str, Vec<&'m str>> = HashMap::default();
        for component in nodes.components() {
            for base in nodes.keywords(component).into_iter().flat_map(Schema::parts) {
                let base = resolve(nodes, base).definition;
                if base != component {
                    by_base.entry(base).or_default().push(component);
                }
            }
        }
        Self { by_base }
    }

    /// The alternatives a base with a discriminator stands for: those it maps to, else all that build on it.
    pub(super) fn alternatives(&self, nodes: Nodes<'m>, base: &'m str) -> Option<Alternatives<'m>> {
        let discriminator = nodes.keywords(base)?.discriminator.as_ref()?;
        let mut pointers: Vec<&'m str> = Vec::new();
        for target in discriminator.mapping.values() {
            let target = nodes.target(target)?;
            if target != base && !pointers.contains(&target) {
                pointers.push(target);
            }
        }
        if pointers.is_empty() {
            pointers = self.all(base);
        }
        // One that adds nothing is the base itself.
        pointers.retain(|pointer| resolve(nodes, pointer).definition != base);
        let discriminator = Some(discriminator);
        (!pointers.is_empty()).then_some(Alternatives {
            pointers,
            discriminator,
            may_overlap: false,
            may_be_none: false,
        })
    }

    fn all(&self, base: &'m str) -> Vec<&'m str> {
        let mut subtypes = Vec::new();
        let mut seen = HashSet::from_iter([base]);
        let mut pending = vec![base];
        while let Some(at) = pending.pop() {
            for subtype in self.by_base.get(at).into_iter().flatten() {
                if seen.insert(subtype) {
                    subtypes.push(*subtype);
                    pending.push(subtype);
                }
            }
        }
        subtypes
    }
}

/// The discriminator that all of the alternatives inherit.
pub(super) fn common<'m>(nodes: Nodes<'m>, pointers: &[&'m str]) -> Option<&'m Discriminator> {
    let mut common: Option<&'m Discriminator> = None;
    for pointer in pointers {
        let own = inherited(nodes, pointer)?;
        if common.is_some_and(|common| common.property_name != own.property_name) {
            return None;
        }
        common = common.or(Some(own));
    }
    common
}

fn inherited<'m>(nodes: Nodes<'m>, pointer: &'m str) -> Option<&'m Discriminator> {
    let mut seen = HashSet::default();
    let mut pending = vec![pointer];
    while let Some(at) = pending.pop() {
        if !seen.insert(at) {
            continue;
        }
        let keywords = nodes.keywords(at)?;
        if keywords.discriminator.is_some() {
            return keywords.discriminator.as_ref();
        }
        pending.extend(keywords.parts());
    }
    None
}

impl<'m> Nodes<'m> {
    /// The schema a discriminator's mapping names: a reference, or a component's name.
    fn target(self, named: &'m str) -> Option<&'m str> {
        self.component_named(named).or_else(|| self.keywords(named).map(|_| named))
    }
}
