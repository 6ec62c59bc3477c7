//! Values of template variables, from whatever serialises as an object.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::types::{BulkEmailEntry, Template};

/// The longest text of values SES takes.
const LONGEST: usize = 262_144;

impl BulkEmailEntry {
    /// Sets this recipient's template variables: the members of a value that serialises as an object.
    ///
    /// ```
    /// use lowcodeapi_awsses::types::*;
    ///
    /// #[derive(serde::Serialize)]
    /// struct Reader<'a> {
    ///     name: &'a str,
    /// }
    ///
    /// let entry = BulkEmailEntry::new(Destination::to(["ann@example.com"])).template_values(&Reader { name: "Ann" })?;
    /// # Ok::<(), lowcodeapi_awsses::TemplateValuesError>(())
    /// ```
    ///
    /// # Errors
    /// Where the value is no object, can't be serialised, or is longer than the 262,144 bytes SES takes.
    pub fn template_values(self, values: &impl Serialize) -> Result<Self, TemplateValuesError> {
        Ok(self.template_data(text(values)?))
    }
}

impl Template {
    /// Sets the template's variables: the members of a value that serialises as an object.
    ///
    /// # Errors
    /// Where the value is no object, can't be serialised, or is longer than the 262,144 bytes SES takes.
    pub fn template_values(self, values: &impl Serialize) -> Result<Self, TemplateValuesError> {
        Ok(self.template_data(text(values)?))
    }
}

fn text(values: &impl Serialize) -> Result<String, TemplateValuesError> {
    let text = match serde_json::to_value(values)
        .map_err(|error| TemplateValuesError(Cause::Json(error.to_string())))?
    {
        object @ Value::Object(_) => object.to_string(),
        other => return Err(TemplateValuesError(Cause::NoObject(kind(&other)))),
    };
    if text.len() > LONGEST { Err(TemplateValuesError(Cause::TooLong(text.len()))) } else { Ok(text) }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Why a value is none for a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateValuesError(Cause);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cause {
    NoObject(&'static str),
    Json(String),
    TooLong(usize),
}

impl fmt::Display for TemplateValuesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::NoObject(kind) => {
                write!(
                    f,
                    "the values of a template are the members of an object, not {kind}: give a struct or a map"
                )
            }
            Cause::Json(cause) => write!(f, "the values of the template can't be written as JSON: {cause}"),
            Cause::TooLong(length) => {
                write!(f, "the values of the template have {length} bytes as JSON: SES takes {LONGEST}")
            }
        }
    }
}

impl std::error::Error for TemplateValuesError {}
