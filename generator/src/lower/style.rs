//! How the values of parameters are written.

use openapiv3::{ParameterSchemaOrContent, QueryStyle};

use super::media::encoding;
use super::types::Types;
use crate::api::{Encoding, Style, TypeRef};
use crate::model::{self, ParameterPlace, ParameterStyle};

/// Whether a whole query string can be written: as the form or as the JSON that it is said to be.
pub(super) fn is_written_as_query(parameter: &model::Parameter) -> bool {
    let ParameterSchemaOrContent::Content(content) = &parameter.data.format else { return true };
    let media_type = content.first().map(|(media_type, _)| encoding(media_type));
    matches!(media_type, Some(Encoding::Form | Encoding::Json))
}

/// How a value is written in a query, or in a form, which is written the same way.
pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// How the value of a parameter is written, and whether reserved characters stay as they are.
pub(super) fn style(parameter: &model::Parameter) -> (Style, bool) {
    let style = match parameter.style {
        _ if parameter.place == ParameterPlace::QueryString => Style::QueryString,
        ParameterStyle::Simple => Style::Simple,
        ParameterStyle::Matrix => Style::Matrix,
        ParameterStyle::Label => Style::Label,
        ParameterStyle::Form | ParameterStyle::Cookie => Style::Form,
        ParameterStyle::SpaceDelimited => Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => Style::PipeDelimited,
        ParameterStyle::DeepObject => Style::DeepObject,
    };
    (style, parameter.allow_reserved || parameter.style == ParameterStyle::Cookie)
}

/// Whether a value is more than a scalar or a list of scalars.
pub(super) fn is_nested(types: &Types<'_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::JsonObject | TypeRef::Map(_) => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => types.is_object(*id),
        TypeRef::Array(item) => matches!(**item, TypeRef::Array(_)) || is_nested(types, item),
        TypeRef::Nullable(inner) => is_nested(types, inner),
        TypeRef::Tuple(_) | TypeRef::Primitive(_) | TypeRef::Json => false,
    }
}
