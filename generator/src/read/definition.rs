//! A raw definition (`config` and `routes`) becomes the OpenAPI document the service makes of it, with what the raw
//! form says in addition.

use serde_json::{Map, Value, json};

use super::filled::{Filled, is_disabled};
use crate::document::Document;
use crate::extensions::{FILLED, LEFT_OUT, NEW_PATH};
use crate::source::pointer::child;

type Object = Map<String, Value>;

/// Converts the definition that stands at `wrapper` in the source. What is converted remembers where it came from.
pub(super) fn convert(document: &mut Document, wrapper: &str) {
    let Value::Object(definition) = document.value.take() else { return };
    let empty = Object::new();
    let config = definition.get("config").and_then(Value::as_object).unwrap_or(&empty);
    let filled = Filled::of(config);
    let mut conversion = Conversion { document, filled, paths: Object::new(), left_out: Vec::new() };
    let routes = child(wrapper, "routes");
    match definition.get("routes") {
        Some(Value::Array(list)) => {
            for (index, route) in list.iter().enumerate() {
                conversion.route(route, None, &child(&routes, &index.to_string()));
            }
        }
        Some(Value::Object(keyed)) => {
            for (key, route) in keyed {
                conversion.route(route, Some(key), &child(&routes, key));
            }
        }
        _ => {}
    }
    let Conversion { paths, left_out, .. } = conversion;
    let mut value = envelope(config, Value::Object(paths));
    if !left_out.is_empty() {
        value[LEFT_OUT] = Value::Array(left_out);
    }
    document.value = value;
    document.comes_from("", wrapper);
    document.comes_from("/paths", &routes);
    document.comes_from("/info", &child(wrapper, "config"));
    document.comes_from("/servers", &child(wrapper, "config"));
}

/// Everything around the paths; the same for each provider.
fn envelope(config: &Object, paths: Value) -> Value {
    let text = |key: &str| config.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut info = Object::new();
    if !text("name").is_empty() {
        info.insert("title".to_owned(), json!(text("name")));
    }
    info.insert("description".to_owned(), json!(text("description")));
    let mut value = json!({
        "openapi": "3.0.0",
        "info": info,
        "servers": [],
        "paths": {},
        "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}},
        "security": [{"ApiToken": []}],
    });
    value["paths"] = paths;
    if !text("id").is_empty() {
        let url = format!("https://api.lowcodeapi.com/{}", text("id"));
        value["servers"] = json!([{"description": text("description"), "url": url}]);
    }
    value
}

struct Conversion<'a> {
    document: &'a mut Document,
    filled: Filled,
    paths: Object,
    left_out: Vec<Value>,
}

impl Conversion<'_> {
    fn route(&mut self, route: &Value, key: Option<&str>, source: &str) {
        let (keyed_path, keyed_method) = key.and_then(parse_key).unzip();
        let stated = |name: &str| route.get(name).and_then(Value::as_str).map(str::to_owned);
        let path = stated("provider_alias_intent").or(keyed_path);
        let method = stated("method").map(|method| method.to_lowercase()).or(keyed_method);
        let (Some(mut path), Some(method)) = (path, method) else {
            let name = key.map_or_else(|| stated("text").unwrap_or_default(), str::to_owned);
            return self.leave_out(&name, source, "the route states no path or no method");
        };
        let filled = self.filled.with(route);
        let new_path = stated("provider_proxy_intent").filter(|new| !new.is_empty() && *new != path);
        // A path with a place for what the service fills in is none that a caller could complete.
        let new_path = new_path.filter(|new| !filled.has_a_place_in(new));
        if self.taken(&path, &method) {
            // The service answers for the first of two routes with one path. The other is still reached where it has a
            // path of its own in the new format.
            let Some(own) = new_path.clone().filter(|own| !self.taken(own, &method)) else {
                let name = format!("{} {path}", method.to_uppercase());
                let reason =
                    "an earlier route has the same path and method, and the service answers for that one";
                return self.leave_out(&name, source, reason);
            };
            path = own;
        }
        let at = child(&child("/paths", &path), &method);
        let mut operation = Object::new();
        self.fill(&mut operation, route, &method, &filled, [&at, source]);
        if !filled.path.is_empty() {
            operation.insert(FILLED.to_owned(), json!(filled.path));
        }
        if let Some(new) = new_path.filter(|new| *new != path) {
            operation.insert(NEW_PATH.to_owned(), Value::String(new));
        }
        self.document.comes_from(&at, source);
        let item = self.paths.entry(path).or_insert_with(|| Value::Object(Object::new()));
        item[method] = Value::Object(operation);
    }

    fn taken(&self, path: &str, method: &str) -> bool {
        self.paths.get(path).is_some_and(|item| item.get(method).is_some())
    }

    fn leave_out(&mut self, operation: &str, source: &str, reason: &str) {
        self.left_out.push(json!({"operation": operation, "pointer": source, "reason": reason}));
    }

    fn fill(
        &mut self,
        operation: &mut Object,
        route: &Value,
        method: &str,
        filled: &Filled,
        [at, source]: [&str; 2],
    ) {
        let meta = |key: &str| route.pointer(&format!("/meta/{key}")).filter(|value| value.is_string());
        let mut put = |key: &str, value: Value| operation.insert(key.to_owned(), value);
        if let Some(category) = route.get("category").and_then(Value::as_str).filter(|tag| !tag.is_empty()) {
            put("tags", json!([category]));
        }
        put("parameters", self.parameters(route, filled, at, source));
        put("responses", responses(route));
        put("externalDocs", json!({"api_ref": meta("api_ref"), "api_endpoint": meta("api_endpoint")}));
        if let Some(summary) = route.get("text").filter(|text| text.is_string()) {
            put("summary", summary.clone());
        }
        if let Some(description) = meta("description") {
            put("description", description.clone());
        }
        put("security", json!([{"ApiToken": []}]));
        if method != "get" && method != "head" {
            put("requestBody", self.body(route, filled, at, source));
        }
    }

    /// A parameter that stands in `path` and in `params` is one of the path.
    fn parameters(&mut self, route: &Value, filled: &Filled, at: &str, source: &str) -> Value {
        let empty = Object::new();
        let of = |key: &str| route.get(key).and_then(Value::as_object).unwrap_or(&empty);
        let (path, query) = (of("path"), of("params"));
        let in_path = path.iter().filter(|(name, _)| !filled.path.contains(name));
        let in_path = in_path.map(|(name, raw)| ("path", "path", name, raw));
        let in_query = query.iter().filter(|(name, _)| !path.contains_key(*name));
        let in_query = in_query.filter(|(name, _)| !filled.query.contains(name));
        let all = in_path.chain(in_query.map(|(name, raw)| ("query", "params", name, raw)));
        let all = all.filter(|(_, _, _, raw)| !is_disabled(raw));
        let mut parameters = Vec::new();
        for (location, key, name, raw) in all {
            let to = format!("{at}/parameters/{}", parameters.len());
            self.document.comes_from(&to, &child(&child(source, key), name));
            parameters.push(parameter(name, location, raw));
        }
        Value::Array(parameters)
    }

    fn body(&mut self, route: &Value, filled: &Filled, at: &str, source: &str) -> Value {
        let upload = |key: &str| {
            route.get(key).and_then(Value::as_str).is_some_and(|kind| kind.eq_ignore_ascii_case("upload"))
        };
        let upload = upload("type") || upload("request_type");
        let media_type = if upload { "multipart/form-data" } else { "application/json" };
        let content = child(&format!("{at}/requestBody/content"), media_type);
        let body = child(source, "body");
        self.document.comes_from(&format!("{at}/requestBody"), &body);
        let (mut properties, mut examples) = (Object::new(), Object::new());
        let members = route.get("body").and_then(Value::as_object).into_iter().flatten();
        let members = members.filter(|(name, raw)| !filled.body.contains(name) && !is_disabled(raw));
        for (name, raw) in members {
            self.document
                .comes_from(&child(&format!("{content}/schema/properties"), name), &child(&body, name));
            if let Some(example) = raw.get("examples") {
                examples.insert(name.clone(), example.clone());
            }
            properties.insert(name.clone(), property(raw));
        }
        let mut media = json!({"schema": {"type": "object", "required": [], "properties": properties}});
        if !examples.is_empty() {
            media["example"] = Value::Object(examples);
        }
        json!({"description": "", "required": !upload, "content": {media_type: media}})
    }
}

