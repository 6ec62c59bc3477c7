//! Bodies of forms, written here: a multipart body is a few lines, and they stay inspectable.

mod file;

use bytes::Bytes;
use serde::Serialize;

pub use self::file::File;
use crate::encode;
use crate::error::Failure;
use crate::params::{self, Shape};

/// A `multipart/form-data` body, or one of another kind.
#[derive(Clone, Default)]
pub struct Form {
    parts: Vec<Part>,
    subtype: Option<&'static str>,
    problem: Option<Failure>,
}

#[derive(Clone)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Vec<u8>,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Form({} parts)", self.parts.len())
    }
}

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field: a scalar as text, each item of an array as a field of its own, anything else as JSON.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: &impl Serialize) -> Self {
        let name = name.into();
        match params::json(&name, value) {
            Ok(json) => self.add(&name, params::Written(&json)),
            Err(failure) => self.problem = Some(failure),
        }
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(
        mut self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        content_type: impl Into<String>,
        content: impl Into<Vec<u8>>,
    ) -> Self {
        self.parts.push(Part {
            name: name.into(),
            file_name: Some(file_name.into()),
            content_type: Some(content_type.into()),
            content: content.into(),
        });
        self
    }

    /// Adds a field for each member of an object.
    #[must_use]
    pub fn of(value: &impl Serialize) -> Self {
        Self::new().fields(value)
    }

    /// Adds a field for each member of an object.
    #[must_use]
    pub fn fields(mut self, value: &impl Serialize) -> Self {
        let added = params::json("body", value).and_then(|json| {
            for (name, value) in members(&json)? {
                self.add(&name, value);
            }
            Ok(())
        });
        self.problem = self.problem.or(added.err());
        self
    }

    /// Adds a file, if there is one.
    #[must_use]
    pub fn upload(mut self, name: impl Into<String>, file: impl Into<Option<File>>) -> Self {
        self.parts.extend(file.into().map(|file| Part {
            name: name.into(),
            file_name: Some(file.name),
            content_type: Some(file.content_type),
            content: file.content,
        }));
        self
    }

    /// Adds files, each under the same name.
    #[must_use]
    pub fn uploads(self, name: &str, files: impl IntoIterator<Item = File>) -> Self {
        files.into_iter().fold(self, |form, file| form.upload(name, file))
    }

    /// Says what the parts of this name are; a file that says it itself keeps its word.
    #[must_use]
    pub fn media_type(mut self, name: &str, media_type: &str) -> Self {
        for part in self.parts.iter_mut().filter(|part| part.name == name) {
            if part
                .content_type
                .as_deref()
                .is_none_or(|stated| stated == file::ANYTHING || part.file_name.is_none())
            {
                part.content_type = Some(media_type.to_owned());
            }
        }
        self
    }

    /// Makes it `multipart/mixed` or the like.
    #[must_use]
    pub fn subtype(mut self, subtype: &'static str) -> Self {
        self.subtype = Some(subtype);
        self
    }

    fn add(&mut self, name: &str, value: params::Written<'_>) {
        match value.shape() {
            Shape::Null => {}
            Shape::List(items) => items.into_iter().for_each(|item| self.push(name, item)),
            Shape::Scalar(_) | Shape::Object(_) => self.push(name, value),
        }
    }

    fn push(&mut self, name: &str, value: params::Written<'_>) {
        let structured = value.is_object() || value.is_list();
        self.parts.push(Part {
            name: name.to_owned(),
            file_name: None,
            content_type: structured.then(|| "application/json".to_owned()),
            content: value.text().into_bytes(),
        });
    }

    /// Content type and body.
    pub(crate) fn encode(self) -> Result<(String, Bytes), Failure> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = format!("lowcodeapi-{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        let mut body = Vec::new();
        for part in self.parts {
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name))
                    .as_bytes(),
            );
            if let Some(file_name) = &part.file_name {
                body.extend_from_slice(format!("; filename=\"{}\"", quoted(file_name)).as_bytes());
            }
            if let Some(content_type) = &part.content_type {
                let content_type: String = content_type.chars().filter(|c| !c.is_control()).collect();
                body.extend_from_slice(format!("\r\nContent-Type: {content_type}").as_bytes());
            }
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let subtype = self.subtype.unwrap_or("form-data");
        Ok((format!("multipart/{subtype}; boundary={boundary}"), body.into()))
    }
}

/// As browsers do it (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The members of what has to be an object.
fn members(json: &str) -> Result<Vec<(String, params::Written<'_>)>, Failure> {
    match params::Written(json).shape() {
        Shape::Object(members) => Ok(members),
        _ => Err(Failure::config("the body of a form has to be an object")),
    }
}

/// An `application/x-www-form-urlencoded` body.
pub(crate) fn urlencoded(body: &impl Serialize) -> Result<Bytes, Failure> {
    let json = params::json("body", body)?;
    let mut text = String::new();
    for (name, value) in members(&json)? {
        params::query(&mut text, &name, value, params::Style::DeepObject, true);
    }
    Ok(text.into())
}

/// How a member of a URL-encoded form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In a style, each element by itself or not.
    Styled(params::Style, bool),
    /// As JSON text.
    Json,
}

/// An `application/x-www-form-urlencoded` body: lists are repeated members, objects are JSON text.
pub(crate) fn styled(body: &impl Serialize, styles: &[(&str, Written)]) -> Result<Bytes, Failure> {
    let json = params::json("body", body)?;
    let mut text = String::new();
    for (name, value) in members(&json)? {
        let stated = styles.iter().find(|(stated, _)| *stated == name).map(|(_, written)| *written);
        match stated {
            Some(Written::Styled(style, explode)) => params::query(&mut text, &name, value, style, explode),
            Some(Written::Json) => encode::pair(&mut text, &name, value.0),
            None if value.is_object() => encode::pair(&mut text, &name, value.0),
            None => params::query(&mut text, &name, value, params::Style::Form, true),
        }
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_fields_and_files() {
        let form = Form::of(&serde_json::json!({"purpose": "test", "tags": ["a", "b"], "none": null}))
            .upload("file", File::new("a \"b\".txt", "text").content_type("text/plain"))
            .upload("thumbnail", None)
            .uploads("pages", [File::from(vec![1, 2])]);
        let (content_type, body) = form.encode().unwrap();
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap().replace(boundary, "B").replace("\r\n", "\n");
        let part =
            |head: &str, content: &str| format!("--B\nContent-Disposition: form-data; {head}\n\n{content}\n");
        let expected = [
            part("name=\"purpose\"", "test"),
            part("name=\"tags\"", "a"),
            part("name=\"tags\"", "b"),
            part("name=\"file\"; filename=\"a %22b%22.txt\"\nContent-Type: text/plain", "text"),
            part("name=\"pages\"; filename=\"file\"\nContent-Type: application/octet-stream", "\u{1}\u{2}"),
            "--B--\n".to_owned(),
        ];
        assert_eq!(text, expected.concat());
    }

    #[test]
    fn what_is_no_object_is_no_form() {
        assert!(Form::of(&[1]).encode().is_err());
    }
}
