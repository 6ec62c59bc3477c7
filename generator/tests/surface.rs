//! The surface of a client is what its emitted code makes public: no item more, none fewer, each with the same types.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use emitted::Emitted;
use lowcodeapi_generator::api::Runtime;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::surface::{Item, Surface};
use lowcodeapi_generator::{Client, Grouping, Known, Prepared, Settings, read};
use support::{DocumentKind, documents};

#[path = "support/emitted.rs"]
mod emitted;

/// How clients are laid out.
const LAYOUTS: [(Grouping, Runtime); 2] =
    [(Grouping::Flat, Runtime::Dependency), (Grouping::Tag, Runtime::Vendored)];

/// The client of a document.
fn client(file: &Path, (group, runtime): (Grouping, Runtime)) -> Client {
    let bytes = std::fs::read(file).expect("the file was listed");
    let name = file.display().to_string();
    let read = read::read(&bytes, &name).unwrap_or_else(|error| panic!("{error:?}"));
    let settings = Settings { group, runtime, ..Settings::suggest(&read, "sample") };
    let read = read::committed(&bytes, &name).expect("it was read before");
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
