//! Small pieces of representations, to be varied by tests.

use crate::api::*;

/// A client of LowCodeAPI with a title and nothing else.
pub(super) fn api() -> Api {
    Api { settings: Settings::lowcodeapi("awsses"), title: "Amazon SES".into(), ..Api::default() }
}

/// A named type.
pub(super) fn ty(name: &str, shape: Shape) -> Type {
    Type {
        name: Name { wire: name.into(), rust: name.into() },
        shape,
        sent: true,
        received: true,
        deprecated: false,
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

/// An optional member.
pub(super) fn field(wire: &str, ty: TypeRef) -> Field {
    Field {
        name: Name { wire: wire.into(), rust: wire.to_ascii_lowercase() },
        aliases: Vec::new(),
        setter: wire.to_ascii_lowercase(),
        ty,
        required: false,
        demanded: false,
        undescribed: false,
        nullable: false,
        constant: None,
        tags: false,
        default: None,
        constraints: Constraints::default(),
        read_only: false,
        write_only: false,
        deprecated: false,
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

/// Text.
pub(super) fn string() -> TypeRef {
    TypeRef::Primitive(Primitive::String)
}

/// The type at a position.
pub(super) fn named(position: usize) -> TypeRef {
    TypeRef::Named(TypeId(position))
}

/// An operation that takes nothing and yields any JSON.
pub(super) fn operation(id: &str, method: &str, path: &str) -> Operation {
    let name = heck::ToSnakeCase::to_snake_case(id);
    Operation {
        call: heck::ToUpperCamelCase::to_upper_camel_case(id),
        name: Name { wire: id.into(), rust: name },
        name_source: NameSource::OperationId,
        group: None,
        method: method.into(),
        key: path.into(),
        urls: Urls { new: (!path.is_empty()).then(|| path.into()), ..Urls::default() },
        parameters: Vec::new(),
        body: None,
        undocumented_body: None,
        responses: Vec::new(),
        output: Output {
            ty: Some(TypeRef::Json),
            encoding: Encoding::Json,
            documented: false,
            choice: None,
            accept: None,
            redirects: Vec::new(),
            streaming: None,
        },
        failure: None,
        security: None,
        servers: Vec::new(),
        pagination: None,
        deprecated: false,
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

/// An optional parameter in the usual style of its place.
pub(super) fn parameter(wire: &str, location: Location, ty: TypeRef) -> Parameter {
    let query = matches!(location, Location::Query | Location::Cookie);
    Parameter {
        name: Name { wire: wire.into(), rust: heck::ToSnakeCase::to_snake_case(wire) },
        location,
        ty,
        required: false,
        constant: None,
        style: if query { Style::Form } else { Style::Simple },
        explode: query,
        allow_reserved: false,
        media_type: None,
        default: None,
        constraints: Constraints::default(),
        deprecated: false,
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

/// A required body of one media type.
pub(super) fn body(encoding: Encoding, media_type: &str, ty: TypeRef) -> Body {
    Body {
        argument: "body".into(),
        required: true,
        contents: vec![content(media_type, encoding, ty)],
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

/// The same, sent as another media type than usual.
pub(super) fn said(mut body: Body, content_type: &str) -> Body {
    for content in &mut body.contents {
        content.content_type = Some(content_type.to_owned());
    }
    body
}

/// A success of one media type.
pub(super) fn response(media_type: &str, encoding: Encoding) -> Response {
    Response {
        status: Status::Exact(200),
        success: true,
        contents: vec![content(media_type, encoding, TypeRef::Json)],
        headers: Vec::new(),
        unwrapped: None,
        docs: Docs::default(),
        origin: Pointer::default(),
    }
}

fn content(media_type: &str, encoding: Encoding, ty: TypeRef) -> Content {
    Content {
        media_type: media_type.into(),
        encoding,
        ty,
        parts: indexmap::IndexMap::new(),
        qs: true,
        content_type: None,
        chosen_by: None,
        origin: Pointer::default(),
    }
}
