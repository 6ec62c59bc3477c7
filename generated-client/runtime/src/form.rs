//! Bodies of forms, written here: a multipart body is a few lines, and they stay inspectable.

mod body;
mod file;
mod part;
mod parts;
mod urlencoded;

use serde::Serialize;

use self::body::Body;
pub use self::file::File;
use self::part::Part;
pub use self::parts::Parts;
pub use self::urlencoded::Written;
pub(crate) use self::urlencoded::{add, styled, styled_text, urlencoded};
use crate::JsonObject;
use crate::error::Failure;
use crate::params::{self, Shape};
use crate::upload::Upload;

/// A `multipart/form-data` body, or one of another kind.
#[derive(Clone, Default)]
pub struct Form {
    parts: Vec<Part>,
    subtype: Option<&'static str>,
    /// Parts are named by their position, and no name is sent.
    by_position: bool,
    problem: Option<Failure>,
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

    /// An empty body of parts without names, which go by their position: `media_type` and `part_header` know them as `0`, `1`, and
    /// `2..` for the rest.
    #[must_use]
    pub fn by_position() -> Self {
        Self { by_position: true, ..Self::default() }
    }

    /// Adds a part at a position: a scalar as text, anything else as JSON.
    #[must_use]
    pub fn item(mut self, at: usize, value: &impl Serialize) -> Self {
        let name = at.to_string();
        match params::json(&name, value) {
            Ok(json) => self.parts.push(Part::field(&name, params::Written(&json))),
            Err(failure) => self.problem = Some(failure),
        }
        self
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
        content: impl Into<Upload>,
    ) -> Self {
        let file = File::new(file_name, content).content_type(content_type);
        self.parts.push(Part::file(name.into(), file));
        self
    }

    /// Adds base64, and says that it is (RFC 2045, section 6); each item of an array as a field of its own.
    #[must_use]
    pub fn base64(mut self, name: &str, value: &impl Serialize) -> Self {
        let before = self.parts.len();
        self = self.field(name, value);
        for part in &mut self.parts[before..] {
            part.content_type = Some(file::ANYTHING.to_owned());
            part.headers.push(("Content-Transfer-Encoding".to_owned(), "base64".to_owned()));
        }
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
            for (name, value) in urlencoded::members(&json)? {
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
        self.parts.extend(file.into().map(|file| Part::file(name.into(), file)));
        self
    }

    /// Adds files, each under the same name.
    #[must_use]
    pub fn uploads(self, name: &str, files: impl IntoIterator<Item = File>) -> Self {
        files.into_iter().fold(self, |form, file| form.upload(name, file))
    }

    /// Adds a value with files in it, all of it under one name.
    #[must_use]
    pub fn parts(self, name: &str, value: impl Parts) -> Self {
        value.add_to(self, name)
    }

    /// Adds each file of a map, if there is one, under its key.
    #[must_use]
    pub fn uploads_of<F: Into<Option<File>>>(self, files: impl IntoIterator<Item = (String, F)>) -> Self {
        files.into_iter().fold(self, |form, (name, file)| form.upload(name, file))
    }

    /// Adds each value of a map with files in it, under its key.
    #[must_use]
    pub fn parts_of<P: Parts>(self, values: impl IntoIterator<Item = (String, P)>) -> Self {
        values.into_iter().fold(self, |form, (name, value)| form.parts(&name, value))
    }

    /// Adds base64 of each value of a map, under its key.
    #[must_use]
    pub fn base64_of<V: Serialize>(self, values: impl IntoIterator<Item = (String, V)>) -> Self {
        values.into_iter().fold(self, |form, (name, value)| form.base64(&name, &value))
    }

    /// Says what the parts of this name may be, as a list of media types, the likeliest first. A file that says it itself
    /// keeps its word; JSON is refused where it can stand under none of them.
    #[must_use]
    pub fn media_type(mut self, name: &str, media_types: &str) -> Self {
        let by_position = self.by_position;
        for part in self.parts.iter_mut().filter(|part| part.is_called(name, by_position)) {
            let chosen = part.among(media_types.split(',').map(str::trim)).map(str::to_owned);
            if chosen.is_none() {
                let message =
                    format!("the part `{name}` would have to be `{media_types}`, which isn't written");
                self.problem.get_or_insert(Failure::config(message));
            }
            part.content_type = chosen;
        }
        self
    }

    /// Adds a header to the parts of this name.
    #[must_use]
    pub fn part_header(mut self, name: &str, header: &str, value: &str) -> Self {
        let by_position = self.by_position;
        for part in self.parts.iter_mut().filter(|part| part.is_called(name, by_position)) {
            part.headers.push((header.to_owned(), value.to_owned()));
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
            Shape::List(items) => self.parts.extend(items.into_iter().map(|item| Part::field(name, item))),
            Shape::Scalar(_) | Shape::Object(_) => self.parts.push(Part::field(name, value)),
        }
    }

    /// Content type and body.
    pub(crate) fn encode(self) -> Result<(String, Upload), Failure> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = format!("lowcodeapi-{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        let mut body = Body::default();
        for part in self.parts {
            part.write(&boundary, !self.by_position, &mut body);
        }
        body.text(&format!("--{boundary}--\r\n"));
        let subtype = self.subtype.unwrap_or("form-data");
        Ok((format!("multipart/{subtype}; boundary={boundary}"), body.end()))
    }
}

/// A field for each member.
impl From<JsonObject> for Form {
    fn from(members: JsonObject) -> Self {
        Self::of(&members)
    }
}

/// A form of one part, which is called `file`.
impl From<File> for Form {
    fn from(file: File) -> Self {
        Self::new().upload("file", file)
    }
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
        let body = body.plain().unwrap();
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

