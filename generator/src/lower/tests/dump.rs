//! The representation as a few lines of text, for snapshots.

use crate::api::{Api, Operation, Shape, TypeRef};

/// A line a method, argument, webhook, type and member.
pub(super) fn dump(api: &Api) -> String {
    let operations = api.operations.iter().map(|operation| method(api, operation));
    let types = api.types.iter().map(|ty| shape(api, &ty.name.rust, &ty.shape));
    let incoming = api.webhooks.requests.iter().map(|request| {
        let payload = request.payload.as_ref().map_or("()".to_owned(), |ty| spell(api, ty));
        let line =
            format!("{} => {}({payload}) {}", request.place, request.name.rust, request.tags.join(","));
        line.trim_end().to_owned()
    });
    operations.chain(incoming).chain(types).collect::<Vec<_>>().join("\n")
}

/// A type, as short as it can be written.
pub(super) fn spell(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => format!("{primitive:?}"),
        TypeRef::Array(item) => format!("[{}]", spell(api, item)),
        TypeRef::Map(value) => format!("{{{}}}", spell(api, value)),
        TypeRef::Nullable(inner) => format!("{}?", spell(api, inner)),
        TypeRef::Tuple(places) => {
            format!("({})", places.iter().map(|place| spell(api, place)).collect::<Vec<_>>().join(", "))
        }
        TypeRef::Named(id) => api.types[id.0].name.rust.clone(),
        TypeRef::Boxed(id) => format!("Box<{}>", api.types[id.0].name.rust),
        TypeRef::Json | TypeRef::JsonObject => format!("{ty:?}"),
    }
}

fn method(api: &Api, operation: &Operation) -> String {
    let output = operation.output.ty.as_ref().map_or("()".to_owned(), |ty| spell(api, ty));
    let mut lines =
        vec![format!("fn {} {} {} -> {output}", operation.name.rust, operation.method, operation.key)];
    for parameter in &operation.parameters {
        let mark = if parameter.required { "" } else { "?" };
        let (name, ty) = (&parameter.name.rust, spell(api, &parameter.ty));
        lines.push(format!("    {name}{mark}: {ty} in {:?}, {:?}", parameter.location, parameter.style));
    }
    if let Some(body) = &operation.body {
        let mark = if body.required { "" } else { "?" };
        for content in &body.contents {
            lines.push(format!(
                "    {}{mark}: {} as {:?}",
                body.argument,
                spell(api, &content.ty),
                content.encoding
            ));
        }
    }
    lines.join("\n")
}

fn shape(api: &Api, name: &str, shape: &Shape) -> String {
    match shape {
        Shape::Struct(structure) => {
            let mut lines = vec![format!("struct {name}")];
            for field in &structure.fields {
                let optional = if field.required { "" } else { "?" };
                let null = if field.nullable { " or null" } else { "" };
                lines.push(format!("    {}{optional}: {}{null}", field.name.rust, spell(api, &field.ty)));
            }
            if let Some((name, ty)) = &structure.additional {
                lines.push(format!("    {name}: others, {}", spell(api, ty)));
            }
            lines.join("\n")
        }
        Shape::Enum(list) => {
            let variants: Vec<_> = list
                .variants
                .iter()
                .map(|variant| format!("{}={}", variant.name.rust, variant.name.wire))
                .collect();
            format!("enum {name} of {:?}: {}", list.repr, variants.join(" "))
        }
        Shape::Union(union) => {
            let members = union.members.iter().map(|member| {
                let written = member.written.as_ref().map(|tag| format!(" writes {tag}"));
                let (ty, tags) = (spell(api, &member.ty), member.tags.join(","));
                format!("{}({ty}) {tags}{}", member.name.rust, written.unwrap_or_default())
            });
            let by = union.discriminator.as_deref().unwrap_or("shape");
            format!(
                "union {name} by {by}: {}",
                members.map(|member| member.trim_end().to_owned()).collect::<Vec<_>>().join(" | ")
            )
        }
        Shape::Alias(ty) => format!("alias {name} {}", spell(api, ty)),
    }
}
