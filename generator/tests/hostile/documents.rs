//! The documents, built from the words.

use serde_json::{Map, Value, json};

use super::words::{INJECTIONS, INVISIBLE, KEYWORDS, PUNCTUATION, TWINS, of_the_runtime};

/// A document that means harm.
pub(crate) struct Hostile {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    /// Whether it tries to slip in code.
    pub(crate) injects: bool,
    /// Whether there is no client to be had from it.
    pub(crate) refused: bool,
}

/// All but the large ones.
pub(crate) fn documents() -> Vec<Hostile> {
    let of_the_runtime = of_the_runtime();
    let of_the_runtime: Vec<&str> = of_the_runtime.iter().map(String::as_str).collect();
    let long = "x".repeat(10_000);
    let long_words = "word ".repeat(2_000);
    let injecting = |name, words: &[&str], lowcodeapi| Hostile {
        injects: true,
        ..harmful(name, &everywhere(words, lowcodeapi))
    };
    vec![
        injecting("injections", INJECTIONS, false),
        injecting("injections_of_lowcodeapi", INJECTIONS, true),
        injecting("invisible", INVISIBLE, false),
        injecting("punctuation", PUNCTUATION, true),
        harmful("keywords", &everywhere(KEYWORDS, false)),
        harmful("keywords_of_lowcodeapi", &everywhere(KEYWORDS, true)),
        harmful("names_of_the_runtime", &everywhere(&of_the_runtime, false)),
        harmful("twins", &everywhere(TWINS, false)),
        harmful("long", &everywhere(&[&long, &long_words, &format!("{long}y")], false)),
        harmful("chain_of_references", &chain(1_000)),
        harmful("knots_of_references", &knots()),
        Hostile { refused: true, ..harmful("ring_of_references", &ring()) },
        harmful("example_in_example", &example(100)),
        Hostile { refused: true, ..harmful_text("nested_schema", nested(1_000)) },
        Hostile {
            refused: true,
            ..harmful_text("nested_lists", format!("{}{}", "[".repeat(1_000), "]".repeat(1_000)))
        },
    ]
}

/// Those that are large.
pub(crate) fn large() -> Vec<Hostile> {
    vec![
        harmful("many_properties", &many_properties(100_000)),
        harmful("many_values", &schemas(&json!({"Color": {"type": "string", "enum": numbered(20_000)}}))),
    ]
}

fn harmful(name: &'static str, document: &Value) -> Hostile {
    harmful_text(name, document.to_string())
}

fn harmful_text(name: &'static str, text: String) -> Hostile {
    Hostile { name, text, injects: false, refused: false }
}

/// Every word in every place a document has for words.
fn everywhere(words: &[&str], lowcodeapi: bool) -> Value {
    let all = words.join(" ");
    let mut schemas: Map<String, Value> =
        words.iter().map(|word| ((*word).to_owned(), schema(words, word))).collect();
    schemas.insert("Everything".to_owned(), everything(words));
    let mut paths = Map::new();
    for (at, word) in words.iter().enumerate() {
        // A path key is a URL: what can't stand in one is the repair's business, not the name's.
        paths.insert(format!("/v1/things{at}/{word}"), json!({"get": operation(words, word, &all)}));
        paths.insert(
            format!("/v1/things{at}/{{id}}"),
            json!({
                "post": streamed(operation(words, word, &all), "application/pdf"),
                "delete": streamed(operation(words, word, &all), "text/event-stream"),
            }),
        );
    }
    let url = if lowcodeapi { "https://api.lowcodeapi.com/hostile" } else { "https://hostile.example" };
    let others = words.iter().enumerate().map(|(at, word)| {
        json!({"url": format!("https://of{at}.example/{{at}}"), "description": word,
            "variables": {"at": {"default": "a"}, (*word): {"default": word, "description": all}}})
    });
    let servers: Vec<Value> = [json!({"url": url, "description": all})].into_iter().chain(others).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": all, "version": all, "description": all},
        "servers": servers,
        "tags": words.iter().map(|word| json!({"name": word, "description": all})).collect::<Vec<_>>(),
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"Key": {"type": "apiKey", "in": "query", "name": "key"}}},
    })
}

