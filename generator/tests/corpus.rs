//! Real documents, where they lie beside the project: no operation is lost, and a repaired document stays as it is.

use std::path::{Path, PathBuf};

use lowcodeapi_generator::extensions::LEFT_OUT;
use lowcodeapi_generator::{read, repair};
use serde_json::Value;

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let methods = items.filter_map(Value::as_object).flat_map(|item| item.iter());
    methods.filter(|(method, value)| *method != "parameters" && value.is_object()).count()
}

fn check(file: &Path, count: impl Fn(&Value) -> usize) {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).expect("the file was listed");
    let raw: Value = serde_json::from_slice(&bytes).expect("the corpus is JSON");
    let mut document = read::read(&bytes, &name).unwrap_or_else(|error| panic!("{error:?}"));
    repair::repair(&mut document, &repair::Settings::default());
    let left_out = document.value[LEFT_OUT].as_array().map_or(0, Vec::len);
    assert_eq!(operations(&document.value) + left_out, count(&raw), "operations of {name}");

    let mut again = document.clone();
    let repairs = repair::repair(&mut again, &repair::Settings::default());
    assert_eq!(repairs, [], "a second repair of {name}");
    assert_eq!(again.value, document.value, "a second repair of {name}");
}

#[test]
fn served_documents_keep_their_operations_and_are_repaired_once() {
    for file in documents("lowcodeapi/openapi") {
        check(&file, operations);
    }
}

#[test]
fn raw_definitions_keep_their_routes_and_are_repaired_once() {
    for file in documents("lowcodeapi/definition") {
        check(&file, |raw| raw["routes"].as_array().map_or(0, Vec::len));
    }
}

#[test]
fn general_documents_keep_their_operations_and_are_repaired_once() {
    for file in documents("openapi") {
        check(&file, operations);
    }
}
