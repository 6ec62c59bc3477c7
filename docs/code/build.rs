//! Makes the client of `shop.yaml` whenever that changes.

use std::path::Path;
use std::{env, fs};

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Flavour, Input, Known, Settings, generate};
use miette::{IntoDiagnostic, Report, Result};

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=shop.yaml");
    let document = fs::read("shop.yaml").into_diagnostic()?;
    let settings = Settings {
        provider: "shop".to_owned(),
        // The credential goes to this host and to no other: the document doesn't decide it.
        host: "https://shop.example/v1".to_owned(),
        flavour: Flavour::OpenApi,
        // Where callers find `Client`: examples in the documentation begin there.
        library: Some("shop_client".to_owned()),
        ..Settings::default()
    };
    let input = Input {
        document: &document,
        name: "shop.yaml",
        known: Known::default(),
        settings: &settings,
        names: &Names::default(),
    };
    // A report shows what is wrong in the document, with its line.
    let made = generate(&input).map_err(Report::new)?;
    let out = env::var("OUT_DIR").into_diagnostic()?;
    let folder = Path::new(&out).join("shop");
    for (path, text) in made.files.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&folder)).into_diagnostic()?;
        fs::write(file, text).into_diagnostic()?;
    }
    // `include!` takes no module with files of its own; a module by its path has them.
    let module = folder.join("mod.rs").display().to_string();
    fs::write(Path::new(&out).join("client.rs"), format!("#[path = {module:?}]\nmod shop;\n"))
        .into_diagnostic()
}
