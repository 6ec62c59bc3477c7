//! Webhooks and callbacks: what the service sends by itself.

use foldhash::HashSet;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::Error;
use super::docs;
use super::draft::{InlinePlace, Parent};
use super::kept::Keeper;
use super::media::{self, BodyRole};
use super::types::Types;
use crate::api::{
    DegradationKind, Encoding, Hmac, Incoming, Name, Pointer, Shape, Signing, ToldBy, Type, TypeRef, Webhooks,
};
use crate::extensions::WEBHOOKS;
use crate::model::{IncomingNode, Model, ParameterPlace};
use crate::names::{Case, PlaceKey, Scope};

/// Members that most often tell one webhook from another, the likeliest first.
const TELLING: [&str; 5] = ["type", "event", "event_type", "eventType", "kind"];

/// The header that Standard Webhooks has signatures in, and what it was called before.
const SIGNATURES: [&str; 2] = ["webhook-signature", "svix-signature"];

/// The webhooks of a model, but for their variants' names.
pub(super) fn incoming<'m>(types: &mut Types<'m>, model: &'m Model) -> Vec<Incoming> {
    let requests = model.incoming.iter().enumerate();
    requests.map(|(at, node)| request(types, model, at, node)).collect()
}

fn request<'m>(types: &mut Types<'m>, model: &Model, at: usize, node: &'m IncomingNode) -> Incoming {
    let operation = &node.request.operation;
    let place = place(model, node);
    Incoming {
        name: Name { wire: node.name.clone(), rust: String::new() },
        method: node.request.method.clone(),
        payload: payload(types, at, &place, node),
        place,
        tags: Vec::new(),
        deprecated: operation.deprecated,
        docs: docs::of_operation(operation, &node.request.path_docs),
        origin: Pointer(node.request.pointer.clone()),
    }
}

fn place(model: &Model, node: &IncomingNode) -> String {
    let Some(owner) = &node.callback_of else { return PlaceKey::webhook(&node.name) };
    let owner = model.operations.iter().find(|operation| operation.pointer == *owner);
    let owner = owner.map_or_else(String::new, |owner| PlaceKey::operation(&owner.method, &owner.path));
    PlaceKey::callback(owner.trim_start(), &node.name)
}

fn payload<'m>(types: &mut Types<'m>, at: usize, place: &str, node: &'m IncomingNode) -> Option<TypeRef> {
    let body = node.request.request_body.as_ref()?;
    let place = InlinePlace::new(Parent::Incoming(at), "Payload", format!("{place} body"));
    let contents = media::contents(types, &body.node.content, &body.pointer, &place, BodyRole::Answered);
    let json = contents.iter().find(|content| content.encoding == Encoding::Json);
    if let (None, Some(first)) = (json, contents.first()) {
        let detail = format!("a payload of `{}` is read as nothing but bytes", first.media_type);
        types.degrade(&first.origin.0, DegradationKind::UnsupportedMediaType, detail);
    }
    json.map(|content| content.ty.clone())
}

/// Names the variants, and decides how one is told from another.
pub(super) fn finish(
    keeper: &mut Keeper<'_>,
    model: &Model,
    types: &[Type],
    mut requests: Vec<Incoming>,
) -> Result<Webhooks, Error> {
    let stated = stated(model)?;
    count_places(&mut requests);
    let wishes: Vec<String> = requests.iter().map(|request| request.name.wire.clone()).collect();
    let mut scope = Scope::new(Case::Camel, &["Unknown", "Self"]);
    let known = keeper.names;
    let kept = |at: usize| known.webhooks.get(&requests[at].place);
    let names = keeper.claim_each(&mut scope, &wishes, "webhooks", kept);
    for (request, rust) in requests.iter_mut().zip(names) {
        request.name.rust = rust;
    }
    let told_by = told_by(stated.name_header, types, &mut requests);
    let signing = stated.signature.map(|Signature(signing)| signing).or_else(|| standard(model));
    Ok(Webhooks { requests, told_by, signing })
}

/// What an overlay says of the webhooks.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    name_header: Option<String>,
    signature: Option<Signature>,
}

