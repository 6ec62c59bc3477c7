//! Pages of HTML where a message is looked for.

/// How many characters are searched for a title, and how many of it are shown.
const SEARCHED: usize = 16 * 1024;
const SHOWN: usize = 120;

/// What a page of HTML says in one line: that it is one, and its title; `None` where it is none.
pub(super) fn summary(text: &str) -> Option<String> {
    let page: String = text.trim_start().chars().take(SEARCHED).collect();
    // ASCII letters keep their place in another case.
    let lower = page.to_ascii_lowercase();
    if !["<!doctype html", "<html", "<head", "<body"].iter().any(|start| lower.starts_with(start)) {
        return None;
    }
    let title = title(&page, &lower).filter(|title| !title.is_empty());
    Some(title.map_or_else(|| "an HTML page".to_owned(), |title| format!("an HTML page: {title}")))
}

fn title(page: &str, lower: &str) -> Option<String> {
    let element = lower.find("<title")?;
    let start = element + lower[element..].find('>')? + 1;
    let end = start + lower[start..].find('<')?;
    let words: Vec<&str> = page[start..end].split_whitespace().collect();
    Some(words.join(" ").chars().take(SHOWN).collect())
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn a_page_is_told_by_its_title_and_text_is_no_page() {
        for (text, expected) in [
            (
                "<html><head><TITLE lang=en>\n 502  Bad\nGateway</TITLE>",
                Some("an HTML page: 502 Bad Gateway"),
            ),
            ("\n<!DOCTYPE HTML>\n<title>é</title>", Some("an HTML page: é")),
            ("<html><body>İ<h1>no</h1>", Some("an HTML page")),
            ("<html><title>cut", Some("an HTML page")),
            ("<html><title></title>", Some("an HTML page")),
            ("<p>is not allowed", None),
            ("<?xml version='1.0'?><Error/>", None),
            ("", None),
        ] {
            assert_eq!(summary(text).as_deref(), expected, "{text}");
        }
    }
}
