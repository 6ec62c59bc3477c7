//! What a parameter or header holds, by its schema or its media type.

use openapiv3::ParameterSchemaOrContent;

use super::draft::InlinePlace;
use super::facts::Annotations;
use super::nodes::pointer;
use super::types::{Types, nullable};
use crate::api::{DegradationKind, Primitive, TypeRef};

/// What a parameter or header holds.
pub(super) struct Described<'m> {
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
    pub(super) media_type: Option<String>,
    pub(super) annotations: Annotations<'m>,
}

/// What the schema or the media type of a parameter or header describes.
pub(super) fn described<'m>(
    types: &mut Types<'m>,
    format: &'m ParameterSchemaOrContent,
    at: &str,
    place: &InlinePlace,
) -> Described<'m> {
    let (schema, media_type) = match format {
        ParameterSchemaOrContent::Schema(schema) => (pointer(schema), None),
        ParameterSchemaOrContent::Content(content) => {
            let first = content.first();
            let schema = first.and_then(|(_, node)| node.schema.as_ref()).and_then(pointer);
            (schema, first.map(|(media_type, _)| media_type.clone()))
        }
    };
    let Some(schema) = schema else {
        types.degrade(at, DegradationKind::UntypedSchema, "the parameter has no schema");
        let ty = TypeRef::Primitive(Primitive::String);
        return Described { ty, nullable: false, media_type, annotations: Annotations::default() };
    };
    let value = types.of(schema, place);
    let ty = match value.ty {
        // A scalar is all that can be written without a word about the value.
        TypeRef::Json if media_type.is_none() => TypeRef::Primitive(Primitive::String),
        TypeRef::Primitive(Primitive::Binary) => TypeRef::Primitive(Primitive::String),
        ty => ty,
    };
    Described {
        ty: nullable(ty, value.nullable && media_type.is_some()),
        nullable: value.nullable,
        media_type,
        annotations: value.annotations,
    }
}