    /// The heads of a form's parts, or why it has none.
    fn heads(form: Form) -> Result<Vec<String>, String> {
        let (content_type, body) = form.encode().map_err(|failure| failure.0.message.clone())?;
        let (_, boundary) = content_type.split_once("boundary=").unwrap();
        let body = String::from_utf8(body.plain().unwrap().to_vec()).unwrap();
        let boundary = format!("--{boundary}");
        let parts = body.split(&boundary).filter_map(|part| part.split_once("\r\n\r\n"));
        Ok(parts.map(|(head, _)| head.trim().replace("\r\n", "|")).collect())
    }

    #[test]
    fn a_part_is_the_first_of_several_media_types_unless_it_says_what_it_is() {
        let pictures = Form::new()
            .upload("pic", File::new("a", "a"))
            .upload("pic", File::new("b", "b").content_type("image/jpeg"))
            .media_type("pic", "image/png, image/jpeg");
        let head = |name: &str, of: &str| {
            format!("Content-Disposition: form-data; name=\"pic\"; filename=\"{name}\"|Content-Type: {of}")
        };
        assert_eq!(heads(pictures).unwrap(), [head("a", "image/png"), head("b", "image/jpeg")]);
    }

    #[test]
    fn json_is_never_called_something_else() {
        let doc = |media_types: &str| {
            let form = Form::of(&serde_json::json!({"doc": {"x": 1}, "text": "t"}));
            heads(form.media_type("doc", media_types).media_type("none", "application/xml"))
        };
        let head = |of: &str| format!("Content-Disposition: form-data; name=\"doc\"|Content-Type: {of}");
        for (media_types, of) in [
            ("application/xml, application/json", "application/json"),
            ("application/vnd.x+json; v=1", "application/vnd.x+json; v=1"),
            ("text/plain", "text/plain"),
        ] {
            assert_eq!(doc(media_types).unwrap()[0], head(of));
        }
        for media_types in ["application/xml", "text/xml; charset=utf-8", "image/png, text/csv"] {
            assert!(doc(media_types).unwrap_err().contains(media_types));
        }
        let text = Form::new().field("doc", &"<a/>").media_type("doc", "application/xml");
        assert_eq!(heads(text).unwrap(), [head("application/xml")]);
    }

    #[test]
    fn parts_have_headers() {
        let file = Form::new().upload("doc", File::new("a", "").header("X-File\r\n", "1"));
        let head = "Content-Disposition: form-data; name=\"doc\"; filename=\"a\"\
                    |Content-Type: application/octet-stream|X-File: 1";
        assert_eq!(heads(file).unwrap(), [head]);
        let form = Form::new().base64("doc", &["YQ=="]).part_header("doc", "X-Part", "1\r\nX: 2");
        let head = "Content-Disposition: form-data; name=\"doc\"|Content-Type: application/octet-stream\
                    |Content-Transfer-Encoding: base64|X-Part: 1X: 2";
        assert_eq!(heads(form).unwrap(), [head]);
    }

    #[test]
    fn parts_without_names_go_by_their_position() {
        let form = Form::by_position()
            .item(0, &serde_json::json!({"a": 1}))
            .upload("1", File::new("x.png", "p"))
            .item(2, &[1, 2])
            .item(3, &"t")
            .media_type("0", "application/ld+json")
            .media_type("1", "image/png")
            .media_type("2..", "text/plain")
            .part_header("3..", "X-Last", "1")
            .subtype("mixed");
        let expected = [
            "Content-Type: application/ld+json",
            "Content-Disposition: attachment; filename=\"x.png\"|Content-Type: image/png",
            "Content-Type: text/plain",
            "Content-Type: text/plain|X-Last: 1",
        ];
        assert_eq!(heads(form).unwrap(), expected);
        // Where a form has names, they are names.
        let named =
            Form::new().field("2..", &"t").media_type("2..", "text/plain").media_type("1..", "text/csv");
        assert_eq!(
            heads(named).unwrap(),
            ["Content-Disposition: form-data; name=\"2..\"|Content-Type: text/plain"]
        );
    }

    #[test]
    fn what_is_no_object_is_no_form() {
        assert!(Form::of(&[1]).encode().is_err());
    }
}
