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
mod tests;
