//! Turns the HTML that some documents are written in into Markdown.

/// `text` with the tags of running text replaced; a tag nobody knows (`<recipient>`) stays as it is, and so does
/// what stands between backticks.
pub(super) fn to_markdown(text: &str) -> String {
    let mut page = Page::default();
    let mut rest = text;
    while let Some(position) = rest.find(['<', '`']) {
        page.text(&rest[..position]);
        rest = &rest[position..];
        let taken = if rest.starts_with('`') { page.backticks(rest) } else { page.tag(rest) };
        rest = &rest[taken..];
    }
    page.text(rest);
    page.markdown
}

#[derive(Default)]
struct Page {
    markdown: String,
    /// Inside `<code>` or `<pre>`, where other tags mean nothing: its name.
    code: Option<&'static str>,
    /// Where the open `<a>` leads.
    link: Option<String>,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.code.is_some() {
            self.markdown.push_str(&decode(text));
        } else {
            self.markdown.push_str(text);
        }
    }

    /// Copies a span between backticks; how many bytes that were.
    fn backticks(&mut self, rest: &str) -> usize {
        let run = rest.len() - rest.trim_start_matches('`').len();
        let span = rest[run..].find(&rest[..run]).map_or(run, |end| run + end + run);
        self.markdown.push_str(&rest[..span]);
        span
    }

    /// Replaces a tag; how many bytes it had.
    fn tag(&mut self, rest: &str) -> usize {
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(rest.len(), |end| end + "-->".len());
        }
        let Some((tag, length)) = Tag::parse(rest) else {
            self.markdown.push('<');
            return 1;
        };
        if self.replace(&tag) {
            length
        } else {
            self.markdown.push('<');
            1
        }
    }

    /// Whether the tag is known.
    fn replace(&mut self, tag: &Tag) -> bool {
        if let Some(open) = self.code {
            if tag.closing && tag.name == open {
                self.code = None;
                self.markdown.push_str(if open == "pre" { "\n```\n" } else { "`" });
            }
            return tag.is_known();
        }
        match (tag.name.as_str(), tag.closing) {
            ("pre", false) => {
                self.code = Some("pre");
                self.markdown.push_str("\n```\n");
            }
            ("code" | "tt" | "kbd" | "samp" | "var", false) => {
                self.code = CODE.iter().copied().find(|&name| name == tag.name);
                self.markdown.push('`');
            }
            ("a", false) => {
                self.link = tag.href();
                self.markdown.push_str(if self.link.is_some() { "[" } else { "" });
            }
            ("a", true) => {
                if let Some(target) = self.link.take() {
                    self.markdown.push_str("](");
                    self.markdown.push_str(&target);
                    self.markdown.push(')');
                }
            }
            ("li", false) => self.markdown.push_str("\n- "),
            ("b" | "strong", _) => self.markdown.push_str("**"),
            // A paragraph that opens an entry stays on the entry's line.
            ("p" | "div", false) if self.markdown.trim_end_matches(' ').ends_with("\n-") => {}
            (name, _) if BLOCKS.contains(&name) => self.markdown.push_str("\n\n"),
            (name, _) if INLINE.contains(&name) => {}
            _ => return tag.is_known(),
        }
        true
    }
}

const CODE: [&str; 5] = ["code", "tt", "kbd", "samp", "var"];
const BLOCKS: [&str; 23] = [
    "p",
    "br",
    "div",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "thead",
    "tbody",
    "section",
    "blockquote",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "note",
    "important",
];
const INLINE: [&str; 15] = [
    "i", "em", "u", "span", "small", "sub", "sup", "font", "td", "th", "li", "img", "fullname", "center",
    "details",
];

struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that `rest` begins with, and its length.
    fn parse(rest: &'a str) -> Option<(Self, usize)> {
        let end = 1 + rest[1..].find(['>', '<']).filter(|end| rest[1 + end..].starts_with('>'))?;
        let inside = &rest[1..end];
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let name = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(name);
        let tag = Self { name: name.to_ascii_lowercase(), closing, attributes };
        (!name.is_empty()).then_some((tag, end + 1))
    }

    fn is_known(&self) -> bool {
        let name = self.name.as_str();
        ["a", "b", "strong", "pre"].contains(&name)
            || CODE.contains(&name)
            || BLOCKS.contains(&name)
            || INLINE.contains(&name)
    }

    /// The value of `href`, quoted.
    fn href(&self) -> Option<String> {
        let (_, value) = self.attributes.split_once("href=")?;
        let quote = value.chars().next().filter(|quote| "\"'".contains(*quote))?;
        let (target, _) = value[1..].split_once(quote)?;
        Some(target.trim().to_owned())
    }
}

/// Markdown decodes entities itself, but not in code.
fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
