//! Templates: which there are, and how their variables are filled in.

use serde_json::{Map, Value};

use super::Refusal;
use super::request::{Template, TemplateContent};
use crate::settings::Settings;

const MOST_DATA: usize = 262_144;

/// Finds a template's text: in the request, or among those there are.
pub(super) fn find(template: &Template, settings: &Settings) -> Result<TemplateContent, Refusal> {
    let by_arn = || template.template_arn.as_ref()?.rsplit_once("template/").map(|(_, name)| name);
    let name = template.template_name.as_deref().or_else(by_arn);
    match (name, &template.template_content) {
        (None, Some(content)) => Ok(content.clone()),
        (Some(_), Some(_)) => {
            Err(Refusal::bad_request("TemplateName and TemplateContent can't be used together"))
        }
        (Some(name), None) => named(name, settings).ok_or_else(|| Refusal::no_template(name)),
        (None, None) => Err(Refusal::bad_request("Template has neither a name nor content")),
    }
}

fn named(name: &str, settings: &Settings) -> Option<TemplateContent> {
    let content = |subject: &str, text: &str, html: &str| TemplateContent {
        subject: Some(subject.to_owned()),
        text: Some(text.to_owned()),
        html: Some(html.to_owned()),
    };
    match name {
        "WelcomeTemplate" => Some(content(
            "Welcome, {{name}}",
            "Hello {{name}},\n\nwelcome aboard.",
            "<h1>Welcome, {{name}}</h1>\n<p>It is good to have you with us.</p>",
        )),
        "PromotionTemplate" => Some(content(
            "{{name}}, here is your discount",
            "Hello {{name}},\n\nyour code is {{code}}.",
            "<h1>A discount for {{name}}</h1>\n<p>Your code is <strong>{{code}}</strong>.</p>",
        )),
        // The documentation of bulk mail sends this one.
        "Promotion" => Some(content(
            "{{name}}, something for you",
            "Hello {{name}},\n\nhere is what is new.",
            "<h1>Hello {{name}}</h1>\n<p>Here is what is new.</p>",
        )),
        // What it says is unknown here; that it was used is what a test wants to see.
        name if settings.template.iter().any(|known| known == name) => {
            Some(content(name, name, &format!("<p>{}</p>", escape(name))))
        }
        _ => None,
    }
}

/// Reads the values of a template's variables.
pub(super) fn data(text: Option<&str>) -> Result<Map<String, Value>, Refusal> {
    let Some(text) = text else { return Ok(Map::new()) };
    if text.len() > MOST_DATA {
        return Err(Refusal::bad_request(format!("Template data has more than {MOST_DATA} characters")));
    }
    serde_json::from_str(text).map_err(|_| Refusal::bad_request("Template data is not a JSON object"))
}

/// What a template's text may become: HTML wants its values escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Subject or text.
    Plain,
    /// HTML.
    Html,
}

/// Fills in the variables, or names the first without a value. `{{{name}}}` is filled in as it is.
pub(super) fn render(text: &str, data: &Map<String, Value>, form: Form) -> Result<String, String> {
    let mut rendered = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (raw, inside) = after.strip_prefix('{').map_or((false, after), |inside| (true, inside));
        let end = if raw { "}}}" } else { "}}" };
        let Some((name, after)) = inside.split_once(end) else { break };
        let value = value(name.trim(), data)
            .ok_or_else(|| format!("Attribute '{}' is not present in the rendering data.", name.trim()))?;
        rendered.push_str(before);
        rendered.push_str(&if form == Form::Html && !raw { escape(&value) } else { value });
        rest = after;
    }
    rendered.push_str(rest);
    Ok(rendered)
}

/// A variable's value, by a name or by a path with dots.
fn value(name: &str, data: &Map<String, Value>) -> Option<String> {
    let mut steps = name.split('.');
    let mut value = data.get(steps.next()?)?;
    for step in steps {
        value = value.get(step)?;
    }
    Some(match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str, form: Form) -> Result<String, String> {
        render(text, &data(Some(r#"{"name":"<Ann>","order":{"no":7}}"#)).unwrap(), form)
    }

    #[test]
    fn variables_are_filled_in() {
        assert_eq!(rendered("Hi {{name}}, {{ order.no }}!", Form::Plain).unwrap(), "Hi <Ann>, 7!");
        assert_eq!(rendered("nothing {{ to fill in", Form::Plain).unwrap(), "nothing {{ to fill in");
    }

    #[test]
    fn values_do_not_become_markup() {
        assert_eq!(rendered("<p>{{name}}</p>", Form::Html).unwrap(), "<p>&lt;Ann&gt;</p>");
        assert_eq!(rendered("<p>{{{name}}}</p>", Form::Html).unwrap(), "<p><Ann></p>");
    }

    #[test]
    fn a_variable_without_a_value_is_named() {
        assert!(rendered("{{nobody}}", Form::Plain).unwrap_err().contains("'nobody'"));
    }
}
