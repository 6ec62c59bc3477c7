//! What a README says of this API: servers, failures, pages, streams, webhooks, values.

use std::fmt::Write as _;

use crate::api::{Api, Operation, Primitive, Shape, ToldBy, TypeRef};

/// Where the service is, besides the host of the manifest.
pub(super) fn servers(api: &Api) -> &'static str {
    if api.servers.iter().any(|server| server.is_offered) {
        "The document names several servers, or one with variables: `servers` has them, for `base_url` of the builder.\n\n"
    } else {
        ""
    }
}

pub(super) fn failures(api: &Api) -> String {
    match api.operations.iter().find_map(|operation| operation.failure.as_ref()) {
        Some(failure) => format!(
            "Failures that the document describes have types, which read them: `{}::of(&error)`.",
            failure.name
        ),
        None => "The document describes no failure, so `T` is a type of yours.".to_owned(),
    }
}

/// What becomes of an answer that the document says nothing of.
pub(super) fn open_answers(api: &Api) -> &'static str {
    if api.operations.iter().any(|operation| operation.output.is_open()) {
        " An answer it says nothing of is JSON or text; `.json::<T>()`, `.text()`, `.bytes()` and `.stream()`\nof the call take it \
         otherwise."
    } else {
        ""
    }
}

pub(super) fn redirects(api: &Api) -> &'static str {
    if api.operations.iter().any(|operation| !operation.output.redirects.is_empty()) {
        "\n\nNo redirect is followed: a documented one is an answer of type `Redirect`, which has the `location()`, any other an \
         error that has it."
    } else {
        " No redirect is followed: it is an error, which has the `location()`."
    }
}

pub(super) fn pages(api: &Api) -> String {
    let Some(paged) = api.operations.iter().find(|operation| operation.pagination.is_some()) else {
        return String::new();
    };
    format!(
        "## Pages\n\nThe document says how the pages of some lists follow each other. Their calls, such as `{}`, have `.items()`, \
         which walks through all of them (`while let Some(item) = items.next().await? {{ … }}`), and `.pages()`.\n\n",
        method(api, paged)
    )
}

pub(super) fn streams(api: &Api) -> String {
    let mut text = String::new();
    for (method, does) in [
        ("events", "reads the answer event by event, as they come"),
        ("stream", "hands out the answer's bytes as they come, however many there are"),
    ] {
        let is_read_so = |operation: &&Operation| {
            operation.output.streaming.as_ref().is_some_and(|streaming| streaming.method() == method)
        };
        if let Some(streamed) = api.operations.iter().find(is_read_so) {
            let _ =
                writeln!(text, "- `.{method}()` of calls such as `{}` {does}.", self::method(api, streamed));
        }
    }
    if text.is_empty() { text } else { format!("## Streams\n\n{text}\n") }
}

/// What the service sends by itself.
pub(super) fn webhooks(api: &Api) -> String {
    if api.webhooks.requests.is_empty() {
        return String::new();
    }
    let read = if api.webhooks.told_by == ToldBy::Name { "parse_as(name)" } else { "parse()" };
    let verify = match api.webhooks.signing {
        Some(_) => "verify(",
        None => "verify_by(&signing, ",
    };
    let unstated = match api.webhooks.signing {
        Some(_) => "",
        None => {
            " The document doesn't say how they are signed: `signing` is what the service's documentation says, such as \
             `runtime::webhooks::Signing::STANDARD` for Standard Webhooks. `x-lowcodeapi-webhooks` in the overlay makes it a part of \
             the client."
        }
    };
    format!(
        "## Webhooks\n\nWhat the service sends by itself is the enum `webhooks::Webhook`. Anyone can send to a public address, so it is \
         verified before it is read, with the bytes as they came: \
         `Webhook::{verify}secret, &headers, &body, SystemTime::now())?.{read}?`.{unstated}\n\n"
    )
}

/// How an operation is called, without its arguments.
fn method(api: &Api, operation: &Operation) -> String {
    let group = operation.group.filter(|_| api.settings.is_grouped());
    let groups = group.into_iter().flat_map(|group| api.groups_to(&api.groups[group]));
    let path: Vec<&str> =
        groups.map(|group| group.name.rust.as_str()).chain([&*operation.name.rust]).collect();
    format!("client.{}(…)", path.join("()."))
}

pub(super) fn values(api: &Api) -> String {
    let mut text = String::new();
    if types(api).any(|ty| mentions(ty, &[Primitive::Date, Primitive::DateTime, Primitive::Uuid])) {
        text.push_str(
            "Dates and UUIDs are kept as text; the features `jiff`, `chrono`, `time` and `uuid` convert them to the types of \
             those crates. ",
        );
    }
    for (format, path) in &api.settings.types {
        let _ = write!(
            text,
            "Strings of the format `{format}` are `{path}`; an answer with another text can't be read. "
        );
    }
    if api.types.iter().any(|ty| matches!(ty.shape, Shape::Union(_))) {
        text.push_str(
            "A value that is one of several types is read by the member that tells them apart, else as the type that keeps all \
             of it; what fits none of them whole arrives as `Unknown`, with its JSON, and is sent back as it came. ",
        );
    }
    if api.types.iter().any(|ty| matches!(ty.shape, Shape::Enum(_))) {
        text.push_str("An enum keeps a value it doesn't know as `Unknown`.");
    }
    if text.is_empty() { text } else { format!("## Values\n\n{}\n\n", text.trim_end()) }
}

/// The types of parameters, and of members of named types.
fn types(api: &Api) -> impl Iterator<Item = &TypeRef> {
    let members = api.types.iter().flat_map(|ty| match &ty.shape {
        Shape::Struct(shape) => shape.fields.iter().map(|field| &field.ty).collect(),
        Shape::Alias(of) => vec![of],
        Shape::Enum(_) | Shape::Union(_) => Vec::new(),
    });
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    members.chain(parameters.map(|parameter| &parameter.ty))
}

fn mentions(ty: &TypeRef, wanted: &[Primitive]) -> bool {
    match ty {
        TypeRef::Primitive(primitive) => wanted.contains(primitive),
        TypeRef::Array(of) | TypeRef::Map(of) | TypeRef::Nullable(of) => mentions(of, wanted),
        TypeRef::Tuple(parts) => parts.iter().any(|part| mentions(part, wanted)),
        TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Json | TypeRef::JsonObject => false,
    }
}
