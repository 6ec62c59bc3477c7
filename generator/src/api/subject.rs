//! What a client is for, as a sentence would say it.

use super::{Api, Flavour};

/// What titles end with that says only that they are titles of a document such as this.
const OF_DOCUMENTS: [&str; 9] = [
    "api",
    "apis",
    "client",
    "definition",
    "documentation",
    "openapi",
    "reference",
    "specification",
    "swagger",
];

/// The longest title that is a name, in characters.
const LONGEST: usize = 60;

impl Api {
    /// What the client calls, such as `the Pet Store API`: by the document's title where that is a name, else by the provider.
    #[must_use]
    pub fn subject(&self) -> String {
        let name = name(&self.title).unwrap_or_else(|| self.settings.provider.clone());
        match self.settings.flavour {
            Flavour::LowCodeApi => name,
            Flavour::OpenApi => format!("the {name} API"),
        }
    }
}

/// The name in a title; a title with markup, or of sentences, has none.
fn name(title: &str) -> Option<String> {
    let mut words: Vec<&str> = title.split_whitespace().collect();
    if words.first().is_some_and(|first| ["a", "an", "the"].contains(&&*first.to_ascii_lowercase())) {
        words.remove(0);
    }
    while let Some(last) = words.last() {
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        if !OF_DOCUMENTS.contains(&bare.as_str()) && !bare.is_empty() {
            break;
        }
        words.pop();
    }
    let mut name = words.join(" ");
    // What it was that was said in brackets went with its last word.
    if name.matches('(').count() > name.matches(')').count()
        && let Some(open) = name.rfind('(')
    {
        name.truncate(name[..open].trim_end().len());
    }
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || " -_.,()&'/".contains(c));
    let is_sentence = name.contains(". ") || name.ends_with('.');
    let fits = (1..=LONGEST).contains(&name.chars().count());
    (is_plain && fits && !is_sentence).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_part_of_a_sentence() {
        let subject = |title: &str| {
            let mut api = Api { title: title.to_owned(), ..Api::default() };
            api.settings.provider = "shop".to_owned();
            api.settings.flavour = Flavour::OpenApi;
            api.subject()
        };
        let told = [
            ("Oxide Region API", "the Oxide Region API"),
            ("GitHub v3 REST API", "the GitHub v3 REST API"),
            ("A lending library", "the lending library API"),
            ("Swagger Petstore - OpenAPI", "the Swagger Petstore API"),
            ("Gusto API Documentation", "the Gusto API"),
            ("API", "the shop API"),
            ("Users (Okta API)", "the Users API"),
            ("Mail (v2)", "the Mail (v2) API"),
            ("Shop. Buy here.", "the shop API"),
            ("<b>Shop</b>](https://x)", "the shop API"),
            ("x`\n#![no_std]", "the shop API"),
        ];
        for (title, expected) in told {
            assert_eq!(subject(title), expected, "{title}");
        }
    }
}
