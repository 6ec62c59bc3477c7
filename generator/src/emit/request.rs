//! Emits how a request is built from arguments and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, converted, ident};
use super::multipart;
use super::xml;
use crate::api::{Body, Content, Encoding, Location, Operation, Parameter, Style};
use crate::surface::{Argument, Conversion, RustType};

/// An argument of a method, and what it adds to the request.
pub(super) struct Input<'a> {
    pub(super) argument: Argument<'a>,
    /// A statement that makes the value, where it takes one.
    pub(super) prepared: Option<TokenStream>,
    /// The step of the builder's chain.
    pub(super) step: TokenStream,
}

/// What a call can't do without: parameters in document order, then the body, in its first media
/// type where no other is asked for.
pub(super) fn required<'a>(
    types: &Types<'a>,
    operation: &'a Operation,
    content: Option<&'a Content>,
) -> Vec<Input<'a>> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let body = operation.body.iter().filter(|body| body.required);
    let bodies = body.filter_map(|body| Some(self::content(types, body, content.or(body.contents.first())?)));
    parameters.map(|parameter| self::parameter(types, parameter)).chain(bodies).collect()
}

/// A parameter outside the body.
pub(super) fn parameter<'a>(types: &Types<'a>, parameter: &'a Parameter) -> Input<'a> {
    let argument = types.surface.parameter(parameter);
    let Value { prepared, reference } = value(types, &argument);
    let step = step(types, parameter, &reference);
    Input { argument, prepared, step }
}

