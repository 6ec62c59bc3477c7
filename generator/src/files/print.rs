//! Formats a file item by item, for prettyplease puts no blank lines between them.

use std::mem::{self, Discriminant};

use syn::{Attribute, File, Item, ItemImpl};

use super::{HEADER, layout, macros};

/// The beginning of a file with these inner attributes.
pub(super) fn head(attributes: Vec<Attribute>) -> String {
    format!("{HEADER}\n{}", unparse(attributes, None))
}

/// The text of a file to which items are added, with blank lines between them but for imports and modules, which are
/// sorted where they stand together.
#[derive(Debug)]
pub(super) struct Items {
    text: String,
    /// The kind of the item before the next one, if both may stand together.
    previous: Option<Discriminant<Item>>,
    /// Where the run of imports or modules begins that is being added to.
    run: Option<usize>,
}

impl Items {
    /// Goes on after what is there already.
    pub(super) fn after(text: String) -> Self {
        Self { text, previous: None, run: None }
    }

    /// What was written.
    pub(super) fn into_text(mut self) -> String {
        self.sort();
        self.text
    }

    fn push(&mut self, item: Item) {
        let kind = mem::discriminant(&item);
        let together = matches!(item, Item::Use(_) | Item::Mod(_)) && bare(&item);
        let follows = together && self.previous == Some(kind);
        if !follows {
            self.sort();
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.run = together.then_some(self.text.len());
        }
        self.previous = together.then_some(kind);
        self.text.push_str(&self::item(item));
    }

    /// Ends a run.
    fn sort(&mut self) {
        let Some(start) = self.run.take() else { return };
        let run = self.text.split_off(start);
        let mut items: Vec<&str> = run.split_inclusive(";\n").collect();
        items.sort_by_cached_key(|item| layout::place(item));
        self.text.extend(items);
    }
}

impl Extend<Item> for Items {
    fn extend<I: IntoIterator<Item = Item>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

/// Whether nothing is said about the item, so that it needs no blank line above it.
fn bare(item: &Item) -> bool {
    match item {
        Item::Use(item) => item.attrs.is_empty(),
        Item::Mod(item) => item.attrs.is_empty(),
        _ => false,
    }
}

fn item(item: Item) -> String {
    match item {
        Item::Macro(item) => macros::print(item),
        item => match layout::item(&item) {
            Some(text) => text,
            None => by_prettyplease(item),
        },
    }
}

/// What isn't of a common kind.
fn by_prettyplease(item: Item) -> String {
    match item {
        Item::Impl(item) if item.items.len() > 1 => implementation(item),
        item => unparse(Vec::new(), Some(item)),
    }
}

/// An `impl` block with a blank line between its members.
fn implementation(block: ItemImpl) -> String {
    let members = block.items.len();
    let text = unparse(Vec::new(), Some(Item::Impl(block)));
    let ends: Vec<usize> = ends_of_members(&text).collect();
    debug_assert_eq!(ends.len(), members, "members end where they seem to:\n{text}");
    let mut spaced = String::with_capacity(text.len() + members);
    let mut start = 0;
    for &end in ends.iter().take(members.saturating_sub(1)) {
        spaced.push_str(&text[start..end]);
        spaced.push('\n');
        start = end;
    }
    spaced.push_str(&text[start..]);
    spaced
}

/// Where the lines end that end a member of a formatted `impl` block: a brace or a semicolon, indented once.
fn ends_of_members(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        at += line.len();
        let code = line.strip_prefix("    ")?.trim_end();
        let first = code.chars().next()?;
        let ends = code == "}" || (!" /#".contains(first) && (code.ends_with("{}") || code.ends_with(';')));
        ends.then_some(at)
    })
}

/// By prettyplease.
pub(super) fn unparse(attrs: Vec<Attribute>, item: Option<Item>) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs,
        items: item.into_iter().collect(),
    })
}
