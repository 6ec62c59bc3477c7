//! Emits how a request is built from arguments and setters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::context::{Argument, Types, ident};
use super::multipart;
use crate::api::{
    Body, ChosenBy, Content, Encoding, Location, Operation, Parameter, Primitive, Style, TypeRef,
};

/// An argument of a method, and what it adds to the request.
pub(super) struct Input {
    pub(super) name: Ident,
    /// Its type as taken.
    pub(super) ty: TokenStream,
    /// A statement that makes the value, where it takes one.
    pub(super) prepared: Option<TokenStream>,
    /// The step of the builder's chain.
    pub(super) step: TokenStream,
}

/// What a call can't do without: parameters in document order, then the body, in its first media
/// type where no other is asked for.
pub(super) fn required(types: &Types, operation: &Operation, content: Option<&Content>) -> Vec<Input> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let body = operation.body.iter().filter(|body| body.required);
    let bodies = body.filter_map(|body| Some(self::content(types, body, content.or(body.contents.first())?)));
    parameters.map(|parameter| self::parameter(types, parameter)).chain(bodies).collect()
}

/// The other media types of a required body.
pub(super) fn alternatives(operation: &Operation) -> impl Iterator<Item = (&Content, &ChosenBy)> {
    let body = operation.body.iter().filter(|body| body.required);
    let contents = body.flat_map(|body| &body.contents);
    contents.filter_map(|content| Some((content, content.chosen_by.as_ref()?)))
}

/// A parameter outside the body.
pub(super) fn parameter(types: &Types, parameter: &Parameter) -> Input {
    let name = ident(&parameter.name.rust);
    let value = Value::of_parameter(types, &parameter.ty, &name);
    let step = step(types, parameter, &value.reference);
    Input { name, ty: value.ty, prepared: value.prepared, step }
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
        Style::Form => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
    };
    quote!(lowcodeapi_runtime::Style::#style)
}

/// The body in its first media type; `None` where it has none.
pub(super) fn body(types: &Types, body: &Body) -> Option<Input> {
    Some(content(types, body, body.contents.first()?))
}

/// The body in one of its media types.
pub(super) fn content(types: &Types, body: &Body, content: &Content) -> Input {
    let name = ident(&body.argument);
    match content.encoding {
        Encoding::Text | Encoding::EventStream => text(name, content),
        Encoding::Bytes => bytes(name, content),
        Encoding::Multipart => multipart(types, name, content),
        Encoding::Form if content.qs => value(types, name, content, |value| quote!(.form(#value))),
        Encoding::Form => {
            let styles: Vec<_> = styles(content).collect();
            value(types, name, content, |value| quote!(.form_styled(#value, &[#(#styles),*])))
        }
        // A redirect is never sent.
        Encoding::Json | Encoding::Redirect => {
            let content_type = content_type(content);
            value(types, name, content, |value| quote!(.json(#value) #content_type))
        }
    }
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

fn value(types: &Types, name: Ident, content: &Content, step: impl Fn(TokenStream) -> TokenStream) -> Input {
    let value = Value::of(types, &content.ty, &name);
    Input { name, ty: value.ty, prepared: value.prepared, step: step(value.reference) }
}

fn text(name: Ident, content: &Content) -> Input {
    let content_type = content_type(content);
    let step = quote!(.text(#name) #content_type);
    Input { name, ty: quote!(impl Into<String>), prepared: None, step }
}

fn bytes(name: Ident, content: &Content) -> Input {
    let media_type = &content.content_type;
    let step = quote!(.bytes(#name, #media_type));
    Input { name, ty: quote!(impl Into<lowcodeapi_runtime::Bytes>), prepared: None, step }
}

/// A struct or union becomes a form by its own conversion; of anything else the runtime makes one.
fn multipart(types: &Types, name: Ident, content: &Content) -> Input {
    let subtype = content.content_type.as_ref().map(|subtype| quote!(.subtype(#subtype)));
    let said: Vec<_> = parts(content).chain(subtype).collect();
    if multipart::is_the_callers(types, &content.ty) {
        let ty = quote!(lowcodeapi_runtime::Form);
        let prepared = Some(quote!(let #name: #ty = #name.into();));
        let step = quote!(.multipart(#name #(#said)*));
        return Input { ty: quote!(impl Into<#ty>), prepared, step, name };
    }
    let form = multipart::form(types, &content.ty, &quote!(#name));
    let step = quote!(.multipart(#form #(#said)*));
    let ty = types.kept(&content.ty);
    let argument = types.argument(&content.ty, &name);
    let value = argument.value;
    Input { ty: argument.ty, prepared: Some(quote!(let #name: #ty = #value;)), step, name }
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
    ty: TokenStream,
    prepared: Option<TokenStream>,
    /// A reference to the value, as the builder takes it.
    reference: TokenStream,
}

impl Value {
    /// Of what travels as text: numbers are taken as they are written.
    fn of_parameter(types: &Types, ty: &TypeRef, name: &Ident) -> Self {
        let number = quote!(lowcodeapi_runtime::Number);
        let is_number = |ty: &TypeRef| *types.resolve(ty) == TypeRef::Primitive(Primitive::F64);
        let (taken, made) = match types.resolve(ty) {
            ty if is_number(ty) => (quote!(impl Into<#number>), quote!(let #name: #number = #name.into();)),
            TypeRef::Array(item) if is_number(item) => (
                quote!(impl IntoIterator<Item = impl Into<#number>>),
                quote!(let #name: Vec<#number> = #name.into_iter().map(Into::into).collect();),
            ),
            _ => return Self::of(types, ty, name),
        };
        Self { ty: taken, prepared: Some(made), reference: quote!(&#name) }
    }

    fn of(types: &Types, ty: &TypeRef, name: &Ident) -> Self {
        let Argument { ty: taken, value } = types.argument(ty, name);
        match types.resolve(ty) {
            // What is collected has to be told into what.
            TypeRef::Array(_) | TypeRef::Map(_) | TypeRef::Boxed(_) => {
                let kept = types.kept(ty);
                let prepared = quote!(let #name: #kept = #value;);
                Self { ty: taken, prepared: Some(prepared), reference: quote!(&#name) }
            }
            _ => Self { ty: taken, prepared: None, reference: quote!(&#value) },
        }
    }
}
