//! How long each stage takes: on the committed document, and on one named by `LOWCODEAPI_BENCH_DOCUMENT`.
//!
//! ```sh
//! cargo bench -p lowcodeapi-generator
//! LOWCODEAPI_BENCH_DOCUMENT=/path/to/openapi.json cargo bench -p lowcodeapi-generator
//! ```

use std::{fmt, path::PathBuf};

use divan::{Bencher, black_box};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{
    Input, Known, Settings, document::Document, emit, files, generate, infer, listing, lower, model, overlay,
    read, repair, yaml,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A document to measure with, and what belongs to it.
struct Case {
    name: String,
    text: String,
    overlay: Option<String>,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn cases() -> Vec<Case> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = |path: PathBuf| {
        std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{} can't be read: {error}", path.display()))
    };
    let mut cases = vec![Case {
        name: "awsses".to_owned(),
        text: text(root.join("snapshots/awsses/openapi.json")),
        overlay: Some(text(root.join("generated-client/overlay.yaml"))),
    }];
    if let Some(path) = std::env::var_os("LOWCODEAPI_BENCH_DOCUMENT").map(PathBuf::from) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.push(Case { name, text: text(path), overlay: None });
    }
    cases
}

impl Case {
    fn read(&self) -> Document {
        read::read(self.text.as_bytes(), &self.name).expect("the document can be read")
    }

    fn repaired(&self) -> Document {
        let mut document = self.read();
        repair::repair(&mut document, &repair::Settings { provider: Some(&self.name) });
        document
    }

    fn effective(&self) -> Document {
        let mut document = self.repaired();
        if let Some(known) = self.overlay() {
            overlay::overlay(&mut document, &known).expect("the overlay applies");
        }
        infer::infer(&mut document);
        document
    }

    fn overlay(&self) -> Option<overlay::Overlay> {
        let text = self.overlay.as_ref()?;
        Some(overlay::Overlay::parse(text, "overlay.yaml").expect("the overlay can be read"))
    }

    fn settings(&self) -> Settings {
        Settings::lowcodeapi(&self.name)
    }
}

#[divan::bench(args = cases())]
fn whole(bencher: Bencher, case: &Case) {
    let settings = case.settings();
    let overlay = case.overlay.as_deref().map(|text| (text, "overlay.yaml"));
    let input = Input {
        document: case.text.as_bytes(),
        name: &case.name,
        known: Known { overlay, ..Known::default() },
        settings: &settings,
        names: &Names::default(),
    };
    bencher.bench_local(|| generate(black_box(&input)).expect("the document becomes a client"));
}

#[divan::bench(args = cases())]
fn stage_1_read(bencher: Bencher, case: &Case) {
    bencher.bench_local(|| black_box(case).read());
}

#[divan::bench(args = cases())]
fn stage_2_repair(bencher: Bencher, case: &Case) {
    let settings = repair::Settings { provider: Some(&case.name) };
    bencher.with_inputs(|| case.read()).bench_local_refs(|document| repair::repair(document, &settings));
}

#[divan::bench(args = cases())]
fn stage_3_overlay(bencher: Bencher, case: &Case) {
    let known = case.overlay();
    bencher.with_inputs(|| case.repaired()).bench_local_refs(|document| {
        known.as_ref().map(|known| overlay::overlay(document, known).expect("the overlay applies"))
    });
}

#[divan::bench(args = cases())]
fn stage_4_infer(bencher: Bencher, case: &Case) {
    bencher.with_inputs(|| case.repaired()).bench_local_refs(infer::infer);
}

#[divan::bench(args = cases())]
fn stage_5_effective_yaml(bencher: Bencher, case: &Case) {
    let document = case.effective();
    bencher.bench_local(|| yaml::to_canonical(black_box(&document.value)));
}

#[divan::bench(args = cases())]
fn stage_6_model(bencher: Bencher, case: &Case) {
    let document = case.effective();
    bencher.bench_local(|| model::model(black_box(&document)).expect("the document is OpenAPI"));
}

#[divan::bench(args = cases())]
fn stage_7_lower(bencher: Bencher, case: &Case) {
    let model = model::model(&case.effective()).expect("the document is OpenAPI");
    let settings = Settings::lowcodeapi(&case.name);
    bencher.bench_local(|| {
        lower::lower(black_box(&model), &settings, &Names::default()).expect("the model can be lowered")
    });
}

#[divan::bench(args = cases())]
fn stage_8_emit(bencher: Bencher, case: &Case) {
    let model = model::model(&case.effective()).expect("the document is OpenAPI");
    let (api, _) = lower::lower(&model, &Settings::lowcodeapi(&case.name), &Names::default())
        .expect("the model can be lowered");
    bencher.bench_local(|| emit::emit(black_box(&api)));
}

#[divan::bench(args = cases())]
fn stage_9_format(bencher: Bencher, case: &Case) {
    let model = model::model(&case.effective()).expect("the document is OpenAPI");
    let (api, _) = lower::lower(&model, &Settings::lowcodeapi(&case.name), &Names::default())
        .expect("the model can be lowered");
    bencher
        .with_inputs(|| emit::emit(&api))
        .bench_local_values(|modules| files::render(modules).expect("what is emitted is Rust"));
}

#[divan::bench(args = cases())]
fn stage_9_list(bencher: Bencher, case: &Case) {
    let model = model::model(&case.effective()).expect("the document is OpenAPI");
    let (api, _) = lower::lower(&model, &Settings::lowcodeapi(&case.name), &Names::default())
        .expect("the model can be lowered");
    bencher.bench_local(|| listing::listing(black_box(&api)));
}
