//! Formats a file item by item, for prettyplease puts no blank lines between them.

use std::mem::{self, Discriminant};

use syn::{Attribute, File, Item, ItemImpl};

use super::{HEADER, macros};

/// The beginning of a file with these inner attributes.
pub(super) fn head(attributes: Vec<Attribute>) -> String {
    format!("{HEADER}\n{}", unparse(attributes, None))
}

/// The text of items, with blank lines between them but for imports.
#[derive(Debug, Default)]
pub(super) struct Items {
    text: String,
    previous: Option<Discriminant<Item>>,
}

impl Items {
    /// What was written so far.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn push(&mut self, item: Item) {
        let kind = mem::discriminant(&item);
        let together = matches!(item, Item::Use(_) | Item::Mod(_)) && bare(&item);
        if self.previous.is_some() && !(together && self.previous == Some(kind)) {
            self.text.push('\n');
        }
        self.previous = Some(kind);
        self.text.push_str(&self::item(item));
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
        Item::Impl(item) if item.items.len() > 1 => implementation(item),
        Item::Macro(item) => macros::print(&item),
        item => unparse(Vec::new(), Some(item)),
    }
}

/// An `impl` block with a blank line between its members: each is formatted in a block of its own, of which all
/// but the first lose the opening and all but the last the closing line.
fn implementation(mut block: ItemImpl) -> String {
    let members = mem::take(&mut block.items);
    let empty = unparse(Vec::new(), Some(Item::Impl(block.clone())));
    let Some(opening) = empty.strip_suffix("}\n") else {
        block.items = members;
        return unparse(Vec::new(), Some(Item::Impl(block)));
    };
    let mut text = format!("{opening}\n");
    for (position, member) in members.into_iter().enumerate() {
        if position > 0 {
            text.push('\n');
        }
        block.items.push(member);
        let alone = unparse(Vec::new(), Some(Item::Impl(block.clone())));
        block.items.clear();
        let body = alone.strip_prefix(opening).and_then(|rest| rest.strip_suffix("}\n"));
        text.push_str(body.unwrap_or(&alone).trim_start_matches('\n'));
    }
    text.push_str("}\n");
    text
}

fn unparse(attrs: Vec<Attribute>, item: Option<Item>) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs,
        items: item.into_iter().collect(),
    })
}
