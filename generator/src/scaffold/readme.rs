//! The README of a new crate: what is true for this client, and nothing else.

mod credentials;
mod offers;

use std::fmt::Write as _;

use super::features;
use super::names::{library, variable};
use super::runtime::{FEATURES, defaults};
use super::templates::fill;
use super::{BASE_URL_VARIABLE, Crate, Refresh, TOKEN_VARIABLE};
use crate::api::{Api, Flavour, SecurityKind, SecurityScheme};

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
            ("CREDENTIALS", &credentials::credentials(written)),
            ("SERVERS", offers::servers(api)),
            ("OWN_SERVER", if api.settings.is_lowcodeapi() { OWN_SERVER } else { "" }),
            ("ANSWERS", if written.companions.is_empty() { "" } else { FROM_COMPANIONS }),
            ("FAILURES", &offers::failures(api)),
            ("REDIRECTS", offers::redirects(api)),
            ("PAGES", &offers::pages(api)),
            ("STREAMS", &offers::streams(api)),
            ("WEBHOOKS", &offers::webhooks(api)),
            ("VALUES", &offers::values(api)),
            ("FEATURES", &features(api)),
            ("OPEN_ANSWERS", offers::open_answers(api)),
            ("TEST", test),
            ("SERVE", &serve(written)),
            ("REFRESH", &refresh(written.refresh)),
            ("LICENSE", written.license.expression()),
        ],
    )
}

/// A row for each feature, and for those that do the same in other ways.
fn features(api: &Api) -> String {
    let default = defaults(api);
    let mut table = String::new();
    let mut rest = FEATURES.iter().peekable();
    while let Some((name, about)) = rest.next() {
        let is_idle = match *name {
            "webhooks" => api.webhooks.requests.is_empty(),
            "xml" => api.xml.is_empty(),
            _ => false,
        };
        if is_idle {
            continue;
        }
        let mark = |name: &str| if default.contains(&name) { " (default)" } else { "" };
        let _ = write!(table, "| `{name}`{}", mark(name));
        while let Some((alike, _)) = rest.next_if(|(_, about)| about.is_empty()) {
            let _ = write!(table, ", `{alike}`{}", mark(alike));
        }
        let _ = writeln!(table, " | {about} |");
    }
    table + &features::row(api)
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

/// What goes to the host, as the beginning of a sentence.
fn sent(api: &Api) -> &'static str {
    let is_token = |scheme: &SecurityScheme| matches!(scheme.kind, SecurityKind::Bearer { .. });
    if !has_secret(api) {
        "Calls go"
    } else if api.settings.is_lowcodeapi() || api.security_schemes.values().all(is_token) {
        "The token goes"
    } else {
        "Credentials go"
    }
}

/// What has to be set, and how the example is run.
fn environment(written: &Crate) -> String {
    let mut text = String::new();
    match written.call.map(|call| &call.schemes[..]) {
        // A token alone would not be let in.
        Some(schemes @ [_, _, ..]) if !written.api.settings.is_lowcodeapi() => {
            for scheme in schemes {
                let _ = writeln!(text, "export {}=…", credentials::own_variable(written, scheme));
            }
        }
        Some([]) if !written.api.settings.is_lowcodeapi() => {}
        schemes if has_secret(written.api) => {
            let asked =
                schemes.and_then(<[_]>::first).and_then(|name| written.api.security_schemes.get(name));
            let is_login = asked.is_some_and(|scheme| matches!(scheme.kind, SecurityKind::Basic));
            let value = if is_login { "user:password" } else { "…" };
            let _ = writeln!(text, "export {}={value}", token(written));
        }
        _ => {}
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
            sent(written.api),
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

/// How the client is tried without the service.
fn serve(written: &Crate) -> String {
    let Refresh { command, is_alias } = written.refresh;
    let Some(tool) = command.strip_suffix("regen") else { return String::new() };
    let (folder, place) = if is_alias { ("DIR", ", in the workspace of the generator,") } else { (".", "") };
    let secret = if has_secret(written.api) { " Any credential will do." } else { "" };
    format!(
        "\nWithout network or account, programs find a stand-in for the service by `{}=http://127.0.0.1:8420`:\n\
         `{tool}serve --manifest {folder}`{place} starts it.{secret}\n",
        base_url(written)
    )
}

fn refresh(Refresh { command: regen, is_alias }: Refresh<'_>) -> String {
    let (place, folder) = if is_alias {
        ("In the workspace of the generator", " --manifest DIR")
    } else {
        ("In this folder, with the tool that made it", "")
    };
    format!(
        "{place}:\n\n```sh\n{regen}{folder}                    # read the document again, regenerate\n\
         {regen}{folder} --offline --check  # is everything as it would be generated?\n```"
    )
}
