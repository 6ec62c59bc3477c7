//! Which values of a member mean which alternative of a union.

mod implied;

use foldhash::HashSet;
use serde_json::Value;

use super::draft::Draft;
use super::facts::{gather, resolve, wrappers};
use super::nodes::{Nodes, component};
use crate::api::{Shape, TypeRef, UnionMember};
use crate::model::{Discriminator, SchemaType};
pub(super) use implied::imply;

/// How deep unions in unions are looked into.
const DEEPEST: usize = 8;

/// What a schema says about the member that tells alternatives apart.
#[derive(Debug, Clone, PartialEq)]
enum Allowed {
    /// It has no such member.
    Undeclared,
    /// The member may have any value.
    Free,
    /// The member has one of some values.
    Values(Vec<Value>),
}

/// Gives each alternative the values of a stated discriminator that mean it; `false` where none has any. One whose type
/// has no room for the value is an alternative for each that is mapped to it, so that none is read as another. All of them have that room where
/// the member is `is_common`: said around them.
pub(super) fn tag(
    nodes: Nodes<'_>,
    drafts: &[Draft],
    stated: &Discriminator,
    is_common: bool,
    members: &mut Vec<UnionMember>,
) -> bool {
    let sources: Vec<Source> =
        members.iter().map(|member| Source::of(nodes, drafts, stated, member)).collect();
    let mapped: HashSet<&str> = sources.iter().flat_map(|source| source.mapped.iter().copied()).collect();
    let allowed: Vec<Vec<String>> = sources
        .iter()
        .map(|source| source.listed().filter(|value| !mapped.contains(value.as_str())).collect())
        .collect();
    for (at, (member, source)) in members.iter_mut().zip(&sources).enumerate() {
        if !source.is_object {
            continue;
        }
        member.is_default = source.is_default;
        let is_shared = |value: &String| {
            allowed.iter().enumerate().any(|(other, values)| other != at && values.contains(value))
        };
        let own = allowed[at].iter().filter(|value| !is_shared(value)).cloned();
        let mut tags: Vec<String> =
            source.mapped.iter().map(|value| (*value).to_owned()).chain(own).collect();
        if tags.is_empty() {
            // The specification's own rule comes last: a component is meant by its name, unless its schema says that
            // the member never has that value.
            let may_be = |name: &&String| match &source.allowed {
                Allowed::Values(_) => allowed[at].contains(name),
                _ => true,
            };
            tags = match source.name.iter().find(may_be) {
                Some(name) => vec![name.clone()],
                None => allowed[at].clone(),
            };
        } else if let Some(name) = &source.name
            && source.allowed == Allowed::Free
            && !mapped.contains(name.as_str())
        {
            tags.push(name.clone());
        }
        let mut seen = HashSet::default();
        tags.retain(|tag| seen.insert(tag.clone()));
        let called = match (&source.mapped[..], &tags[..]) {
            ([only], _) => Some((*only).to_owned()),
            ([], [only]) => Some(only.clone()),
            _ => None,
        };
        if let (Allowed::Undeclared, false, Some(first)) = (&source.allowed, is_common, tags.first()) {
            member.written = Some(first.clone());
        }
        set(member, called, tags);
    }
    *members = std::mem::take(members).into_iter().flat_map(by_value).collect();
    members.iter().any(|member| !member.tags.is_empty())
}

/// An alternative as one for each value that is written beside it.
fn by_value(member: UnionMember) -> Vec<UnionMember> {
    if member.written.is_none() || member.tags.len() < 2 {
        return vec![member];
    }
    let each = member.tags.iter().map(|value| {
        let mut one = UnionMember { written: Some(value.clone()), ..member.clone() };
        set(&mut one, Some(value.clone()), vec![value.clone()]);
        one
    });
    each.collect()
}

/// Gives an alternative its values; one that has a value of its own is called by it.
fn set(member: &mut UnionMember, called: Option<String>, tags: Vec<String>) {
    if let Some(called) = called {
        member.name.wire = called;
    }
    member.tags = tags;
}

/// Where an alternative's values come from.
struct Source<'a> {
    is_object: bool,
    /// It is what counts where the member tells nothing.
    is_default: bool,
    /// The values a stated mapping has for it.
    mapped: Vec<&'a str>,
    allowed: Allowed,
    /// The name of the component it is.
    name: Option<String>,
}

