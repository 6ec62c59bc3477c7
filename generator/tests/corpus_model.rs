//! Real documents, where they are at hand: each has a model, and in it each of its operations.

use std::fs;
use std::path::{Path, PathBuf};

use lowcodeapi_generator::extensions::LEFT_OUT;
use lowcodeapi_generator::model::model;
use lowcodeapi_generator::read::read;
use lowcodeapi_generator::repair::{Settings, repair};

fn documents(folder: &str) -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    let entries = fs::read_dir(corpus).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn all_have_a_model(folder: &str) {
    for file in documents(folder) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("the corpus can be read");
        let mut document = match read(&bytes, &name) {
            Ok(document) => document,
            Err(error) => panic!("{:?}", miette::Report::new(error)),
        };
        repair(&mut document, &Settings::default());
        let model = model(&document).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
        let left_out = document.value[LEFT_OUT].as_array().map_or(0, Vec::len);
        println!(
            "{name}: {} operations, {left_out} left out, {} schemas, {} notes",
            model.operations.len(),
            model.schemas.len(),
            model.notes.len()
        );
        for note in &model.notes {
            println!("    {}: {}", note.pointer, note.detail);
        }
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        let items = document.value["paths"].as_object().into_iter().flatten().map(|(_, item)| item);
        let stated =
            items.flat_map(|item| methods.iter().filter(|method| item.get(method).is_some())).count();
        assert_eq!(model.operations.len(), stated, "{name} has lost operations");
    }
}

#[test]
fn every_openapi_document_has_a_model() {
    all_have_a_model("openapi");
}

#[test]
fn every_served_document_has_a_model() {
    all_have_a_model("lowcodeapi/openapi");
}

#[test]
fn every_definition_has_a_model() {
    all_have_a_model("lowcodeapi/definition");
}
