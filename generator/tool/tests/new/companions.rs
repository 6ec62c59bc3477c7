//! Answers and types from the provider's own document.

use crate::scratch::{NOTES, Scratch};
use crate::xtask;

/// What the provider itself publishes about one of the two operations.
const COMPANION: &str = "
openapi: 3.1.0
info: { title: Notes, version: '2' }
servers: [{ url: https://api.notes.example }]
paths:
  /v1/pages/{page}:
    get:
      operationId: readPage
      parameters: [{ name: page, in: path, required: true, schema: { type: string } },
                   { name: filter_properties, in: query, schema: { type: string } }]
      responses: { '200': { description: A page, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
  /v1/other: { get: { responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Other' } } } } } } }
components:
  schemas: { Page: { type: object, properties: { title: { type: string } } }, Other: { type: object } }
";

fn created(scratch: &Scratch) -> String {
    scratch.write("notes.json", NOTES);
    scratch.write("native.yaml", COMPANION);
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    let companion = scratch.argument("native.yaml");
    xtask(&["new", "notes", "--spec", &spec, "--companion", &companion, "--out", &out])
        .ends_with(0)
        .says("1 operation matched, 0 ambiguous, 1 unmatched; 1 disagreement");
    out
}

#[test]
fn a_companion_is_named_in_the_manifest_and_kept_as_far_as_it_matched() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    assert!(scratch.read("client/Cargo.toml").contains("\ncompanions = [\"../native.yaml\"]\n"));
    let kept = scratch.read("client/spec/companion.json");
    assert!(kept.contains("\"name\": \"../native.yaml\"") && kept.contains("\"Page\""), "{kept}");
    assert!(!kept.contains("Other") && !kept.contains("/v1/other"), "{kept}");
    let lock = scratch.read("client/spec/lock.toml");
    assert!(
        lock.contains("[companions]\nambiguous = 0\ndisagreements = 1\nmatched = 1\nunmatched = 1\n"),
        "{lock}"
    );
    let listing = scratch.read("client/spec/api.txt");
    assert!(listing.contains("Client::read_page") && listing.contains("Described<types::Page>"), "{listing}");
    assert!(scratch.read("client/README.md").contains("`.typed()?`"));
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
    xtask(&["regen", "--manifest", &out, "--offline", "--verbose"])
        .ends_with(0)
        .says("no companion has POST https://api.notes.example/v1/pages")
        .says("`array` for LowCodeAPI, `string` for the provider: it stays `array` (../native.yaml#/paths/");
}

#[test]
fn what_is_kept_does_where_the_companion_itself_is_gone() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    let spec = scratch.argument("notes.json");
    std::fs::remove_file(scratch.path("native.yaml")).unwrap();
    xtask(&["regen", "--manifest", &out, "--spec", &spec, "--check"]).ends_with(0).says("up to date");
    std::fs::remove_file(scratch.path("client/spec/companion.json")).unwrap();
    xtask(&["regen", "--manifest", &out, "--offline"])
        .ends_with(111)
        .says("the companion `../native.yaml` is not there, and `spec/companion.json` has nothing of it");
}

#[test]
fn a_companion_that_is_taken_off_the_list_is_gone() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    let manifest = scratch.read("client/Cargo.toml").replace("companions = [\"../native.yaml\"]\n", "");
    scratch.write("client/Cargo.toml", &manifest);
    xtask(&["regen", "--manifest", &out, "--offline", "--check"])
        .ends_with(4)
        .says("orphaned   spec/companion.json");
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0).says("deleted spec/companion.json");
    assert!(!scratch.read("client/spec/api.txt").contains("Described"));
}

/// The same at a host that LowCodeAPI doesn't name.
fn elsewhere() -> String {
    COMPANION.replace("https://api.notes.example", "https://notes.example")
}

#[test]
fn a_server_beside_a_companion_says_where_lowcodeapi_reaches_its_operations() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    scratch.write("other.yaml", &elsewhere().replace("/v1/pages", "/v1/none"));
    scratch.write("native.yaml", &elsewhere());
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    let (other, companion) = (scratch.argument("other.yaml"), scratch.argument("native.yaml"));
    let new = ["new", "notes", "--spec", &spec, "--out", &out];
    let companions =
        ["--companion", &other, "--companion", &companion, "--companion-server", "https://api.notes.example"];
    xtask(&[&new[..], &companions].concat())
        .ends_with(0)
        .says("1 operation matched, 0 ambiguous, 1 unmatched");
    let manifest = scratch.read("client/Cargo.toml");
    let named = r#"companions = ["../other.yaml", { file = "../native.yaml", server = "https://api.notes.example" }]"#;
    assert!(manifest.contains(named), "{manifest}");
    assert!(scratch.read("client/spec/api.txt").contains("Described<types::Page>"));
    xtask(&["regen", "--manifest", &out, "--spec", &spec, "--check"]).ends_with(0).says("up to date");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
    scratch.write(
        "client/Cargo.toml",
        &manifest.replace("\"https://api.notes.example\"", "\"api.notes.example\""),
    );
    xtask(&["regen", "--manifest", &out, "--offline"])
        .ends_with(2)
        .says("`server` of a companion must be scheme and host")
        .says("not `api.notes.example`");
    scratch.write(
        "client/Cargo.toml",
        &manifest.replace("file = \"../native.yaml\"", "path = \"../native.yaml\""),
    );
    xtask(&["regen", "--manifest", &out, "--offline"])
        .ends_with(2)
        .says("a companion is a file, or `{ file = ");
}

#[test]
fn a_server_stands_behind_the_companion_that_it_is_for() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    scratch.write("native.yaml", &elsewhere());
    let (spec, companion) = (scratch.argument("notes.json"), scratch.argument("native.yaml"));
    let new = |more: &[&str]| {
        let out = scratch.argument("client");
        xtask(&[&["new", "notes", "--spec", &spec, "--out", &out], more].concat()).ends_with(2)
    };
    let server = ["--companion-server", "https://api.notes.example"];
    new(&[&server[..], &["--companion", &companion]].concat())
        .says("must stand behind the one `--companion`");
    new(&[&["--companion", &companion], &server[..], &server[..]].concat()).says("must stand behind the one");
    new(&server).says("--companion <FILE>");
    new(&["--companion", &companion, "--companion-server", "notes"]).says("scheme and host");
}
