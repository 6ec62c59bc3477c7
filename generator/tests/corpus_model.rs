//! Real documents, where they are at hand: each has a model.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::model::model;

fn documents(folder: &str) -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    let entries = fs::read_dir(corpus).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

#[test]
fn every_real_document_has_a_model() {
    for file in documents("openapi") {
        let text = fs::read_to_string(&file).expect("the corpus can be read");
        let value = serde_json::from_str(&text).expect("the corpus is JSON");
        let document = Document::from_value(value, &file.to_string_lossy());
        let started = Instant::now();
        let model = model(&document).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "{name}: {} operations, {} schemas, {} notes, {:?}",
            model.operations.len(),
            model.schemas.len(),
            model.notes.len(),
            started.elapsed()
        );
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        let items = document.value["paths"].as_object().into_iter().flatten().map(|(_, item)| item);
        let stated =
            items.flat_map(|item| methods.iter().filter(|method| item.get(method).is_some())).count();
        assert_eq!(model.operations.len(), stated, "{name} has lost operations");
    }
}
