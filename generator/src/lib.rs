//! Turns the API documents LowCodeAPI serves into Rust clients.

pub mod api;
pub mod document;
pub mod emit;
pub mod extensions;
pub mod files;
pub mod infer;
pub mod listing;
pub mod lower;
pub mod model;
pub mod names;
pub mod overlay {
    //! Stand-in.
    #[derive(Debug, Default)] pub struct Report { pub actions: Vec<Applied> }
    #[derive(Debug, Clone)] pub struct Applied { pub index: usize, pub target: String, pub description: Option<String>, pub matched: usize, pub changed: usize, pub nearest: Option<String>, pub position: crate::Position }
    #[derive(Debug, thiserror::Error, miette::Diagnostic)] #[error("{message} at line {line}, column {column}")] #[diagnostic(help("correct the overlay"))] pub struct Error { pub message: String, pub line: usize, pub column: usize }
}
pub mod read {
    //! Stand-in.
    #[derive(Debug, thiserror::Error, miette::Diagnostic)]
    pub enum Error { #[error("`{0}` is empty")] #[diagnostic(help("fetch it again"))] Empty(String), #[error("`{0}` is a web page")] #[diagnostic(help("check the address"))] Html(String), #[error("`{0}` is no JSON at line {1}, column {2}")] #[diagnostic(help("cut off?"))] Json(String, usize, usize), #[error("`{0}` is no API description")] #[diagnostic(help("x"))] NotAnApiDescription(String), #[error("`{0}` has no paths")] #[diagnostic(help("x"))] PathsMissing(String) }
    impl Error { pub fn is_not_a_description(&self) -> bool { matches!(self, Self::Html(_) | Self::NotAnApiDescription(_)) } }
    pub(crate) fn value(bytes: &[u8], name: &str) -> Result<serde_json::Value, Error> {
        let name = name.to_owned();
        let text = String::from_utf8_lossy(bytes);
        if text.trim().is_empty() { return Err(Error::Empty(name)); }
        if text.trim_start().starts_with('<') { return Err(Error::Html(name)); }
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|e| Error::Json(name.clone(), e.line(), e.column()))?;
        let inner = ["res", "data"].iter().find_map(|k| value.get(k)).unwrap_or(&value).clone();
        if inner.get("routes").is_some() { return Ok(value); }
        if inner.get("openapi").is_none() { return Err(Error::NotAnApiDescription(name)); }
        if inner.get("paths").is_none() { return Err(Error::PathsMissing(name)); }
        Ok(value)
    }
    pub fn canonical(bytes: &[u8], name: &str) -> Result<String, Error> { Ok(serde_json::to_string_pretty(&value(bytes, name)?).unwrap() + "\n") }
}
pub mod repair;
pub mod source;
pub mod urls;
pub mod yaml;