/// The steps of the parameters that have one value only.
pub(super) fn constants(types: &Types, operation: &Operation) -> Vec<TokenStream> {
    let constants = operation.parameters.iter().filter(|parameter| parameter.required);
    let steps = constants.filter_map(|parameter| {
        let constant = &parameter.constant.as_ref()?.0;
        // Whatever it is, it travels as text.
        let only: String = serde_json::from_str(constant).unwrap_or_else(|_| constant.clone());
        Some(step(types, parameter, &quote!(&#only)))
    });
    steps.collect()
}

fn step(types: &Types, parameter: &Parameter, reference: &TokenStream) -> TokenStream {
    let wire = &parameter.name.wire;
    let is_json = parameter.media_type.as_deref().is_some_and(|media_type| media_type.contains("json"));
    match parameter.location {
        _ if parameter.style == Style::QueryString && is_json => quote!(.querystring_json(#wire, #reference)),
        _ if parameter.style == Style::QueryString => quote!(.querystring(#reference)),
        _ if is_json => in_json(parameter.location, wire, reference),
        location => plain(types, parameter, location, wire, reference),
    }
}

/// A parameter whose value is JSON text.
fn in_json(location: Location, wire: &str, reference: &TokenStream) -> TokenStream {
    let send = match location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    quote!(.as_json(#wire, #reference, Call::#send))
}

fn plain(
    types: &Types,
    parameter: &Parameter,
    location: Location,
    wire: &str,
    reference: &TokenStream,
) -> TokenStream {
    let explode = parameter.explode;
    let scalar = types.is_scalar(&parameter.ty);
    match (location, style(types, parameter)) {
        (Location::Query, style) if parameter.allow_reserved => {
            let style = style.unwrap_or_else(|| quote!(lowcodeapi_runtime::Style::Form, #explode));
            quote!(.query_reserved(#wire, #reference, #style))
        }
        (Location::Query, None) => quote!(.query(#wire, #reference)),
        (Location::Query, Some(style)) => quote!(.query_styled(#wire, #reference, #style)),
        (Location::Path, None) => quote!(.path(#wire, #reference)),
        (Location::Path, Some(style)) => quote!(.path_styled(#wire, #reference, #style)),
        (Location::Header, _) if explode && !scalar => quote!(.header_styled(#wire, #reference, true)),
        (Location::Header, _) => quote!(.header(#wire, #reference)),
        (Location::Cookie, _) if parameter.allow_reserved => {
            quote!(.cookie_verbatim(#wire, #reference, #explode))
        }
        (Location::Cookie, _) if !explode && !scalar => quote!(.cookie_styled(#wire, #reference, false)),
        (Location::Cookie, _) => quote!(.cookie(#wire, #reference)),
    }
}

/// The style and explosion of a value that isn't written the usual way of its place.
fn style(types: &Types, parameter: &Parameter) -> Option<TokenStream> {
    let Parameter { location, style, explode, .. } = parameter;
    let usual = match location {
        Location::Path => *style == Style::Simple && !explode,
        _ => *style == Style::Form && *explode,
    };
    let plain = types.is_scalar(&parameter.ty) && !matches!(style, Style::Matrix | Style::Label);
    if usual || plain {
        return None;
    }
    let style = styled(*style);
    Some(quote!(#style, #explode))
}

fn styled(style: Style) -> TokenStream {
    let style = match style {
        Style::Simple => quote!(Simple),
        Style::Matrix => quote!(Matrix),
        Style::Label => quote!(Label),
        // Where a whole query is a form.
        Style::Form | Style::QueryString => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
    };
    quote!(lowcodeapi_runtime::Style::#style)
}

/// The body in one of its media types.
pub(super) fn content<'a>(types: &Types<'a>, body: &'a Body, content: &'a Content) -> Input<'a> {
    let argument = types.surface.body(body, content);
    let name = ident(argument.name);
    let (prepared, step) = match content.encoding {
        Encoding::Text | Encoding::EventStream if content.item.is_some() => {
            let media_type = &content.media_type;
            (None, quote!(.sequence(#name, #media_type)))
        }
        Encoding::Text | Encoding::EventStream => {
            let content_type = content_type(content);
            (None, quote!(.text(#name) #content_type))
        }
        Encoding::Bytes => {
            let media_type = &content.content_type;
            (None, quote!(.bytes(#name, #media_type)))
        }
        Encoding::Multipart => multipart(types, &argument, content),
        Encoding::Form if content.qs => {
            let Value { prepared, reference } = value(types, &argument);
            (prepared, quote!(.form(#reference)))
        }
        Encoding::Form => {
            let Value { prepared, reference } = value(types, &argument);
            let styles = styles(content);
            (prepared, quote!(.form_styled(#reference, &[#(#styles),*])))
        }
        Encoding::Xml => {
            let Value { prepared, reference } = value(types, &argument);
            let content_type = content_type(content);
            let root = content.xml.as_ref().map(xml::name);
            (prepared, quote!(.xml(#reference, #root) #content_type))
        }
        // A redirect is never sent.
        Encoding::Json | Encoding::Redirect => {
            let Value { prepared, reference } = value(types, &argument);
            let content_type = content_type(content);
            let json = ident(if body.checked { "checked_json" } else { "json" });
            (prepared, quote!(.#json(#reference) #content_type))
        }
    };
    Input { argument, prepared, step }
}

/// The members of a form that are not written the usual way.
fn styles(content: &Content) -> impl Iterator<Item = TokenStream> {
    content.parts.iter().filter_map(|(name, part)| {
        let how = match (part.style, part.media_types.first()) {
            (Some((style, explode)), _) => {
                let style = styled(style);
                let written = if part.allow_reserved { quote!(Reserved) } else { quote!(Styled) };
                quote!(lowcodeapi_runtime::Written::#written(#style, #explode))
            }
            (None, Some(media_type)) if media_type.contains("json") => {
                quote!(lowcodeapi_runtime::Written::Json)
            }
            (None, _) => return None,
        };
        Some(quote!((#name, #how)))
    })
}

/// A struct or union becomes a form by its own conversion; of anything else the runtime makes one.
fn multipart(
    types: &Types,
    argument: &Argument<'_>,
    content: &Content,
) -> (Option<TokenStream>, TokenStream) {
    let subtype = content.content_type.as_ref().map(|subtype| quote!(.subtype(#subtype)));
    let said = parts(content).chain(subtype);
    let name = ident(argument.name);
    let form = if content.by_position {
        multipart::by_position(types, &content.ty, &quote!(#name))
    } else if types.surface.is_form_of_the_caller(&content.ty) {
        quote!(#name)
    } else {
        multipart::form(types, &content.ty, &quote!(#name))
    };
    (Some(made(types, argument)), quote!(.multipart(#form #(#said)*)))
}

/// What the document says about parts: their media types and headers.
fn parts(content: &Content) -> impl Iterator<Item = TokenStream> {
    content.parts.iter().map(|(name, part)| {
        let stated = (!part.media_types.is_empty()).then(|| {
            let media_types = part.media_types.join(", ");
            quote!(.media_type(#name, #media_types))
        });
        let headers = part.headers.iter().map(|(header, value)| quote!(.part_header(#name, #header, #value)));
        quote!(#stated #(#headers)*)
    })
}

/// Says the media type where it isn't the usual one of its encoding.
fn content_type(content: &Content) -> Option<TokenStream> {
    let media_type = content.content_type.as_ref()?;
    Some(quote!(.content_type(#media_type)))
}

/// A value on its way into the request.
struct Value {
    prepared: Option<TokenStream>,
    /// A reference to the value, as the builder takes it.
    reference: TokenStream,
}

fn value(types: &Types, argument: &Argument<'_>) -> Value {
    let name = ident(argument.name);
    match argument.conversion {
        Conversion::None => Value { prepared: None, reference: quote!(&#name) },
        Conversion::Into if argument.kept != RustType::number() => {
            let value = converted(argument);
            Value { prepared: None, reference: quote!(&#value) }
        }
        // What is collected has to be told into what.
        _ => Value { prepared: Some(made(types, argument)), reference: quote!(&#name) },
    }
}

/// The statement that makes the value of an argument.
fn made(types: &Types, argument: &Argument<'_>) -> TokenStream {
    let (name, kept) = (ident(argument.name), types.written(&argument.kept));
    let value = converted(argument);
    quote!(let #name: #kept = #value;)
}
