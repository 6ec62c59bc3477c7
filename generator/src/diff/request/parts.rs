//! How the members of forms are written.

use indexmap::IndexMap;

use crate::api::{Api, Content, Part, Primitive, Shape, TypeRef};
use crate::diff::{Finding, Found, Kind, Side, compare::resolve, operations::OperationPair};

pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (old, new): (&Content, &Content),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let parts = |side: &Side<'_>, content: &Content| -> IndexMap<String, Part> {
        let stated = content.parts.iter().filter(|(name, part)| !is_usual(side.api, content, name, part));
        stated.map(|(name, part)| (name.clone(), part.clone())).collect()
    };
    let (before, after) = (parts(found.old, old), parts(found.new, new));
    if before != after {
        let told = |parts: &IndexMap<String, Part>| {
            let parts = parts.iter().map(|(name, part)| {
                let written = match part.style {
                    _ if !part.media_types.is_empty() => part.media_types.join(", "),
                    Some((style, explode)) => {
                        format!("{style:?}, explode {explode}, reserved {}", part.allow_reserved)
                    }
                    None => "as usual".to_owned(),
                };
                let headers = part.headers.iter().map(|(header, value)| format!(", {header}: {value}"));
                format!("{name}: {written}{}", headers.collect::<String>())
            });
            parts.collect::<Vec<_>>().join("; ")
        };
        found.report(Finding {
            old: Some(told(&before)),
            new: Some(told(&after)),
            message: format!("members of the form that {} takes are written in another way", pair.name),
            rust_items: super::argument(pair),
            ..finding(Kind::PartEncodingChanged)
        });
    }
}

/// Whether a part is written as it is where nothing is said (`contentType` in the Encoding Object).
fn is_usual(api: &Api, content: &Content, name: &str, part: &Part) -> bool {
    let [media_type] = &part.media_types[..] else { return false };
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = resolve(api, &content.ty) else { return false };
    let Shape::Struct(form) = &api.types[id.0].shape else { return false };
    let Some(field) = form.fields.iter().find(|field| field.name.wire == name) else { return false };
    let usual = match resolve(api, &field.ty) {
        TypeRef::Primitive(Primitive::Binary) => "application/octet-stream",
        TypeRef::Primitive(_) => "text/plain",
        TypeRef::Array(_) | TypeRef::Tuple(_) => return false,
        _ => "application/json",
    };
    part.headers.is_empty() && part.style.is_none() && !part.allow_reserved && media_type == usual
}
