//! Whatever stands in a document's texts, the client offers the same.

use lowcodeapi_generator::api::{Api, Docs, Flavour, Grouping, Literal, Name, Settings, Shape};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{emit, files, lower, model, read};
use proptest::prelude::*;

use crate::emitted::Emitted;

/// A client of real shape: the one that is committed as emitted.
const DOCUMENT: &[u8] = include_bytes!("../../semantics/documents/library.yaml");

fn api() -> Api {
    let document = read::read(DOCUMENT, "library.yaml").expect("the document is understood");
    let model = model::model(&document).expect("the document has a model");
    let settings = Settings {
        provider: "library".to_owned(),
        host: "https://api.example.com".to_owned(),
        group: Grouping::Tag,
        flavour: Flavour::OpenApi,
        ..Settings::default()
    };
    lower::lower(&model, &settings, &Names::default()).expect("the model is lowered").0
}

/// What the emitted code makes public.
fn listed(api: &Api) -> Vec<String> {
    let files = files::render(emit::emit(api)).expect("what is emitted is Rust");
    let mut emitted = Emitted::default();
    files.iter().for_each(|(path, text)| emitted.read(path, text));
    emitted.lines
}

/// Puts a text wherever a document says something that isn't a name of ours.
fn say(api: &mut Api, text: &str) {
    let say_docs = |docs: &mut Docs| {
        let said = || text.to_owned();
        *docs = Docs { summary: said(), description: said(), link: Some(said()) };
    };
    let say_name = |name: &mut Name| text.clone_into(&mut name.wire);
    (api.title, api.description) = (text.to_owned(), text.to_owned());
    for group in &mut api.groups {
        say_name(&mut group.name);
        say_docs(&mut group.docs);
    }
    for operation in &mut api.operations {
        say_name(&mut operation.name);
        say_docs(&mut operation.docs);
        operation.urls.new = Some(text.to_owned());
        operation.urls.query = vec![(text.to_owned(), text.to_owned())];
        for parameter in &mut operation.parameters {
            say_name(&mut parameter.name);
            say_docs(&mut parameter.docs);
        }
    }
    for ty in &mut api.types {
        say_name(&mut ty.name);
        say_docs(&mut ty.docs);
        match &mut ty.shape {
            Shape::Struct(structure) => {
                for field in &mut structure.fields {
                    say_name(&mut field.name);
                    say_docs(&mut field.docs);
                    field.aliases = vec![text.to_owned()];
                    field.default = Some(Literal(text.to_owned()));
                    field.constraints.stated.insert(text.to_owned(), Literal(text.to_owned()));
                }
            }
            Shape::Enum(values) => values.variants.iter_mut().for_each(|variant| say_docs(&mut variant.docs)),
            Shape::Union(union) => {
                union.discriminator = Some(text.to_owned());
                for member in &mut union.members {
                    say_name(&mut member.name);
                    member.tags = vec![text.to_owned()];
                }
            }
            Shape::Alias(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_wire_name_or_description_becomes_code(text in "(?s).{0,40}") {
        let api = api();
        let mut saying = api.clone();
        say(&mut saying, &text);
        prop_assert_eq!(listed(&saying), listed(&api));
    }
}
