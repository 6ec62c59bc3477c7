//! The README of a new crate: what is true for this client, and nothing else.

use std::fmt::Write as _;

use super::names::{library, variable};
use super::runtime::{FEATURES, defaults};
use super::templates::fill;
use super::{BASE_URL_VARIABLE, Crate, Refresh, TOKEN_VARIABLE};
use crate::api::{Api, Flavour, Location, Operation, Primitive, SecurityKind, Shape, ToldBy, TypeRef};

const README: &str = include_str!("templates/README.md.txt");

/// What the user of a server of his own has to know, of clients of LowCodeAPI.
const OWN_SERVER: &str = "\
A LowCodeAPI server of your own is named by `LOWCODEAPI_BASE_URL` (https, or http on this machine). The server as it was
published in November 2025 knows the old URL format only, where path parameters travel in the query:
`LOWCODEAPI_URL_FORMAT=old` saves each operation a first request that fails. Unless it is set, the client finds out which
format works.

";

/// Where answers come from, of clients with companions.
const FROM_COMPANIONS: &str = "\
What the answers hold is known from the provider's own document, which `spec/companion.json` keeps as far as it is used.
Such a call yields `Described<T>`: `.typed()?` is the answer as that document describes it, and `Described::Other` keeps
one that is otherwise, for the call has succeeded all the same.

";

/// The text.
pub(super) fn readme(written: &Crate) -> String {
    let api = written.api;
    let default = defaults(api);
    let mut features = String::new();
    for (name, about) in FEATURES.iter().filter(|(_, about)| !about.is_empty()) {
        let mark = if default.contains(name) { " (default)" } else { "" };
        let _ = writeln!(features, "| `{name}`{mark} | {about} |");
    }
    let test = if written.call.is_some() && written.has_example {
        "`cargo test` compiles the call above and makes it so."
    } else {
        "Tests of your own begin there."
    };
    fill(
        README,
        &[
            ("PACKAGE", written.package),
            ("DESCRIPTION", &written.description()),
            ("CALL", &call(written)),
            ("ENVIRONMENT", &environment(written)),
            ("HOST", &host(written)),
            ("CREDENTIALS", &credentials(written)),
            ("SERVERS", servers(api)),
            ("OWN_SERVER", if api.settings.is_lowcodeapi() { OWN_SERVER } else { "" }),
            ("ANSWERS", if written.companions.is_empty() { "" } else { FROM_COMPANIONS }),
            ("FAILURES", failures(api)),
            ("REDIRECTS", redirects(api)),
            ("PAGES", &pages(api)),
            ("STREAMS", &streams(api)),
            ("WEBHOOKS", &webhooks(api)),
            ("VALUES", &values(api)),
            ("FEATURES", &features),
            ("TEST", test),
            ("REFRESH", &refresh(written.refresh)),
            ("LICENSE", written.license.expression()),
        ],
    )
}

fn call(written: &Crate) -> String {
    let Some(first) = written.call else {
        return "No operation can be called with made-up values: `Client` in the documentation lists them all.\n".to_owned();
    };
    let does = if first.summary.is_empty() { String::new() } else { format!(" {}", first.summary) };
    format!("{}:{does}\n\n```rust,no_run\n{}```\n", first.route, first.example)
}

fn base_url(written: &Crate) -> String {
    match written.api.settings.flavour {
        Flavour::LowCodeApi => BASE_URL_VARIABLE.to_owned(),
        Flavour::OpenApi => variable(&library(written.package), "BASE_URL"),
    }
}

fn token(written: &Crate) -> String {
    match written.api.settings.flavour {
        Flavour::LowCodeApi => TOKEN_VARIABLE.to_owned(),
        Flavour::OpenApi => variable(&library(written.package), "API_TOKEN"),
    }
}

/// Whether there is a secret to give.
fn has_secret(api: &Api) -> bool {
    api.settings.is_lowcodeapi() || !api.security_schemes.is_empty()
}

/// What has to be set, and how the example is run.
fn environment(written: &Crate) -> String {
    let mut text = String::new();
    if has_secret(written.api) {
        let _ = writeln!(text, "export {}=…", token(written));
    }
    if let Some(path) = &written.api.open_host {
        let _ = writeln!(text, "export {}=https://…{path}", base_url(written));
    }
    let has_example = written.call.is_some() && written.has_example;
    text + if has_example { "cargo run --example first_call\n" } else { "cargo doc --open\n" }
}

fn host(written: &Crate) -> String {
    match &written.api.open_host {
        Some(path) => open(path, &base_url(written)),
        None => format!(
            "{} to `{}` and nowhere else, unless `base_url` or `server` of the builder says so.",
            if has_secret(written.api) { "The token goes" } else { "Calls go" },
            written.api.settings.host
        ),
    }
}

