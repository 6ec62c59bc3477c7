//! Bodies: a parameter that is the body, or those that are members of a form together.

use serde_json::{Value, json};

use super::media::{MULTIPART, MediaTypes};
use super::parameters::ListStyle;
use super::{Object, Raising, copied, schemas};
use crate::source::pointer::child;

/// A parameter with where it stands.
pub(super) struct Declared<'r> {
    pub(super) value: &'r Value,
    pub(super) place: String,
}

impl Raising<'_> {
    /// A parameter `in: body` as the body that it describes.
    pub(super) fn body(
        &mut self,
        parameter: &Value,
        media_types: &MediaTypes,
        at: &str,
        from: &str,
    ) -> Value {
        self.places.put(at, from);
        let Value::Object(members) = parameter else { return parameter.clone() };
        let mut raised = copied(members, &["description", "required"]);
        let mut content = Object::new();
        for media_type in media_types.of_body() {
            let at = child(&format!("{at}/content"), &media_type);
            self.places.put(format!("{at}/schema"), format!("{from}/schema"));
            let mut media = Object::new();
            if let Some(schema) = members.get("schema") {
                media.insert("schema".to_owned(), schemas::schema(schema));
            }
            if let Some(example) = example(members, &media_type) {
                media.insert("example".to_owned(), example.clone());
            }
            content.insert(media_type, Value::Object(media));
        }
        raised.insert("content".to_owned(), Value::Object(content));
        Value::Object(raised)
    }

    /// Parameters `in: formData` as the form that they make up.
    pub(super) fn form(&mut self, members: &[Declared<'_>], media_types: &MediaTypes, at: &str) -> Value {
        let is_file = |member: &Declared<'_>| member.value.get("type").is_some_and(|kind| kind == "file");
        let has_files = members.iter().any(is_file);
        if let Some(first) = members.first() {
            self.places.put(at, first.place.clone());
        }
        let mut content = Object::new();
        for media_type in media_types.of_form(has_files) {
            let at = child(&format!("{at}/content"), &media_type);
            let media = self.form_content(members, media_type.starts_with(MULTIPART), &at);
            content.insert(media_type, media);
        }
        let is_required = members.iter().any(is_required);
        json!({ "required": is_required, "content": content })
    }

    fn form_content(&mut self, members: &[Declared<'_>], is_multipart: bool, at: &str) -> Value {
        let (mut properties, mut encoding) = (Object::new(), Object::new());
        let mut required = Vec::new();
        for member in members {
            let Value::Object(stated) = member.value else { continue };
            let Some(name) = stated.get("name").and_then(Value::as_str) else { continue };
            let property = child(&format!("{at}/schema/properties"), name);
            self.places.put(&*property, &*member.place);
            let mut schema = schemas::schema(&Value::Object(described(stated)));
            match ListStyle::of(stated, "formData") {
                // Each file is a part of its own.
                Some(Ok(_)) if is_multipart && is_list_of_files(stated) => {}
                Some(Ok(style)) => {
                    encoding.insert(name.to_owned(), Value::Object(style.members()));
                }
                Some(Err(separated)) => schema = self.joined_by_the_caller(separated, &property),
                None => {}
            }
            properties.insert(name.to_owned(), schema);
            if is_required(member) && !required.contains(&name) {
                required.push(name);
            }
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let mut media = json!({ "schema": schema });
        if !encoding.is_empty() {
            media["encoding"] = Value::Object(encoding);
        }
        media
    }
}

/// What of a member of a form belongs into the schema of the member.
fn described(members: &Object) -> Object {
    let elsewhere = ["name", "in", "required", "collectionFormat", "allowEmptyValue", "x-example"];
    let kept = members.iter().filter(|(key, _)| !elsewhere.contains(&key.as_str()));
    let mut schema: Object = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(example) = members.get("x-example") {
        schema.insert("example".to_owned(), example.clone());
    }
    schema
}

fn is_required(member: &Declared<'_>) -> bool {
    member.value.get("required") == Some(&Value::Bool(true))
}

fn is_list_of_files(members: &Object) -> bool {
    members.get("items").and_then(|items| items.get("type")).is_some_and(|kind| kind == "file")
}

/// The example of a body, by the extensions that have caught on.
fn example<'m>(members: &'m Object, media_type: &str) -> Option<&'m Value> {
    members.get("x-example").or_else(|| members.get("x-examples")?.get(media_type))
}