impl<'a> Source<'a> {
    fn of(nodes: Nodes<'_>, drafts: &[Draft], stated: &'a Discriminator, member: &UnionMember) -> Self {
        let is_object = match member.ty {
            TypeRef::Named(id) => matches!(drafts[id.0].shape, Shape::Struct(_) | Shape::Union(_)),
            TypeRef::JsonObject | TypeRef::Map(_) => true,
            _ => false,
        };
        let chain = wrappers(nodes, &member.origin.0);
        let mapped = chain.iter().map(|at| mapped_to(stated, at)).find(|values| !values.is_empty());
        let allowed = allowed(nodes, &member.origin.0, &stated.property_name, DEEPEST);
        let default = stated.default.as_deref();
        let is_default = chain.iter().any(|at| default.is_some_and(|target| is_meant(target, at)));
        Self {
            is_object,
            is_default,
            mapped: mapped.unwrap_or_default(),
            allowed,
            name: chain.iter().find_map(|at| component(at)),
        }
    }

    /// The values its schema lists, as text.
    fn listed(&self) -> impl Iterator<Item = String> {
        let values = match &self.allowed {
            Allowed::Values(values) => values.as_slice(),
            _ => &[],
        };
        values.iter().filter_map(text)
    }
}

impl Allowed {
    /// What two alternatives of one schema allow together.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Values(mut one), Self::Values(other)) => {
                one.extend(other);
                Self::Values(one)
            }
            (Self::Undeclared, Self::Undeclared) => Self::Undeclared,
            _ => Self::Free,
        }
    }
}

/// The keys of a mapping that name the schema at a pointer, by reference or by the component's name. Their order in the
/// document has no meaning.
fn mapped_to<'a>(stated: &'a Discriminator, at: &str) -> Vec<&'a str> {
    let meant = stated.mapping.iter().filter(|(_, target)| is_meant(target, at));
    let mut values: Vec<&str> = meant.map(|(value, _)| value.as_str()).collect();
    values.sort_unstable();
    values
}

/// Whether what a mapping names is the schema at a pointer.
fn is_meant(target: &str, at: &str) -> bool {
    let name = component(at);
    target == at || name.as_deref().is_some_and(|name| target == name || file_of(target) == Some(name))
}

/// The last part of a path that was written in another file's way (`definitions/Cat`).
fn file_of(target: &str) -> Option<&str> {
    target.rsplit_once('/').map(|(_, name)| name)
}

/// What the schema at a pointer says about a member.
fn allowed(nodes: Nodes<'_>, at: &str, member: &str, depth: usize) -> Allowed {
    let facts = gather(nodes, &[resolve(nodes, at).definition]);
    if let Some(speakers) = facts.properties.get(member) {
        let definitions: Vec<&str> =
            speakers.iter().map(|speaker| resolve(nodes, speaker).definition).collect();
        let own = values(nodes, &definitions, depth);
        if own != Allowed::Free {
            return own;
        }
    }
    let inner = facts.alternatives.iter().flat_map(|alternatives| {
        let mapped = alternatives.discriminator.filter(|stated| stated.property_name == member);
        alternatives.pointers.iter().map(move |pointer| (mapped, *pointer))
    });
    let each = inner.map(|(mapped, pointer)| {
        let chain = wrappers(nodes, pointer);
        let named: Vec<Value> = chain
            .iter()
            .flat_map(|at| mapped.map(|stated| mapped_to(stated, at)).unwrap_or_default())
            .map(Value::from)
            .collect();
        if !named.is_empty() {
            return Allowed::Values(named);
        }
        let own = if depth > 0 { allowed(nodes, pointer, member, depth - 1) } else { Allowed::Free };
        match (own, mapped.and_then(|_| chain.iter().find_map(|at| component(at)))) {
            (Allowed::Free | Allowed::Undeclared, Some(name)) => Allowed::Values(vec![name.into()]),
            (own, _) => own,
        }
    });
    each.reduce(Allowed::or).unwrap_or(if facts.properties.contains_key(member) {
        Allowed::Free
    } else {
        Allowed::Undeclared
    })
}

/// The values that schemas allow which all hold; `null` isn't one of them.
fn values(nodes: Nodes<'_>, definitions: &[&str], depth: usize) -> Allowed {
    let facts = gather(nodes, definitions);
    if let Some(values) = facts.values {
        return Allowed::Values(values.into_iter().filter(|value| !value.is_null()).collect());
    }
    let pointers = facts.alternatives.iter().flat_map(|alternatives| &alternatives.pointers);
    let each = pointers
        .map(|pointer| resolve(nodes, pointer).definition)
        .filter(|definition| {
            nodes.keywords(definition).is_none_or(|keywords| keywords.kind != Some(SchemaType::Null))
        })
        .map(|definition| if depth > 0 { values(nodes, &[definition], depth - 1) } else { Allowed::Free });
    each.reduce(Allowed::or).unwrap_or(Allowed::Free)
}

/// A value that tells alternatives apart, as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => {
            let text = number.to_string();
            Some(text.strip_suffix(".0").unwrap_or(&text).to_owned())
        }
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}
