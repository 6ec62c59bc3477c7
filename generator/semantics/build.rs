//! Generates a client for each of the documents, so that what is tested is what the generator makes now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use lowcodeapi_generator::join::Companion;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Flavour, Grouping, Input, Known, Settings, generate, read};
use miette::{IntoDiagnostic, Report, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=documents");
    println!("cargo::rerun-if-changed=companions");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where output goes"));
    let mut clients = String::new();
    let mut documents: Vec<PathBuf> =
        fs::read_dir("documents").into_diagnostic()?.flatten().map(|entry| entry.path()).collect();
    documents.sort();
    for document in &documents {
        let name = document.file_stem().unwrap_or_default().to_string_lossy();
        let folder = out.join(&*name);
        if folder.exists() {
            fs::remove_dir_all(&folder).into_diagnostic()?;
        }
        write(document, &folder, &settings(&name))?;
        let module = folder.join("mod.rs");
        let module = module.display().to_string();
        writeln!(clients, "/// The client of `{name}`.\n#[path = {module:?}]\npub mod {name};\n")
            .into_diagnostic()?;
    }
    fs::write(out.join("clients.rs"), clients).into_diagnostic()
}

/// What is decided of the client of a document: two are such as LowCodeAPI serves, two have groups, one has types and traits of
/// its own choice.
fn settings(name: &str) -> Settings {
    let is_chosen = name == "chosen";
    Settings {
        provider: "semantics".to_owned(),
        host: "https://api.example.com".to_owned(),
        group: if ["latest", "library"].contains(&name) { Grouping::Tag } else { Grouping::Flat },
        flavour: if ["gateway", "shelf"].contains(&name) { Flavour::LowCodeApi } else { Flavour::OpenApi },
        types: chosen(&TYPES).filter(|_| is_chosen).collect(),
        derives: chosen(&DERIVES).filter(|_| is_chosen).map(|(name, traits)| (name, vec![traits])).collect(),
        library: Some(format!("semantics::{name}")),
        ..Settings::default()
    }
}

/// What strings of a format become.
const TYPES: [(&str, &str); 6] = [
    ("date", "jiff::civil::Date"),
    ("date-time", "jiff::Timestamp"),
    ("decimal", "crate::Money"),
    ("ipv4", "std::net::Ipv4Addr"),
    ("uri", "url::Url"),
    ("uuid", "uuid::Uuid"),
];

/// What types derive.
const DERIVES: [(&str, &str); 3] = [("*", "Eq"), ("Booking", "Hash"), ("Seat", "Ord")];

fn chosen(all: &'static [(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    all.iter().map(|(name, chosen)| ((*name).to_owned(), (*chosen).to_owned()))
}

/// Writes the client of one document, and its public interface beside it.
fn write(document: &Path, folder: &Path, settings: &Settings) -> Result<()> {
    let bytes = fs::read(document).into_diagnostic()?;
    let name = document.display().to_string();
    let companions = companions(document)?;
    let known = Known { companions: &companions, ..Known::default() };
    let input = Input { document: &bytes, name: &name, known, settings, names: &Names::default() };
    let generated = generate(&input).map_err(Report::new)?;
    let listing = [("api.txt", generated.listing.as_str())];
    for (path, text) in generated.files.iter().chain(listing) {
        let target = folder.join(path);
        fs::create_dir_all(target.parent().unwrap_or(folder)).into_diagnostic()?;
        fs::write(target, text).into_diagnostic()?;
    }
    Ok(())
}

/// The provider's own document, for one of those that LowCodeAPI serves.
fn companions(document: &Path) -> Result<Vec<Companion>> {
    let path = Path::new("companions").join(document.file_name().unwrap_or_default());
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let name = path.display().to_string();
    let read = read::committed(&fs::read(&path).into_diagnostic()?, &name).map_err(Report::new)?;
    Ok(vec![Companion::new(read, &name, String::new())])
}