fn operation(words: &[&str], word: &str, all: &str) -> Value {
    // All of them once: a hundred words in a hundred operations are ten thousand, and prove no more.
    let names = if word == words[0] { words } else { &[word] };
    let parameters = names.iter().map(|name| {
        json!({"name": name, "in": "query", "description": all, "schema": {"type": "string", "default": all, "enum": names}})
    });
    let id =
        json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "example": all}});
    let body: Value =
        json!({"application/json": {"schema": reference(word), "example": {word: {all: [{word: all}]}}}});
    json!({
        "operationId": word,
        "tags": [word],
        "summary": all,
        "description": all,
        "externalDocs": {"url": format!("https://docs.example/{word}"), "description": all},
        "parameters": parameters.chain([id]).collect::<Vec<_>>(),
        "requestBody": {"description": all, "content": body},
        "responses": {
            "200": {"description": all, "content": {"application/json": {"schema": reference(word)}}, "headers": {word: {"schema": {"type": "string"}}}},
            "4XX": {"description": all, "content": {"application/json": {"schema": reference("Everything")}}},
        },
    })
}

/// The same, answered in another media type.
fn streamed(mut operation: Value, media_type: &str) -> Value {
    operation["responses"]["200"]["content"] =
        json!({media_type: {"schema": {"type": "string", "format": "binary"}}});
    operation
}

fn reference(schema: &str) -> Value {
    let token = schema.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    json!({"$ref": format!("#/components/schemas/{token}")})
}

fn schema(words: &[&str], word: &str) -> Value {
    let names = if word == words[0] { words } else { &[word] };
    let property =
        |name: &&str| ((*name).to_owned(), json!({"type": "string", "description": word, "pattern": word}));
    let properties: Map<String, Value> = names.iter().map(property).collect();
    json!({
        "type": "object",
        "title": word,
        "description": words.join("\n"),
        "required": [word],
        "properties": properties,
        "additionalProperties": true,
    })
}

fn everything(words: &[&str]) -> Value {
    let choices: Vec<Value> = words.iter().map(|word| reference(word)).collect();
    json!({"type": "object", "properties": {
        "values": {"type": "string", "enum": words, "default": words[0]},
        "choice": {"oneOf": choices},
        "told": {"oneOf": choices, "discriminator": {"propertyName": words[0]}},
    }})
}

fn schemas(schemas: &Value) -> Value {
    let first = schemas.as_object().and_then(|schemas| schemas.keys().next()).map_or("", String::as_str);
    let answer =
        json!({"200": {"description": "", "content": {"application/json": {"schema": reference(first)}}}});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Hostile", "version": "1"},
        "paths": {"/v1/things": {"get": {"responses": answer}}},
        "components": {"schemas": schemas},
    })
}

/// Each schema has the next one as a member, the last one the first.
fn chain(length: usize) -> Value {
    let links = (0..length).map(|at| {
        let next = reference(&format!("Link{}", (at + 1) % length));
        (format!("Link{at}"), json!({"type": "object", "required": ["next"], "properties": {"next": next}}))
    });
    schemas(&links.collect::<Map<_, _>>().into())
}

/// Schemas that contain themselves in every way there is.
fn knots() -> Value {
    schemas(&json!({
        "Whole": {"type": "object", "properties": {
            "merged": reference("Merged"), "list": reference("List"),
            "choice": reference("Choice"), "map": reference("Map"),
        }},
        "Merged": {"allOf": [reference("Merged"), {"type": "object", "properties": {"a": reference("Merged")}}]},
        "List": {"type": "array", "items": reference("List")},
        "Choice": {"oneOf": [reference("Choice"), {"type": "string"}, {"type": "array", "items": reference("Choice")}]},
        "Map": {"type": "object", "additionalProperties": reference("Map")},
    }))
}

/// Schemas that are nothing but each other.
fn ring() -> Value {
    schemas(&json!({"One": reference("Other"), "Other": reference("One"), "Itself": reference("Itself")}))
}

fn many_properties(count: usize) -> Value {
    let properties =
        numbered(count).into_iter().map(|name| (name, json!({"type": "string", "example": "x"})));
    schemas(&json!({"Many": {"type": "object", "properties": properties.collect::<Map<_, _>>()}}))
}

fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("value {at}")).collect()
}

/// A body that is known only by an example whose members look alike all the way down.
fn example(depth: usize) -> Value {
    let tree = |inner: Value, _| json!({"name": "a", "children": [inner, "a"]});
    let example = (0..depth / 4).fold(json!({"name": "a"}), tree);
    let body = json!({"content": {"application/json": {"schema": {"type": "object"}, "example": example}}});
    json!({
        "openapi": "3.0.0",
        "info": {},
        "paths": {"/v1/trees": {"post": {"requestBody": body, "responses": {"401": {"description": ""}}}}},
    })
}

fn nested(levels: usize) -> String {
    let open = r#"{"type":"object","properties":{"a":"#.repeat(levels);
    let schema = format!("{open}{{}}{}", "}}".repeat(levels));
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"x","version":"1"}},"paths":{{}},"components":{{"schemas":{{"Deep":{schema}}}}}}}"#
    )
}
