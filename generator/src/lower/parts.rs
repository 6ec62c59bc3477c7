//! The members of forms: which media types and headers they have, and which of them are files.

use foldhash::HashSet;
use indexmap::IndexMap;
use openapiv3::{Encoding as Node, MediaType, ReferenceOr};

use super::facts::resolve;
use super::media::essence;
use super::nodes::pointer;
use super::style::query_style;
use super::types::Types;
use crate::api::visit;
use crate::api::{
    Content, Degradation, DegradationKind, Encoding, Operation, Part, Pointer, Primitive, Shape, Type,
    TypeId, TypeRef,
};
use crate::extensions::POSITIONS;
use crate::source::pointer::child;

/// What the document says about single members of a form.
pub(super) fn parts(
    types: &mut Types<'_>,
    node: &MediaType,
    at: &str,
    encoding: &Encoding,
) -> IndexMap<String, Part> {
    let by_position = node.extensions.contains_key(POSITIONS);
    let parts = node.encoding.iter().map(|(name, node)| {
        let at = match name.ends_with("..") {
            _ if !by_position => child(&child(at, "encoding"), name),
            true => child(at, "itemEncoding"),
            false => child(&child(at, "prefixEncoding"), name),
        };
        let headers =
            if *encoding == Encoding::Multipart { headers(types, node, name, &at) } else { Vec::new() };
        let style = node.style.as_ref().map(|style| (query_style(style), node.explode));
        let allow_reserved = node.allow_reserved;
        (name.clone(), Part { media_types: media_types(node), headers, style, allow_reserved })
    });
    parts.collect()
}

fn media_types(node: &Node) -> Vec<String> {
    let stated = node.content_type.as_deref().unwrap_or_default();
    // Of a range any may be meant.
    if stated.contains('*') {
        return Vec::new();
    }
    stated.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// The headers that have one value only. Others are nothing a member could say.
fn headers(types: &mut Types<'_>, node: &Node, part: &str, at: &str) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for (name, header) in &node.headers {
        // The specification has it ignored.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let ReferenceOr::Item(header) = header else { continue };
        if let Some(value) = only(types, &header.format) {
            headers.push((name.clone(), value));
        } else {
            let at = child(&child(at, "headers"), name);
            let detail =
                format!("the header `{name}` of the part `{part}` is not sent, unless a file has it");
            types.degrade(&at, DegradationKind::IgnoredParameter, detail);
        }
    }
    headers
}

/// The only value of a header, as text.
fn only(types: &Types<'_>, format: &openapiv3::ParameterSchemaOrContent) -> Option<String> {
    let openapiv3::ParameterSchemaOrContent::Schema(schema) = format else { return None };
    let keywords = types.nodes.keywords(resolve(types.nodes, pointer(schema)?).definition)?;
    match &keywords.values[..] {
        [serde_json::Value::String(only)] => Some(only.clone()),
        [only @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_))] => Some(only.to_string()),
        _ => None,
    }
}

/// The type of a form as a whole: a list where its parts go by their position, as those of every kind but a form do. One of
/// which no members are known is made by the caller, part by part.
pub(super) fn root(
    types: &mut Types<'_>,
    ty: TypeRef,
    node: &MediaType,
    media_type: &str,
    at: &str,
) -> TypeRef {
    let positions = node.extensions.get(POSITIONS).and_then(serde_json::Value::as_str);
    let has_positions = positions.is_some() || !FORMS.contains(&&*essence(media_type));
    match ty {
        ty if positions == Some("each") => TypeRef::Array(Box::new(ty)),
        TypeRef::Nullable(inner) => root(types, *inner, node, media_type, at),
        TypeRef::Array(_) | TypeRef::Tuple(_) if has_positions => ty,
        TypeRef::Named(id) if matches!(types.drafts[id.0].shape, Shape::Enum(_)) => unknown(types, at),
        TypeRef::Primitive(_) | TypeRef::Array(_) | TypeRef::Tuple(_) => unknown(types, at),
        ty => ty,
    }
}

/// The kinds of multipart bodies that have names for their parts.
const FORMS: [&str; 2] = ["multipart/form-data", "application/form-data"];

fn unknown(types: &mut Types<'_>, at: &str) -> TypeRef {
    let detail = "the schema of the form names no parts: the caller does";
    types.degrade(at, DegradationKind::UntypedSchema, detail);
    TypeRef::Primitive(Primitive::Binary)
}

