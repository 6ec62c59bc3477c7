//! Objects with known members.

use foldhash::HashSet;

use super::docs;
use super::draft::InlinePlace;
use super::facts::{Additional, Alternatives, Facts, Members, gather, literal, resolve};
use super::idempotency;
use super::kept::REST;
use super::nodes::{Nodes, has_own_constructors};
use super::shape::kind;
use super::types::{Outcome, Types};
use super::xml;
use crate::api::{DegradationKind, Field, Literal, Name, Pointer, Struct, TypeId, TypeRef};
use crate::model::SchemaType;
use crate::names::{Case, Scope};

/// The members of a type.
pub(super) fn structure<'m>(types: &mut Types<'m>, id: TypeId, facts: &Facts<'m>) -> Struct {
    let only_optional = facts.optional.keys().filter(|name| !facts.properties.contains_key(*name));
    let wires = facts.properties.keys().chain(only_optional).chain(&facts.undescribed);
    let wires: Vec<&'m str> = wires.copied().collect();
    let mut scope = Scope::new(Case::Snake, &[]);
    let at = types.drafts[id.0].at.clone();
    let known = types.keeper.members(types.drafts[id.0].places());
    let kept = |wire: &str| known.and_then(|members| members.get(wire));
    let names = types.keeper.claim_each(&mut scope, &wires, &at, |position| kept(wires[position]));
    let mut fields = Vec::with_capacity(wires.len());
    for (wire, rust) in wires.iter().zip(names) {
        let name = Name { wire: (*wire).to_owned(), rust };
        let place = types.member(id, wire, format_args!(".{wire}"));
        let own = facts.properties.get(wire).map_or(&[][..], Vec::as_slice);
        let others = facts.optional.get(wire).map_or(&[][..], Vec::as_slice);
        let required = facts.required.contains(wire);
        fields.push(match (&facts.additional, facts.undescribed.contains(wire)) {
            (_, false) => field(types, name, own, others, required, &place),
            // What is said about members without a name holds for it.
            (Additional::Typed(child), true) => undescribed(types, id, name, &[*child], &place),
            (_, true) => undescribed(types, id, name, &[], &place),
        });
    }
    setters(&mut fields);
    let additional = match facts.additional {
        Additional::Unsaid | Additional::Closed => None,
        Additional::Free => Some(TypeRef::Json),
        Additional::Typed(child) => {
            let place = types.member(id, "additional property", "[]");
            Some(types.nested(child, &place))
        }
    };
    let additional = additional.map(|ty| {
        let rust = types.keeper.keep(&mut scope, kept(REST), &at);
        (rust.unwrap_or_else(|| scope.claim("additional_properties").rust), ty)
    });
    let schema = types.nodes.keywords(&types.drafts[id.0].origin.0);
    Struct {
        fields,
        additional,
        closed: facts.additional == Additional::Closed,
        own_constructors: schema.is_some_and(|schema| has_own_constructors(&schema.extensions)),
    }
}

/// Leaves out members that can't be, and finds those that must be there though nothing names them otherwise.
pub(super) fn complete_members<'m>(nodes: Nodes<'m>, facts: &mut Facts<'m>) {
    let Facts { properties, optional, required, undescribed, additional, .. } = facts;
    properties.retain(|name, speakers| {
        required.contains(name) || !speakers.iter().any(|speaker| nodes.is_nothing(speaker))
    });
    // An object without known members keeps whatever it has by name already.
    if properties.is_empty() && optional.is_empty() || *additional == Additional::Closed {
        return;
    }
    let is_named = |name: &&str| properties.contains_key(name) || optional.contains_key(name);
    undescribed.extend(required.iter().copied().filter(|name| !is_named(name)));
    undescribed.sort_unstable();
}

/// Names the setters: as an overlay says, else as the fields are called. `new` is the constructor.
fn setters(fields: &mut [Field]) {
    let mut scope = Scope::new(Case::Snake, &["new"]);
    let (open, stated): (Vec<_>, Vec<_>) = fields.iter_mut().partition(|field| field.setter.is_empty());
    for field in stated {
        field.setter = scope.claim(&field.setter).rust;
    }
    for field in open {
        let own = scope.keep(field.name.rust.trim_start_matches("r#"));
        field.setter = own.unwrap_or_else(|_| scope.claim(&field.name.rust).rust);
    }
    for field in fields.iter_mut().filter(|field| field.nullable) {
        let setter = field.setter.trim_start_matches("r#");
        field.null_setter = scope.claim(&format!("{setter}_null")).rust;
    }
}

/// A member that nothing describes but that it must be there.
fn undescribed<'m>(
    types: &mut Types<'m>,
    id: TypeId,
    name: Name,
    said: &[&'m str],
    place: &InlinePlace,
) -> Field {
    let origin = types.drafts[id.0].origin.clone();
    Field { undescribed: true, origin, ..field(types, name, said, &[], true, place) }
}

