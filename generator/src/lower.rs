//! The model becomes the representation: every name given, every doubt settled.
//!
//! [`lower()`] goes through these phases, in this order:
//!
//! 1. **Drafts.** Operations get their parameters, bodies and answers (`operations`, `parameters`, `bodies`, `responses`). Each
//!    schema they reach becomes the draft of a type, which has a shape and no name (`types`, `shape`): what it says is merged
//!    over references and `allOf` first (`facts`), then it is an object, a choice of values or a union (`structs`, `enums`,
//!    `unions`).
//! 2. **Shared.** Alternatives of unions get their order, and drafts that are alike become one type (`order`, `intern`).
//! 3. **Named.** Types get the names that are kept for their places, else new ones (`kept`, `naming`).
//! 4. **Types.** Members, variants and alternatives get names; what is too large or leads back to itself is boxed (`phases`, `finish`,
//!    `members`, `boxing`, `depth`). What needs finished types comes last: alternatives that turned out to be the call's own answer
//!    are withdrawn (`responses`), the headers of answers become types (`header_sets`), pages are recognised (`pagination`), and all of it is divided among files (`layout`).
//!
//! What can't be carried over as the document has it becomes something less precise and a
//! [`Degradation`] on record; whoever reads the result has nothing left to decide.

mod aliases;
mod alike;
mod answered_failures;
mod bodies;
mod boxing;
mod choice;
mod components;
mod depth;
mod derives;
mod described;
mod discriminator;
mod docs;
mod draft;
mod enums;
mod envelope;
mod error;
mod error_codes;
mod events;
mod examples;
mod facts;
mod failures;
mod finish;
mod formats;
mod groups;
mod grown;
mod header_sets;
mod headers;
mod idempotency;
mod incoming;
mod inheritance;
mod intern;
mod kept;
mod kinds;
mod layout;
mod lists;
mod meant;
mod media;
mod members;
mod naming;
mod negotiation;
mod nodes;
mod operations;
mod order;
mod output;
mod pagination;
mod parameters;
mod parts;
mod phases;
mod reserved;
mod responses;
mod rest;
mod scalar;
mod security;
mod select;
mod servers;
mod shape;
mod structs;
mod style;
mod types;
mod unions;
mod uses;
mod xml;

#[cfg(test)]
mod tests;

use crate::api::{Api, Degradation, DegradationKind, Pointer, Settings};
use crate::model::{Model, NoteKind};
use crate::names::{Names, is_path};
pub use error::Error;
use kept::Keeper;
use phases::Drafts;
pub use select::select;
use uses::Uses;

/// Lowers a model. What `names` has a name for keeps it; the result's are all there are now.
///
/// # Errors
///
/// Where something only an overlay writes is not what it should be, or a person gave a name that can't be. Whatever a
/// document says otherwise is carried over or degraded.
pub fn lower(model: &Model, settings: &Settings, names: &Names) -> Result<(Api, Names), Error> {
    let nodes = nodes::Nodes::new(model);
    let formats = formats::Formats::of(&settings.types)?;
    if let Some(library) = settings.library.as_ref().filter(|library| !is_path(library)) {
        return Err(Error::NoLibrary { library: library.clone() });
    }
    let mut types = types::Types::new(nodes, Keeper::new(names), formats);
    types.degradations = notes(model);
    // LowCodeAPI hands out XML as JSON.
    types.reads_xml = !settings.is_lowcodeapi() && xml::is_in(model);
    let security_schemes = security::schemes(&model.security_schemes);
    let needs = model.security.as_deref().unwrap_or_default();
    let known = security::known(settings, &security_schemes);
    let security = security::requirements(&mut types, "", needs, known);
    let (mut operations, groups) =
        operations::operations(&mut types, model, settings, &security_schemes, &security);
    if settings.features && groups.is_empty() {
        return Err(Error::NoGroups);
    }
    answered_failures::tell(&mut operations, model)?;
    let incoming = incoming::incoming(&mut types, model);
    let components = components::components(&mut types, model);
    types.finish();
    parts::untyped(&mut types, &operations, &model.openapi);
    types.formats.finish()?;
    types.degradations.extend(examples::contradictions(model));
    let uses = Uses { operations, incoming, components };
    let drafts = Drafts { all: types.drafts, uses, groups };
    let shared = drafts.share(&types.keeper, &mut types.degradations);
    let finished = shared.name(&mut types.keeper).finish(&mut types.keeper, &mut types.degradations);
    let phases::Types { all: mut finished, uses, mut groups, places } = finished;
    let Uses { mut operations, incoming, components } = uses;
    xml::without_chosen(&mut operations, &mut types.degradations);
    derives::derive(&mut finished, &settings.derives)?;
    header_sets::tell(&mut types.keeper, &mut operations, &mut types.degradations);
    let webhooks = incoming::finish(&mut types.keeper, model, &finished, incoming)?;
    if let Some(error) = names.refuse(types.keeper.problems) {
        return Err(error.into());
    }
    responses::withdraw_alternatives(&mut operations);
    events::switches(&mut operations, &finished);
    idempotency::members(&mut operations, &mut finished);
    pagination::recognise(&mut operations, &finished, nodes, settings.is_lowcodeapi());
    layout::Layout {
        operations: &mut operations,
        groups: &mut groups,
        types: &mut finished,
        incoming: &webhooks.requests,
        settings,
    }
    .lay_out();
    let xml = xml::named(nodes, &finished, &operations);
    let title =
        if model.info.title.trim().is_empty() { settings.provider.clone() } else { model.info.title.clone() };
    let servers = servers::of_document(&model.servers, settings);
    servers::of_operations(&mut operations, &servers, settings);
    let api = Api {
        settings: settings.clone(),
        title,
        version: model.info.version.clone(),
        description: model.info.description.clone().unwrap_or_default(),
        open_host: servers::open_host(&servers, settings),
        servers,
        security_schemes,
        security,
        groups,
        operations,
        webhooks,
        components,
        types: finished,
        xml,
        error_codes: error_codes::codes(model)?,
        degradations: types.degradations,
        left_out: operations::left_out(model),
    };
    let given = kept::record(&api, places).with_given_up(types.keeper.given_up);
    Ok((api, given))
}

/// What reading the document left out. An operation of an unknown method is left out by name.
fn notes(model: &Model) -> Vec<Degradation> {
    let notes = model.notes.iter().filter_map(|note| {
        let kind = match note.kind {
            NoteKind::UnknownMethod => return None,
            NoteKind::WrongType
            | NoteKind::Missing
            | NoteKind::Misplaced
            | NoteKind::Unknown
            | NoteKind::Duplicate => DegradationKind::ReadOtherwise,
        };
        Some(Degradation { origin: Pointer(note.pointer.clone()), kind, detail: note.detail.clone() })
    });
    notes.collect()
}