/// Makes files of the members of a form that have no type: OpenAPI 3.1 writes them so (section 4.8.15.1), and what is said to be
/// a picture is none of JSON in 3.0 either. Members of components are left alone, which may stand in JSON too.
pub(super) fn untyped(types: &mut Types<'_>, operations: &[Operation], openapi: &str) {
    for form in contents(operations).filter(|content| content.encoding == Encoding::Multipart) {
        let TypeRef::Named(id) = form.ty else { continue };
        let draft = &mut types.drafts[id.0];
        let Shape::Struct(structure) = &mut draft.shape else { continue };
        if !draft.origin.0.starts_with(&form.origin.0) {
            continue;
        }
        for field in &mut structure.fields {
            let at = child(&child(&draft.origin.0, "properties"), &field.name.wire);
            let stated = form.parts.get(&field.name.wire).map_or(&[][..], |part| &part.media_types);
            let (ty, at, is_list) = match &mut field.ty {
                TypeRef::Array(item) => (&mut **item, child(&at, "items"), true),
                ty => (ty, at, false),
            };
            let is_meant = match stated {
                [] => is_list || !openapi.starts_with("3.0"),
                stated => stated.iter().all(|one| !is_text(one)),
            };
            let untyped = types
                .degradations
                .iter()
                .position(|known| known.kind == DegradationKind::UntypedSchema && known.origin.0 == at);
            if let Some(untyped) = untyped.filter(|_| is_meant && *ty == TypeRef::Json) {
                types.degradations.remove(untyped);
                *ty = TypeRef::Primitive(Primitive::Binary);
            }
        }
    }
}

fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") || (carries_json(media_type) && essence != "application/octet-stream")
}

/// The types in which bytes are files: those that are sent as a form, their alternatives, and the alternatives of their
/// members.
pub(super) fn with_files(types: &[Type], operations: &[Operation]) -> HashSet<TypeId> {
    let multipart = contents(operations).filter(|content| content.encoding == Encoding::Multipart);
    // What has no names is no form, but each of its items is a part.
    let (by_position, by_name): (Vec<_>, Vec<_>) = multipart.partition(|content| content.by_position);
    let mut found: HashSet<TypeId> =
        by_name.into_iter().flat_map(|content| reached(types, content)).collect();
    let structs = found.iter().filter(|id| matches!(types[id.0].shape, Shape::Struct(_)));
    let members = structs.flat_map(|id| visit::members(&types[id.0].shape));
    let members = members.chain(by_position.iter().map(|content| &content.ty));
    let mut stack: Vec<TypeId> = members.flat_map(visit::named).collect();
    let mut seen = HashSet::default();
    while let Some(id) = stack.pop() {
        // What is an object there is one part, and that is JSON.
        if seen.insert(id)
            && let Shape::Union(_) = &types[id.0].shape
        {
            found.insert(id);
            stack.extend(visit::members(&types[id.0].shape).into_iter().flat_map(visit::named));
        }
    }
    found
}

fn contents(operations: &[Operation]) -> impl Iterator<Item = &Content> {
    operations.iter().flat_map(|operation| &operation.body).flat_map(|body| &body.contents)
}

fn reached(types: &[Type], form: &Content) -> HashSet<TypeId> {
    let mut reached = HashSet::default();
    let mut stack = visit::named(&form.ty);
    while let Some(id) = stack.pop() {
        if reached.insert(id)
            && let Shape::Union(union) = &types[id.0].shape
        {
            stack.extend(union.members.iter().flat_map(|member| visit::named(&member.ty)));
        }
    }
    reached
}

/// Puts on record which members would have to be written as what nothing here writes.
pub(super) fn unwritten(types: &[Type], operations: &[Operation], degradations: &mut Vec<Degradation>) {
    let forms = contents(operations).filter(|content| !content.qs && !content.parts.is_empty());
    for form in forms {
        let reached = reached(types, form);
        let is_structured = |name: &str| {
            reached.iter().any(|id| match &types[id.0].shape {
                Shape::Struct(structure) => {
                    let mut named = structure.fields.iter().filter(|field| field.name.wire == *name);
                    named.any(|field| is_structured(types, &field.ty))
                }
                _ => false,
            })
        };
        for (name, part) in form.parts.iter().filter(|(_, part)| part.style.is_none()) {
            let stated = &part.media_types;
            if stated.is_empty() || stated.iter().any(|one| carries_json(one)) || !is_structured(name) {
                continue;
            }
            let media_types = stated.join(", ");
            let detail = match form.encoding {
                Encoding::Multipart => {
                    format!(
                        "the part `{name}` can't be written as `{media_types}`: a call that has it is refused"
                    )
                }
                _ => format!("`{name}` is sent as JSON rather than `{media_types}`"),
            };
            let origin = Pointer(child(&child(&form.origin.0, "encoding"), name));
            degradations.push(Degradation { origin, kind: DegradationKind::UnsupportedMediaType, detail });
        }
    }
}

/// Whether JSON text can go by the name of a media type; the runtime refuses the others.
fn carries_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.contains("json")
        || essence.ends_with("yaml")
        || ["text/plain", "application/octet-stream"].contains(&&*essence)
}

fn is_structured(types: &[Type], ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Array(inner) | TypeRef::Nullable(inner) => is_structured(types, inner),
        TypeRef::Named(id) | TypeRef::Boxed(id) => matches!(types[id.0].shape, Shape::Struct(_)),
        TypeRef::Map(_) | TypeRef::Tuple(_) | TypeRef::JsonObject => true,
        TypeRef::Primitive(_) | TypeRef::Json => false,
    }
}
