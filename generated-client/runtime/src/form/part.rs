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

    /// Whether it has this name or, where parts go by their position, is at this one or behind it (`2..`).
    pub(super) fn is_called(&self, name: &str, by_position: bool) -> bool {
        match name.strip_suffix("..").filter(|_| by_position) {
            Some(first) => {
                let number = |text: &str| text.parse::<usize>().ok();
                number(&self.name).zip(number(first)).is_some_and(|(at, first)| at >= first)
            }
            None => self.name == name,
        }
    }

    /// Writes it, the boundary before it included.
    pub(super) fn write(self, boundary: &str, is_named: bool, body: &mut Body) {
        let mut head = format!("--{boundary}");
        let file_name = self.file_name.as_ref().map(|name| format!("; filename=\"{}\"", quoted(name)));
        if is_named {
            head.extend(["\r\nContent-Disposition: form-data; name=\"", &quoted(&self.name), "\""]);
            head.extend(file_name);
        } else if let Some(file_name) = file_name.filter(|_| !self.states("content-disposition")) {
            head.extend(["\r\nContent-Disposition: attachment", &file_name]);
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

impl Part {
    /// Whether it is said to have a header.
    fn states(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(header))
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
