//! What a request carries.

use super::docs;
use super::media::{self, BodyRole};
use super::types::Types;
use crate::api::{Body, ChosenBy, Content, DegradationKind, Encoding, Pointer, TypeRef};
use crate::extensions::CHECK;
use crate::model::OperationNode;
use crate::names::Scope;

/// The body of an operation, without names yet. `lenient` documents call bodies required of which they describe no member.
pub(super) fn body<'m>(
    types: &mut Types<'m>,
    node: &'m OperationNode,
    position: usize,
    lenient: bool,
) -> Option<Body> {
    let located = node.request_body.as_ref()?;
    let place = types.in_operation(position, "Request", "body");
    let mut contents =
        media::contents(types, &located.node.content, &located.pointer, &place, BodyRole::Sent);
    let first = contents.first()?;
    if first.ty == TypeRef::Json
        && located.node.content.values().all(|media_type| media_type.schema.is_none())
    {
        types.degrade(&first.origin.0, DegradationKind::UntypedSchema, "the body has no schema");
    }
    let undescribed = matches!(first.ty, TypeRef::Json | TypeRef::JsonObject);
    let required = located.node.required && !(lenient && undescribed);
    if lenient {
        // The service reads forms with the `qs` library, and takes JSON everywhere.
        for content in &mut contents {
            content.qs = true;
        }
    }
    Some(Body {
        argument: String::new(),
        required,
        checked: node.operation.extensions.get(CHECK) == Some(&serde_json::Value::Bool(true)),
        contents,
        docs: docs::description(located.node.description.as_deref()),
        origin: Pointer(located.pointer.clone()),
    })
}

/// Names what the body is given by; a `lenient` service takes JSON everywhere.
pub(super) fn name(body: &mut Body, lenient: bool, scope: &mut Scope) {
    body.argument = argument(scope);
    if !lenient {
        alternatives(&mut body.contents, body.required, scope);
    }
}

/// Names the setter of a body that the document says nothing of. LowCodeAPI's documents know of no body beyond the
/// properties that somebody wrote down; that there are none doesn't mean that the provider takes none.
pub(super) fn undocumented(
    node: &OperationNode,
    body: Option<&Body>,
    lenient: bool,
    scope: &mut Scope,
) -> Option<String> {
    let may_be_sent = lenient && body.is_none() && matches!(node.method.as_str(), "POST" | "PUT" | "PATCH");
    may_be_sent.then(|| argument(scope))
}

fn argument(scope: &mut Scope) -> String {
    scope.claim_first("body", &["body", "request body"]).rust
}

/// Lets a caller choose each media type that is written otherwise than those before it.
fn alternatives(contents: &mut [Content], required: bool, scope: &mut Scope) {
    for at in 1..contents.len() {
        let (before, content) = contents.split_at_mut(at);
        let Some(content) = content.first_mut() else { continue };
        let same = |other: &Content| {
            other.encoding == content.encoding && other.ty == content.ty && content.encoding == Encoding::Json
        };
        if before.iter().any(same) {
            continue;
        }
        let word = word(&content.media_type, &content.encoding);
        let call = if required { format!("new as {word}") } else { format!("body as {word}") };
        content.chosen_by = Some(ChosenBy { method: String::new(), call: scope.claim(&call).rust });
    }
}

/// What a media type is called in the name of a method.
pub(super) fn word(media_type: &str, encoding: &Encoding) -> String {
    let name = media::name(media_type);
    let subtype = name.rsplit('/').next().unwrap_or_default().trim_start_matches("x-");
    let versions: Vec<&str> = media::parameters(media_type).collect();
    match encoding {
        _ if !versions.is_empty() => format!("{subtype} {}", versions.join(" ")),
        Encoding::Form => "form".to_owned(),
        Encoding::Multipart => "multipart".to_owned(),
        Encoding::Text if name == "text/plain" => "text".to_owned(),
        _ if subtype.contains('*') || name == "application/octet-stream" => "bytes".to_owned(),
        _ => subtype.to_owned(),
    }
}
