//! Short ways to write a mail, over the types as the document has them.

use crate::types::{
    Body, BulkEmailContent, BulkEmailEntry, Content, Destination, EmailContent, Message, RawMessage,
    ReplacementEmailContent, ReplacementTemplate, Template,
};

/// Text without a character set: SES reads it as UTF-8 where it isn't plain ASCII.
impl From<&str> for Content {
    fn from(data: &str) -> Self {
        Self::new(data)
    }
}

/// Text without a character set: SES reads it as UTF-8 where it isn't plain ASCII.
impl From<String> for Content {
    fn from(data: String) -> Self {
        Self::new(data)
    }
}

impl Body {
    /// A body in HTML; chain `.text(…)` for readers that show none.
    pub fn html(html: impl Into<Content>) -> Self {
        Self::new().with_html(html)
    }

    /// A body in plain text only.
    pub fn plain(text: impl Into<Content>) -> Self {
        Self::new().text(text)
    }
}

impl EmailContent {
    /// A mail that SES puts together from a subject and a body.
    pub fn simple(subject: impl Into<Content>, body: impl Into<Body>) -> Self {
        Message::new(subject, body).into()
    }

    /// A whole MIME message, headers included, as it goes over the wire; base64 is applied for you.
    pub fn raw(message: impl Into<lowcodeapi_runtime::Base64>) -> Self {
        RawMessage::new(message).into()
    }

    /// A mail made from a template stored with SES, with its variables as a JSON text.
    pub fn template(name: impl Into<String>, data: impl Into<String>) -> Self {
        Template::stored(name).template_data(data).into()
    }
}

impl From<Message> for EmailContent {
    fn from(message: Message) -> Self {
        Self::new().with_simple(message)
    }
}

impl From<RawMessage> for EmailContent {
    fn from(message: RawMessage) -> Self {
        Self::new().with_raw(message)
    }
}

impl From<Template> for EmailContent {
    fn from(template: Template) -> Self {
        Self::new().with_template(template)
    }
}

impl Destination {
    /// Recipients every reader sees.
    pub fn to(addresses: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::new().to_addresses(addresses)
    }

    /// Adds recipients of a copy.
    #[must_use]
    pub fn cc(self, addresses: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.cc_addresses(addresses)
    }

    /// All recipients: those every reader sees, those of a copy, and those of a copy no other reader sees.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.to_addresses, &self.cc_addresses, &self.bcc_addresses];
        lists.into_iter().flatten().flatten().map(String::as_str)
    }

    /// Adds recipients of a copy whom no other reader sees.
    #[must_use]
    pub fn bcc(self, addresses: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.bcc_addresses(addresses)
    }
}

impl From<Template> for BulkEmailContent {
    fn from(template: Template) -> Self {
        Self::new().template(template)
    }
}

impl Template {
    /// A template stored with SES.
    pub fn stored(name: impl Into<String>) -> Self {
        Self::new().template_name(name)
    }
}

impl BulkEmailContent {
    /// A mail made from a template stored with SES, with the default values of its variables as a JSON text.
    pub fn stored(template: impl Into<String>, data: impl Into<String>) -> Self {
        Template::stored(template).template_data(data).into()
    }
}

impl BulkEmailEntry {
    /// Sets this recipient's template variables, as a JSON text.
    #[must_use]
    pub fn template_data(self, data: impl Into<String>) -> Self {
        let template = ReplacementTemplate::new().replacement_template_data(data);
        self.replacement_email_content(ReplacementEmailContent::new().replacement_template(template))
    }
}