/// How webhooks are signed: a name, or an object.
struct Signature(Signing);

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(name) if name == "standard" => Ok(Self(Signing::Standard)),
            Value::String(name) => {
                let expected: &[&str] = &["standard"];
                Err(D::Error::unknown_variant(&name, expected))
            }
            object => {
                Hmac::deserialize(object).map(|hmac| Self(Signing::Hmac(hmac))).map_err(D::Error::custom)
            }
        }
    }
}

/// Standard Webhooks, where a webhook or callback has the header of its signatures as a parameter.
fn standard(model: &Model) -> Option<Signing> {
    let mut parameters = model.incoming.iter().flat_map(|node| &node.request.parameters);
    let is_its_own = |name: &str| SIGNATURES.iter().any(|known| name.eq_ignore_ascii_case(known));
    let has_one = parameters.any(|parameter| {
        parameter.node.place == ParameterPlace::Header && is_its_own(&parameter.node.data.name)
    });
    has_one.then_some(Signing::Standard)
}

fn stated(model: &Model) -> Result<Stated, Error> {
    let Some(stated) = model.extensions.get(WEBHOOKS) else { return Ok(Stated::default()) };
    let wrong = |error: serde_json::Error| Error::Webhooks {
        pointer: format!("/{WEBHOOKS}"),
        problem: error.to_string(),
    };
    Stated::deserialize(stated).map_err(wrong)
}

/// One webhook may be sent by several methods: then their places are counted.
fn count_places(requests: &mut [Incoming]) {
    let places = super::kept::distinct(requests.iter().map(|request| request.place.as_str()));
    for (request, place) in requests.iter_mut().zip(places) {
        request.place = place;
    }
}

fn told_by(header: Option<String>, types: &[Type], requests: &mut [Incoming]) -> ToldBy {
    if let Some(header) = header {
        call_by_name(requests);
        return ToldBy::Header(header);
    }
    let payloads: Vec<_> = requests.iter().map(|request| members(types, request.payload.as_ref())).collect();
    let others = payloads.first().into_iter().flatten().map(|(name, _)| *name);
    let candidates: Vec<&str> = TELLING.into_iter().chain(others).collect();
    for member in candidates {
        let told: Option<Vec<&Vec<String>>> = payloads
            .iter()
            .map(|payload| payload.iter().find(|(name, _)| *name == member).map(|(_, values)| values))
            .collect();
        let Some(told) = told.filter(|told| !told.is_empty()) else { continue };
        let mut known = HashSet::default();
        if told.iter().flat_map(|values| values.iter()).all(|value| known.insert(value)) {
            let tags: Vec<Vec<String>> = told.into_iter().cloned().collect();
            let member = member.to_owned();
            for (request, tags) in requests.iter_mut().zip(tags) {
                request.tags = tags;
            }
            return ToldBy::Member(member);
        }
    }
    call_by_name(requests);
    ToldBy::Name
}

/// Of several with one name, the first has it, and the others are called as `names.toml` calls their places.
fn call_by_name(requests: &mut [Incoming]) {
    let mut known = HashSet::default();
    for request in requests {
        let is_first = known.insert(request.name.wire.clone());
        let name = if is_first { &request.name.wire } else { &request.place };
        request.tags = vec![name.clone()];
    }
}

/// The members of a payload whose values are a list of strings, with these.
fn members<'t>(types: &'t [Type], payload: Option<&TypeRef>) -> Vec<(&'t str, Vec<String>)> {
    let Some(TypeRef::Named(id) | TypeRef::Boxed(id)) = payload else { return Vec::new() };
    let Shape::Struct(structure) = &types[id.0].shape else { return Vec::new() };
    let members = structure.fields.iter().filter(|field| field.demanded).filter_map(|field| {
        let (TypeRef::Named(id) | TypeRef::Boxed(id)) = &field.ty else { return None };
        let Shape::Enum(list) = &types[id.0].shape else { return None };
        let values = list.variants.iter().map(|variant| variant.name.wire.clone()).collect();
        Some((field.name.wire.as_str(), values))
    });
    members.collect()
}