/// `awsses__v2__email__outbound-emails___post` names a path and a method.
fn parse_key(key: &str) -> Option<(String, String)> {
    let (path, method) = key.rsplit_once("___")?;
    let (_provider, path) = path.split_once("__")?;
    Some((format!("/{}", path.replace("__", "/")), method.to_lowercase()))
}

fn parameter(name: &str, location: &str, raw: &Value) -> Value {
    let mut parameter = json!({"name": name, "in": location});
    if let Some(text) = raw.get("text") {
        parameter["description"] = text.clone();
    }
    if let Some(required) = raw.get("required") {
        parameter["required"] = required.clone();
    }
    let mut schema = keywords(raw);
    if let Some(example) = raw.get("examples") {
        schema.insert("example".to_owned(), example.clone());
    }
    parameter["schema"] = Value::Object(schema);
    parameter
}

/// The schema of a member of the body; nested members are spelt the same way.
fn property(raw: &Value) -> Value {
    let mut schema = keywords(raw);
    if let Some(text) = raw.get("text") {
        schema.insert("description".to_owned(), text.clone());
    }
    if let Some(required) = raw.get("required") {
        schema.insert("required".to_owned(), required.clone());
    }
    if let Some(members) = raw.get("properties").and_then(Value::as_object) {
        let members = members.iter().filter(|(_, raw)| !is_disabled(raw));
        let members: Object = members.map(|(name, raw)| (name.clone(), property(raw))).collect();
        let object = json!({"type": "object", "properties": members});
        if raw.get("type").and_then(Value::as_str) == Some("array") {
            schema.insert("items".to_owned(), object);
        } else {
            schema.insert("properties".to_owned(), object["properties"].clone());
        }
    }
    if let Some(items) = raw.get("items").filter(|items| items.is_object()) {
        schema.insert("items".to_owned(), property(items));
    }
    Value::Object(schema)
}

/// What is spelt the same in both forms, misspellings included.
fn keywords(raw: &Value) -> Object {
    let elsewhere = ["text", "required", "examples", "properties", "items", "replace_key"];
    let members = raw.as_object().into_iter().flatten();
    let kept = members.filter(|(key, _)| !elsewhere.contains(&key.as_str()));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The response the service documents for every operation, and the one the raw form has an example of.
fn responses(route: &Value) -> Value {
    let mut responses = Object::new();
    if let Some(example) = route.get("response_format").filter(|example| says_something(example)) {
        let response = json!({"description": "", "content": {"application/json": {"example": example}}});
        responses.insert("200".to_owned(), response);
    }
    let unauthorised = json!({"description": "API token required", "content": {"application/json": {}}});
    responses.insert("401".to_owned(), unauthorised);
    Value::Object(responses)
}

fn says_something(example: &Value) -> bool {
    match example {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}
