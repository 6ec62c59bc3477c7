//! A part of a form: a field or a file, and what is said about it.

use super::body::Body;
use super::file::{ANYTHING, File, FileKind};
use crate::params::Written;
use crate::upload::Upload;

/// A field or a file.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) name: String,
    file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// What a document asks for beside name and type.
    pub(super) headers: Vec<(String, String)>,
    content: Upload,
    /// The content is JSON rather than text or a file.
    is_json: bool,
}

impl Part {
    pub(super) fn file(name: String, file: File) -> Self {
        let is_file = file.kind != FileKind::Text;
        Self {
            name,
            file_name: is_file.then_some(file.name),
            content_type: Some(file.content_type).filter(|stated| is_file || stated != ANYTHING),
            headers: file.headers,
            content: file.content,
            is_json: false,
        }
    }

    /// A scalar as text, anything else as JSON.
    pub(super) fn field(name: &str, value: Written<'_>) -> Self {
        let is_json = value.is_object() || value.is_list();
        Self {
            name: name.to_owned(),
            file_name: None,
            content_type: is_json.then(|| "application/json".to_owned()),
            headers: Vec::new(),
            content: value.text().into(),
            is_json,
        }
    }

    /// The first of several media types that the content can stand under; its own, where it says that itself.
    pub(super) fn among<'m>(&'m self, mut media_types: impl Iterator<Item = &'m str>) -> Option<&'m str> {
        match self.content_type.as_deref() {
            _ if self.is_json => media_types.find(|media_type| carries_json(media_type)),
            Some(own) if self.file_name.is_some() && own != ANYTHING => Some(own),
            _ => media_types.next(),
        }
    }

    /// Writes it, the boundary before it included.
    pub(super) fn write(self, boundary: &str, body: &mut Body) {
        let name = quoted(&self.name);
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(file_name) = &self.file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        let content_type = self.content_type.iter().map(|value| ("Content-Type", value));
        let others = self.headers.iter().map(|(name, value)| (name.as_str(), value));
        for (name, value) in content_type.chain(others) {
            head.push_str("\r\n");
            head.extend(name.chars().filter(|c| !c.is_control()));
            head.push_str(": ");
            head.extend(value.chars().filter(|c| !c.is_control()));
        }
        head.push_str("\r\n\r\n");
        body.text(&head);
        body.content(self.content);
        body.text("\r\n");
    }
}

/// Whether JSON text can go by the name of a media type.
fn carries_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.contains("json") || essence.ends_with("yaml") || ["text/plain", ANYTHING].contains(&&*essence)
}

/// As browsers do it (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
