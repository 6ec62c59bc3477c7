//! What a page learns beside the files: where everything stands, and what is wrong.

use lowcodeapi_generator::scaffold::RuntimePackage;
use playground::{Runtime, Stage, answer};
use serde_json::{Value, json};

/// Asks as a page does; the texts take the place of their names in the request.
fn ask(request: &Value, texts: &[&str]) -> (Value, Vec<u8>) {
    let json = request.to_string();
    let bytes =
        [&u32::try_from(json.len()).unwrap().to_le_bytes(), json.as_bytes(), texts.concat().as_bytes()]
            .concat();
    let runtime = RuntimePackage {
        version: "0.1.0".to_owned(),
        manifest: "[features]\nsource = []\n[dependencies]\n".to_owned(),
        files: Vec::new(),
        licences: Vec::new(),
    };
    let mut stages = Vec::new();
    let answered = answer(&bytes, &Runtime::from(runtime), &mut |stage| stages.push(stage)).unwrap();
    assert_eq!(stages.first(), Some(&Stage::Reading));
    let (length, rest) = answered.split_first_chunk().unwrap();
    let (json, bytes) = rest.split_at(usize::try_from(u32::from_le_bytes(*length)).unwrap());
    (serde_json::from_slice(json).unwrap(), bytes.to_vec())
}

fn file(name: &str, start: usize, text: &str) -> Value {
    json!({"name": name, "bytes": [start, text.len()]})
}

fn generate(text: &str, more: &Value) -> (Value, Vec<u8>) {
    let mut request =
        json!({"ask": "generate", "provider": "shop", "files": {"document": file("shop.yaml", 0, text)}});
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(&request, &[text])
}

const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /orders/{id}:
    get:
      summary: Finds an order.
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: It.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Order'
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string}
        of: {type: nothing}
";

#[test]
fn operations_and_types_have_their_places_in_the_document_and_in_the_code() {
    let (made, bytes) = generate(SHOP, &json!({}));
    let operation = &made["operations"][0];
    assert_eq!((&operation["method"], &operation["path"]), (&json!("GET"), &json!("/orders/{id}")));
    assert_eq!(operation["place"], json!({"file": "shop.yaml", "line": 6, "end": 15}));
    assert_eq!((&operation["new_url"], &operation["types"]), (&json!("/orders/{id}"), &json!(["Order"])));
    assert!(operation["signature"].as_str().unwrap().starts_with("pub fn Client::"), "{operation}");
    let order = &made["types"][0];
    assert_eq!(
        (&order["name"], &order["place"]["line"], &order["place"]["end"]),
        (&json!("Order"), &json!(18), &json!(22))
    );
    let code = &order["code"];
    let [path, stretch] = made["files"][usize::try_from(code["file"].as_u64().unwrap()).unwrap()]
        .as_array()
        .unwrap()
        .as_slice()
    else {
        panic!()
    };
    let at = |index: usize| usize::try_from(stretch[index].as_u64().unwrap()).unwrap();
    let text = std::str::from_utf8(&bytes[at(0)..at(0) + at(1)]).unwrap();
    let line = text.lines().nth(usize::try_from(code["line"].as_u64().unwrap()).unwrap() - 1).unwrap();
    assert_eq!((path, line), (&json!("src/generated/types.rs"), "pub struct Order {"));
}

#[test]
fn what_was_assumed_has_its_line() {
    let (made, _) = generate(SHOP, &json!({}));
    let findings = made["findings"].as_array().unwrap();
    let finding =
        findings.iter().find(|finding| finding["pointer"] == "/components/schemas/Order/properties/of/type");
    let finding = finding.unwrap_or_else(|| panic!("{findings:#?}"));
    assert_eq!((&finding["file"], &finding["line"]), (&json!("shop.yaml"), &json!(22)));
    assert_eq!(finding["message"], "a `type` is none of OpenAPI's: \"nothing\" is now untyped");
}

#[test]
fn what_is_wrong_is_told_as_on_the_command_line() {
    let (failed, _) =
        generate("openapi: 3.0.3\npaths:\n  /a: {get: {parameters: [{$ref: '#/no'}]}}\n", &json!({}));
    let problem = &failed["problems"][0];
    assert_eq!((&problem["code"], &problem["line"]), (&json!("model::dangling_reference"), &json!(3)));
    assert!(problem["help"].is_string());
}

