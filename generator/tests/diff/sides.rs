//! Two documents through the pipeline, and compared.

use lowcodeapi_generator::diff::{Provenance, Report, Side, diff};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Flavour, Generated, Grouping, Input, Known, Runtime, Settings, generate};
use serde_json::Value;

/// The settings of a service that is as its document says, methods on the client.
pub(crate) fn settings() -> Settings {
    Settings {
        provider: "shop".to_owned(),
        host: "https://api.example.com".to_owned(),
        group: Grouping::Flat,
        flavour: Flavour::OpenApi,
        runtime: Runtime::default(),
        operations: Vec::new(),
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
    let mut repairs = std::collections::BTreeMap::new();
    for repair in &made.repairs {
        *repairs.entry(repair.kind.as_str().to_owned()).or_default() += 1;
    }
    let head: Value = serde_json::from_str(&made.document).unwrap_or_default();
    let text = |at: &str| head.pointer(at).and_then(Value::as_str).map(str::to_owned);
    Side {
        name: name.to_owned(),
        api: &made.api,
        document: &made.source,
        served: None,
        source: made.source.source(),
        provenance: Provenance {
            openapi: text("/openapi").unwrap_or_default(),
            version: text("/info/version"),
            content: made.document.to_string(),
            repairs,
            ..Provenance::default()
        },
    }
}

/// Compares two documents.
pub(crate) fn compare(old: &Value, new: &Value) -> Report {
    compare_by(old, new, &settings())
}

pub(crate) fn compare_by(old: &Value, new: &Value, settings: &Settings) -> Report {
    let (before, after) = (made(old, settings), made(new, settings));
    diff(&side("old", &before), &side("new", &after))
}