/// What a caller has to say about the host that the document leaves open.
fn open(path: &str, variable: &str) -> String {
    let completed = if path.is_empty() {
        String::new()
    } else {
        format!(
            " A host alone, such as `https://host`, is completed by the document's path, `{path}`; an address with a path \
             of its own stands as it is."
        )
    };
    format!(
        "The document doesn't say where the service is, so no call is made until you do: by `{variable}`, by `base_url` of \
         the builder, or for good by `host` in `Cargo.toml`, after which the client is to be refreshed.{completed} The \
         token goes there and nowhere else."
    )
}

/// The schemes of the document, and how each is met.
fn credentials(written: &Crate) -> String {
    let api = written.api;
    if api.settings.is_lowcodeapi() || api.security_schemes.is_empty() {
        return String::new();
    }
    let mut text = "## Credentials\n\n`Client::from_env()` reads them from the environment, and `Client::builder().credential(scheme, …)` \
                    takes them from you.\n\n| scheme | what it wants | variable |\n|---|---|---|\n"
        .to_owned();
    for (name, scheme) in &api.security_schemes {
        let own = code(&variable(&library(written.package), name));
        let _ = writeln!(text, "| {} | {} | {own} |", code(name), wanted(&scheme.kind));
    }
    let _ = writeln!(text, "\n`{}` meets the scheme that most calls ask for.\n", token(written));
    text
}

fn wanted(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::ApiKey { location, name } => {
            let place = match location {
                Location::Query => "query parameter",
                Location::Cookie => "cookie",
                _ => "header",
            };
            format!("a key, sent as the {place} {}", code(name))
        }
        SecurityKind::Basic => {
            "user and password: `Credential::basic(user, password)`, or `user:password` in the variable"
                .to_owned()
        }
        SecurityKind::Bearer { urls, .. } if !urls.is_empty() => {
            "an access token; `Credential::source(…)` takes what gets a new one when it runs out".to_owned()
        }
        SecurityKind::Bearer { .. } => "a token".to_owned(),
        SecurityKind::Other(kind) => {
            format!("{}: what stands behind that word in `Authorization`", code(kind))
        }
    }
}

fn servers(api: &Api) -> &'static str {
    if api.servers.iter().any(|server| server.is_offered) {
        "The document names several servers, or one with variables: `servers` has them, for `base_url` of the builder.\n\n"
    } else {
        ""
    }
}

fn failures(api: &Api) -> &'static str {
    if api.operations.iter().any(|operation| operation.failure.is_some()) {
        "Where the document describes failures, `of(&error)` of their type reads them."
    } else {
        "The document describes no failures as types."
    }
}

fn redirects(api: &Api) -> &'static str {
    if api.operations.iter().any(|operation| !operation.output.redirects.is_empty()) {
        "\n\nNo redirect is followed: a documented one is an answer of type `Redirect`, which has the `location()`, any other an \
         error that has it."
    } else {
        " No redirect is followed: it is an error, which has the `location()`."
    }
}

fn pages(api: &Api) -> String {
    let Some(paged) = api.operations.iter().find(|operation| operation.pagination.is_some()) else {
        return String::new();
    };
    format!(
        "## Pages\n\nThe document says how the pages of some lists follow each other. Their calls, such as `{}`, have `.items()`, \
         which walks through all of them (`while let Some(item) = items.next().await? {{ … }}`), and `.pages()`.\n\n",
        method(api, paged)
    )
}

fn streams(api: &Api) -> String {
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
fn webhooks(api: &Api) -> String {
    if api.webhooks.requests.is_empty() {
        return String::new();
    }
    let read = if api.webhooks.told_by == ToldBy::Name { "parse_as(name)" } else { "parse()" };
    format!(
        "## Webhooks\n\nWhat the service sends by itself is the enum `webhooks::Webhook`. Anyone can send to a public address, so it is \
         verified before it is read, with the bytes as they came: \
         `Webhook::verify(secret, &headers, &body, SystemTime::now())?.{read}?`.\n\n"
    )
}

/// How an operation is called, without its arguments.
fn method(api: &Api, operation: &Operation) -> String {
    let group = operation.group.filter(|_| api.settings.is_grouped());
    let group = group.map(|group| format!("{}().", api.groups[group].name.rust)).unwrap_or_default();
    format!("client.{group}{}(…)", operation.name.rust)
}

fn values(api: &Api) -> String {
    let mut text = String::new();
    if types(api).any(|ty| mentions(ty, &[Primitive::Date, Primitive::DateTime, Primitive::Uuid])) {
        text.push_str(
            "Dates and UUIDs are kept as text; the features `jiff`, `chrono`, `time` and `uuid` convert them to the types of \
             those crates. ",
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

fn refresh(Refresh { command: regen, is_alias }: Refresh<'_>) -> String {
    let (place, folder) = if is_alias {
        ("In the workspace of the generator", " --manifest DIR")
    } else {
        ("In this folder", "")
    };
    format!(
        "{place}:\n\n```sh\n{regen}{folder}                    # read the document again, regenerate\n\
         {regen}{folder} --offline --check  # is everything as it would be generated?\n```"
    )
}

/// A name in backticks; the document's own may hold anything.
fn code(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() || "`|".contains(c) { ' ' } else { c }).collect();
    format!("`{}`", plain.trim())
}
