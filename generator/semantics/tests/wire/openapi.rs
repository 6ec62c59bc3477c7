//! What `docs/openapi.md` says is read: every field of the specification has a row, and every row a document that uses it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The fixed fields of OpenAPI 3.2 and Swagger 2.0 (OpenAPI 3.2.0, section 4), and the keywords of JSON Schema that say
/// something about a type.
const FIELDS: &str = "
    openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs
    title version summary description url name variables enum default
    schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes
    get put post delete options head patch trace query additionalOperations
    operationId requestBody deprecated in required allowEmptyValue style explode allowReserved content example
    encoding itemSchema itemEncoding prefixEncoding contentType dataValue serializedValue parent kind
    discriminator propertyName mapping defaultMapping xml nodeType scheme oauth2MetadataUrl deviceAuthorization
    type format items properties additionalProperties patternProperties unevaluatedProperties unevaluatedItems
    prefixItems contains propertyNames oneOf anyOf allOf not if then dependentSchemas const nullable multipleOf
    maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems
    maxProperties minProperties readOnly writeOnly contentEncoding contentMediaType contentSchema
    $ref $id $anchor $dynamicRef $defs
    swagger host basePath schemes consumes produces definitions securityDefinitions collectionFormat flow";

struct Row {
    keywords: Vec<String>,
    since: String,
    documents: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/openapi.md")).expect("the table is there");
    let lines = text.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [keywords, since, what, documents] = cells[..] else { panic!("four cells are expected: {line}") };
        assert!(what.ends_with('.'), "a sentence is expected: {what}");
        Row {
            keywords: keywords.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
            since: since.to_owned(),
            documents: documents.split(", ").map(str::to_owned).collect(),
        }
    };
    lines.take_while(|line| line.starts_with('|')).map(row).collect()
}

/// Whether a document has a word as a key or a value.
fn has(document: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "_$-".contains(c);
    document.match_indices(word).any(|(at, _)| {
        !document[..at].ends_with(is_part) && !document[at + word.len()..].starts_with(is_part)
    })
}

#[test]
fn every_field_of_the_specification_has_a_row() {
    let named: BTreeSet<String> = rows().into_iter().flat_map(|row| row.keywords).collect();
    let missing: Vec<_> = FIELDS.split_whitespace().filter(|field| !named.contains(*field)).collect();
    assert!(missing.is_empty(), "docs/openapi.md says nothing of {missing:?}");
}

#[test]
fn every_row_has_documents_that_use_it() {
    let rows = rows();
    assert!(rows.len() > 50, "the table has {} rows", rows.len());
    for Row { keywords, since, documents } in rows {
        assert!(["2.0", "3.0", "3.1", "3.2"].contains(&&*since), "{since} is a version");
        let read = |name: &String| {
            let path = root().join("generator/semantics/documents").join(name);
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let texts: Vec<String> = documents.iter().map(read).collect();
        for keyword in keywords {
            let used = texts.iter().any(|text| has(text, &keyword));
            assert!(used, "{documents:?} don't use `{keyword}`");
        }
    }
}
