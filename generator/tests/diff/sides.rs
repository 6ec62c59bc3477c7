//! Two documents through the pipeline, and compared.

use lowcodeapi_generator::diff::{Report, Side, diff};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::sides::{self, Reading};
use lowcodeapi_generator::{
    Flavour, Generated, Grouping, Input, Known, Lowered, Prepared, Settings, generate, read,
};
use serde_json::Value;

/// The settings of a service that is as its document says, methods on the client.
pub(crate) fn settings() -> Settings {
    Settings {
        provider: "shop".to_owned(),
        host: "https://api.example.com".to_owned(),
        group: Grouping::Flat,
        flavour: Flavour::OpenApi,
        ..Settings::default()
    }
}

pub(crate) fn made(document: &Value, settings: &Settings) -> Generated {
    made_of(document.to_string().as_bytes(), settings)
}

pub(crate) fn made_of(document: &[u8], settings: &Settings) -> Generated {
    let input =
        Input { document, name: "openapi.json", known: Known::default(), settings, names: &Names::default() };
    generate(&input).unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(document)))
}

pub(crate) fn side<'a>(name: &str, made: &'a Generated) -> Side<'a> {
    sides::side(name, &made.api, &made.source, Reading::from(made).provenance(None, None, ""))
}

/// Compares two documents.
pub(crate) fn compare(old: &Value, new: &Value) -> Report {
    compare_by(old, new, &settings())
}

pub(crate) fn compare_by(old: &Value, new: &Value, settings: &Settings) -> Report {
    let (before, after) = (lowered(old, settings), lowered(new, settings));
    diff(&lowered_side("old", &before), &lowered_side("new", &after))
}

/// What a document becomes, of which nothing is written.
fn lowered(document: &Value, settings: &Settings) -> Lowered {
    let text = document.to_string();
    let lowered = || {
        let read = read::committed(text.as_bytes(), "openapi.json")?;
        Prepared::new(read, Known::default(), settings)?.lowered(settings, &Names::default())
    };
    lowered().unwrap_or_else(|error: lowcodeapi_generator::Error| panic!("{error}\n{text}"))
}

fn lowered_side<'a>(name: &str, lowered: &'a Lowered) -> Side<'a> {
    let provenance = Reading::from(&lowered.prepared).provenance(None, None, "");
    let side = sides::side(name, &lowered.api, lowered.prepared.source(), provenance);
    Side { today: "2026-11-30".parse().ok(), ..side }
}
