//! The surface of a client is what its emitted code makes public: no item more, none fewer, each with the same types.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use emitted::Emitted;
use lowcodeapi_generator::api::Runtime;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::surface::{Item, Surface};
use lowcodeapi_generator::{Client, Grouping, Known, Prepared, Settings, read};
use serde_json::json;
use support::{DocumentKind, documents};

#[path = "support/emitted.rs"]
mod emitted;

/// How clients are laid out.
const LAYOUTS: [(Grouping, Runtime); 2] =
    [(Grouping::Flat, Runtime::Dependency), (Grouping::Tag, Runtime::Vendored)];

/// The client of a document.
fn client(file: &Path, layout: (Grouping, Runtime)) -> Client {
    let bytes = std::fs::read(file).expect("the file was listed");
    client_of(&bytes, &file.display().to_string(), layout)
}

fn client_of(bytes: &[u8], name: &str, (group, runtime): (Grouping, Runtime)) -> Client {
    let read = read::read(bytes, name).unwrap_or_else(|error| panic!("{error:?}"));
    let settings = Settings { group, runtime, ..Settings::suggest(&read, "sample") };
    let read = read::committed(bytes, name).expect("it was read before");
    let prepared = Prepared::new(read, Known::default(), &settings).expect("there is no overlay");
    prepared
        .client(&settings, &Names::default())
        .unwrap_or_else(|error| panic!("{name}: {:?}", miette::Report::new(error)))
}

/// A line without white space and trailing commas, which say nothing.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<String>().replace(",)", ")").replace(",>", ">")
}

fn differences(client: &Client) -> Vec<String> {
    let items: Vec<String> =
        Surface::of(&client.api).items().map(|item: Item<'_>| squeezed(&item.to_string())).collect();
    let surface: BTreeSet<String> = items.iter().cloned().collect();
    let mut emitted = Emitted::default();
    for (path, text) in client.files.iter() {
        emitted.read(path, text);
    }
    let emitted: BTreeSet<String> = emitted.lines.iter().map(|line| squeezed(line)).collect();
    let unknown = emitted.difference(&surface).map(|line| format!("only in the code: {line}"));
    let missing = surface.difference(&emitted).map(|line| format!("only in the surface: {line}"));
    let mut differences: Vec<String> = unknown.chain(missing).collect();
    if items.len() > surface.len() {
        differences.push(format!("{} items are listed twice", items.len() - surface.len()));
    }
    differences
}

fn check(files: impl IntoIterator<Item = PathBuf>) -> usize {
    let mut count = 0;
    for file in files {
        for layout in LAYOUTS {
            let differences = differences(&client(&file, layout));
            assert!(
                differences.is_empty(),
                "{} ({layout:?}):\n{}",
                file.display(),
                differences[..differences.len().min(10)].join("\n")
            );
            count += 1;
        }
    }
    count
}

#[test]
fn emitted_code_makes_public_what_the_surface_has() {
    assert!(check(DocumentKind::ALL.into_iter().flat_map(documents)) > 40);
}

/// A document with so many operations and types that no file should hold them all.
fn large() -> String {
    let answer = |name: String| {
        json!({"200": {"description": "", "content": {"application/json": {"schema": {
            "$ref": format!("#/components/schemas/{name}"),
        }}}}})
    };
    let (mut paths, mut schemas) = (json!({}), json!({}));
    let text = json!({"type": "string", "description": "A line that says what this member is for."});
    for tag in ["boats", "docks", "crews"] {
        for at in 0..60 {
            let name = format!("{tag}{}Log", ["Day", "Night", "Year"][at % 3]) + &at.to_string();
            let members = (0..20).map(|at| (format!("{tag}_member_{at}"), text.clone()));
            let mut members: serde_json::Map<_, _> = members.collect();
            members.insert(
                "place".to_owned(),
                json!({"$ref": format!("#/components/schemas/Place{}", at % 50)}),
            );
            schemas[&name] = json!({"type": "object", "properties": members});
            let path = format!("/v1/{tag}/{}/{at}", ["logs", "plans", "visits"][at % 3]);
            paths[&path] = json!({"get": {"tags": [tag], "operationId": format!("get{name}"), "responses": answer(name)}});
        }
    }
    for at in 0..50 {
        let members = (0..60).map(|member| (format!("at_{at}_{member}"), text.clone()));
        let members: serde_json::Map<_, _> = members.collect();
        schemas[format!("Place{at}")] = json!({"type": "object", "properties": members});
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Harbour", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    });
    document.to_string()
}

#[test]
fn what_is_large_is_divided_among_files_and_seen_where_it_was() {
    for layout in LAYOUTS {
        let client = client_of(large().as_bytes(), "large.json", layout);
        let differences = differences(&client);
        assert!(differences.is_empty(), "{layout:?}: {differences:#?}");
        for (path, text) in client.files.iter() {
            assert!(text.lines().count() <= 3000, "{path} has {} lines", text.lines().count());
        }
        let files: Vec<&str> = client.files.iter().map(|(path, _)| path).collect();
        for part in ["types/boats_logs", "types/shared_", "operations/"] {
            assert!(files.iter().any(|path| path.starts_with(part)), "{part}: {files:?}");
        }
    }
}