#[test]
fn choices_and_an_overlay_change_what_is_made() {
    let overlay = "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions:\n\
                   - target: $.paths['/orders/{id}'].get\n  update: {operationId: find_order, tags: [orders]}\n\
                   - target: $.paths['/gone']\n  remove: true\n";
    let choices = json!({"overlay": overlay, "choices": {"group": "tag", "depends": true}});
    let (made, _) = generate(SHOP, &choices);
    assert_eq!(made["settings"]["group"], "tag");
    let signature = made["operations"][0]["signature"].as_str().unwrap();
    assert!(signature.contains("Orders<'_, M>::find("), "{signature}");
    assert_eq!(
        (&made["actions"][0]["changed"], &made["actions"][0]["places"][0]["line"]),
        (&json!(1), &json!(6))
    );
    assert_eq!((&made["actions"][1]["matched"], &made["actions"][1]["line"]), (&json!(0), &json!(6)));
    assert!(made["files"].as_array().unwrap().iter().all(|file| file[0] != "src/generated/runtime.rs"));
}

#[test]
fn only_the_operations_that_are_chosen_are_in_the_crate() {
    let text =
        SHOP.replace("components:", "  /gone: {get: {responses: {'200': {description: ''}}}}\ncomponents:");
    let chosen = |selector| generate(&text, &json!({"choices": {"operations": [selector]}})).0;
    let made = chosen("GET /orders/{id}");
    assert_eq!(made["operations"].as_array().unwrap().len(), 1);
    assert_eq!(made["operations"][0]["path"], "/orders/{id}");
    let problem = &chosen("GET /order/{id}")["problems"][0];
    let told = format!("{} {}", problem["message"], problem["help"]);
    assert!(told.contains("GET /order/{id}") && told.contains("/orders/{id}"), "{told}");
}

#[test]
fn what_only_the_overlay_states_is_found_there() {
    let overlay = "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions:\n\
                   - target: $.components.schemas.Order.properties\n  update: {by: {type: object, properties: {name: {type: string}}}}\n";
    let (made, _) = generate(SHOP, &json!({"overlay": overlay}));
    let by = made["types"].as_array().unwrap().iter().find(|ty| ty["name"] == "OrderBy").unwrap();
    assert_eq!(by["place"], json!({"file": "overlay.yaml", "line": 4, "end": 4}));
}

#[test]
fn a_document_may_refer_to_files_that_were_opened_with_it() {
    let text = SHOP.replace("#/components/schemas/Order", "order.yaml");
    let order = "type: object\nproperties: {id: {type: string}}\n";
    let files =
        json!({"document": file("shop.yaml", 0, &text), "beside": [file("order.yaml", text.len(), order)]});
    let (made, _) = ask(&json!({"ask": "generate", "provider": "shop", "files": files}), &[&text, order]);
    assert_eq!(made["types"][0]["place"], json!({"file": "order.yaml", "line": 1, "end": 2}));
    let (failed, _) = generate(&text, &json!({}));
    assert!(failed["problems"][0]["message"].as_str().unwrap().contains("order.yaml"), "{failed}");
    // A browser tells no folders.
    let text = text.replace("order.yaml", "schemas/order.yaml");
    let files =
        json!({"document": file("shop.yaml", 0, &text), "beside": [file("order.yaml", text.len(), order)]});
    let (made, _) = ask(&json!({"ask": "generate", "provider": "shop", "files": files}), &[&text, order]);
    assert_eq!(made["types"][0]["place"]["file"], "schemas/order.yaml");
}

#[test]
fn two_documents_are_compared_and_each_change_has_its_lines() {
    let new = SHOP.replace("        id: {type: string}\n", "");
    let request = json!({
        "ask": "compare",
        "old": {"document": file("old.yaml", 0, SHOP)},
        "new": {"document": file("new.yaml", SHOP.len(), &new)},
    });
    let (compared, _) = ask(&request, &[SHOP, &new]);
    let change = &compared["report"]["changes"][0];
    assert_eq!((&change["name"], &change["rust"]), (&json!("optional-field-removed"), &json!("breaking")));
    assert_eq!(compared["places"][0], json!([21, 20]));
    assert!(compared["html"].as_str().unwrap().starts_with("<section class=\"api-diff\">"));
    assert!(
        compared["markdown"].as_str().unwrap().contains("optional-field-removed")
            || compared["markdown"].as_str().unwrap().contains("Order")
    );
}

#[test]
fn a_message_that_is_none_is_refused() {
    let runtime = RuntimePackage {
        version: String::new(),
        manifest: String::new(),
        files: Vec::new(),
        licences: Vec::new(),
    };
    let runtime = Runtime::from(runtime);
    assert!(answer(b"\x02\0\0\0{}", &runtime, &mut |_| ()).is_err());
    // What a message says of the bytes behind it is not believed.
    let json = r#"{"ask":"generate","provider":"a","files":{"document":{"name":"a","bytes":[5,18446744073709551615]}}}"#;
    let bytes = [&u32::try_from(json.len()).unwrap().to_le_bytes(), json.as_bytes()].concat();
    let answered = answer(&bytes, &runtime, &mut |_| ()).unwrap();
    assert!(String::from_utf8_lossy(&answered).contains("read::empty"));
}