/// A member: what is said about it in any case, and what alternatives say, each by itself.
fn field<'m>(
    types: &mut Types<'m>,
    name: Name,
    own: &[&'m str],
    others: &[Vec<&'m str>],
    required: bool,
    place: &InlinePlace,
) -> Field {
    let first = others.first().map_or(own, Vec::as_slice);
    let stated = if own.is_empty() { first } else { own };
    let value = types.of_all(stated, place);
    let annotations = value.annotations;
    let (ty, nullable) = match varied(types, own, others, place) {
        Some(outcome) => (outcome.ty, outcome.nullable),
        None => (value.ty, value.nullable),
    };
    let nullable = nullable && ty != TypeRef::Json;
    let xml = types.reads_xml.then(|| Box::new(xml::member(types.nodes, &name.wire, stated)));
    Field {
        setter: annotations.setter.unwrap_or_default().to_owned(),
        null_setter: String::new(),
        name,
        aliases: annotations.aliases.clone(),
        xml,
        constant: constant(types, own, others).filter(|_| !nullable),
        nullable,
        idempotency: annotations.is_key.then(|| idempotency::of_member(&ty, &annotations)).flatten(),
        tags: false,
        ty,
        required,
        demanded: required,
        undescribed: false,
        default: annotations.default.map(literal),
        constraints: annotations.constraints(),
        read_only: annotations.read_only,
        write_only: annotations.write_only,
        deprecated: annotations.deprecated,
        docs: docs::of_use(&annotations),
        origin: Pointer(stated.last().copied().unwrap_or_default().to_owned()),
    }
}

/// The type of a member about which alternatives say more than what is said in any case; `None` where that is all.
fn varied<'m>(
    types: &mut Types<'m>,
    own: &[&'m str],
    others: &[Vec<&'m str>],
    place: &InlinePlace,
) -> Option<Outcome> {
    let mut pointers: Vec<&'m str> = Vec::new();
    for pointer in others.iter().filter_map(|speakers| speakers.last()) {
        let definition = resolve(types.nodes, pointer).definition;
        let is_known = |known: &&str| resolve(types.nodes, known).definition == definition;
        let says = types.nodes.keywords(definition).is_some_and(|keywords| !keywords.is_annotation());
        if says && !own.iter().any(is_known) && !pointers.iter().any(is_known) {
            pointers.push(pointer);
        }
    }
    let [first, more @ ..] = &pointers[..] else { return None };
    if own.is_empty() && more.is_empty() {
        return None;
    }
    let definitions: Vec<&'m str> =
        own.iter().map(|pointer| resolve(types.nodes, pointer).definition).collect();
    let mut facts = gather(types.nodes, &definitions);
    facts.alternatives.push(Alternatives {
        pointers: pointers.clone(),
        discriminator: None,
        may_overlap: true,
        may_be_none: true,
    });
    let mut outcome = types.of_facts(first, place, facts);
    outcome.nullable |= pointers.iter().any(|pointer| resolve(types.nodes, pointer).annotations.nullable);
    Some(outcome)
}

/// The only value that schemas of a member or parameter allow which all hold.
pub(super) fn constant(types: &Types<'_>, own: &[&str], others: &[Vec<&str>]) -> Option<Literal> {
    if !others.is_empty() {
        return None;
    }
    let definitions: Vec<&str> = own.iter().map(|pointer| resolve(types.nodes, pointer).definition).collect();
    // Most members list no values, and need not be looked at again.
    let lists = |at: &&str| {
        types.nodes.keywords(at).is_some_and(|node| !node.values.is_empty() || !node.all_of.is_empty())
    };
    if !definitions.iter().any(lists) {
        return None;
    }
    match &gather(types.nodes, &definitions).values?[..] {
        [only] if !only.is_null() => Some(literal(only)),
        _ => None,
    }
}

/// Turns alternatives into optional members of one object; one that each of them requires stays required.
pub(super) fn fold_alternatives<'m>(types: &mut Types<'m>, at: &'m str, facts: &mut Facts<'m>) {
    let mut lost = false;
    let mut optional: Members<'m, Vec<&'m str>> = Members::default();
    let mut pending: Vec<(&'m str, usize)> = Vec::new();
    for alternatives in std::mem::take(&mut facts.alternatives) {
        let mut each = alternatives.pointers.iter().map(|pointer| gather(types.nodes, &[pointer]).required);
        if let Some(first) = each.next().filter(|_| !alternatives.may_be_none) {
            facts.required.extend(each.fold(first, |all, required| &all & &required));
        }
        pending.extend(alternatives.pointers.iter().rev().map(|pointer| (*pointer, 0)));
    }
    let mut seen = HashSet::default();
    while let Some((pointer, depth)) = pending.pop() {
        if !seen.insert(pointer) {
            continue;
        }
        let inner = gather(types.nodes, &[pointer]);
        lost |= inner.values.is_some() || !matches!(kind(&inner), None | Some(SchemaType::Object));
        if depth < 8 {
            let deeper =
                inner.alternatives.iter().flat_map(|alternatives| alternatives.pointers.iter().rev());
            pending.extend(deeper.map(|pointer| (*pointer, depth + 1)));
        }
        if let Additional::Free | Additional::Typed(_) = inner.additional
            && facts.additional == Additional::Unsaid
        {
            facts.additional = inner.additional;
        }
        for (name, speakers) in inner.properties {
            optional.entry(name).or_default().push(speakers);
        }
    }
    for (name, speakers) in optional {
        facts.optional.entry(name).or_default().extend(speakers);
    }
    facts.kind = Some(SchemaType::Object);
    let detail = if lost {
        "alternatives beside properties are left out where they are no objects"
    } else {
        "the members of alternatives are optional members of one object"
    };
    types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
}