#[derive(Debug, Clone, Default)] pub struct Position { pub line: usize, pub column: usize, pub offset: usize }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)] pub enum Grouping { #[default] Flat, Tag }
#[derive(Debug, Clone)] pub struct Settings { pub provider: String, pub host: String, pub group: Grouping }
#[derive(Debug)] pub struct Input<'a> { pub document: &'a [u8], pub name: &'a str, pub overlay: Option<(&'a str, &'a str)>, pub settings: &'a Settings }
#[derive(Debug, thiserror::Error, miette::Diagnostic)] #[error("x")] pub struct Never;
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    #[error(transparent)] #[diagnostic(transparent)] Read(#[from] read::Error),
    #[error(transparent)] #[diagnostic(transparent)] Overlay(#[from] overlay::Error),
    #[error(transparent)] #[diagnostic(transparent)] Model(Never),
    #[error(transparent)] #[diagnostic(transparent)] Lower(Never),
    #[error(transparent)] #[diagnostic(transparent)] Files(Never),
}
#[derive(Debug, Clone, Copy)] pub enum RepairKind { InfoMissing }
impl RepairKind { pub fn as_str(self) -> &'static str { "info_missing" } }
#[derive(Debug, Clone)] pub struct Repair { pub kind: RepairKind, pub pointer: String, pub detail: String }
#[derive(Debug, Clone)] pub struct Inference { pub pointer: String }
#[derive(Debug, Clone, Default)] pub struct Files(pub indexmap::IndexMap<String, String>);
impl Files { pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> { self.0.iter().map(|(k, v)| (k.as_str(), v.as_str())) } }
#[derive(Debug)] pub struct Generated { pub document: String, pub form: &'static str, pub repairs: Vec<Repair>, pub overlay: overlay::Report, pub inferences: Vec<Inference>, pub effective: String, pub api: api::Api, pub files: Files, pub listing: String }
impl Generated { pub fn locate(&self, _pointer: &str) -> Option<Position> { Some(Position { line: 1, column: 1, offset: 0 }) } }
pub fn generate(input: &Input<'_>) -> Result<Generated, Error> {
    let value = read::value(input.document, input.name)?;
    let inner = ["res", "data"].iter().find_map(|k| value.get(k)).unwrap_or(&value).clone();
    let mut report = overlay::Report::default();
    if let Some((text, _)) = input.overlay {
        let y: serde_json::Value = serde_yaml::from_str(text).map_err(|e| overlay::Error { message: "no YAML".into(), line: e.location().map_or(0, |l| l.line()), column: e.location().map_or(0, |l| l.column()) })?;
        for (index, a) in y["actions"].as_array().into_iter().flatten().enumerate() {
            let target = a["target"].as_str().unwrap_or_default().to_owned();
            let matched = serde_json_path::JsonPath::parse(&target).map(|p| p.query(&inner).len()).unwrap_or(0);
            report.actions.push(overlay::Applied { index, target, description: None, matched, changed: matched, nearest: None, position: Position { line: 4, column: 1, offset: 0 } });
        }
    }
    let mut api = api::Api::default();
    let routes = inner.get("routes").and_then(|r| r.as_array().cloned()).unwrap_or_default();
    let mut ops: Vec<(String, String)> = routes.iter().map(|r| (r["method"].as_str().unwrap_or_default().to_uppercase(), r["path"].as_str().unwrap_or_default().to_owned())).collect();
    for (path, item) in inner.get("paths").and_then(|p| p.as_object()).into_iter().flatten() { for method in item.as_object().into_iter().flatten().map(|m| m.0) { ops.push((method.to_uppercase(), path.clone())); } }
    for s in inner.get("servers").and_then(|s| s.as_array()).into_iter().flatten() { api.servers.push(api::Server { url: s["url"].as_str().unwrap_or_default().into(), variables: Default::default(), origin: api::Pointer::default() }); }
    let mut body = String::from("// @generated by `cargo xtask regen`. Do not edit.\n");
    for (method, key) in ops {
        body += &format!("// {method} {key}\n");
        api.operations.push(api::Operation { name: Default::default(), name_source: api::NameSource::Path, call: String::new(), group: None, method, urls: api::Urls { new: Some(key.clone()), old: None, old_first: false }, key, parameters: vec![], body: None, responses: vec![], output: api::Output { ty: None, encoding: api::Encoding::Json, documented: false }, security: None, servers: vec![], pagination: None, deprecated: false, docs: Default::default(), origin: Default::default() });
    }
    let mut files = Files::default();
    files.0.insert("mod.rs".into(), "// @generated\nmod operations;\n".into());
    files.0.insert("operations.rs".into(), body.clone());
    files.0.insert("types.rs".into(), "// @generated\n".into());
    Ok(Generated { document: serde_json::to_string_pretty(&value).unwrap() + "\n", form: "OpenAPI in JSON", repairs: vec![], overlay: report, inferences: vec![], effective: serde_yaml::to_string(&inner).unwrap(), api, files, listing: body })
}
