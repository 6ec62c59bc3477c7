//! What a page says about itself: its lists, and the members beside them.

use super::super::facts;
use super::super::nodes::Nodes;
use super::{is_number, resolve, words};
use crate::api::{Field, Name, PageEnd, PageItems, Primitive, Shape, Struct, Type, TypeRef};

/// So deep the members of a page may stand in others: `_links.next.href`.
const DEEPEST: usize = 3;

/// A member of a page, or of an object in it that is about the page.
pub(super) struct Member<'a> {
    /// From the outside in.
    pub(super) fields: Vec<&'a Field>,
}

impl Member<'_> {
    pub(super) fn field(&self) -> &Field {
        self.fields[self.fields.len() - 1]
    }

    /// The wire names, from the outside in.
    pub(super) fn wires(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.wire.clone()).collect()
    }
}

/// An answer that may be a page.
pub(super) struct Page<'a> {
    types: &'a [Type],
    nodes: Nodes<'a>,
    output: &'a TypeRef,
    members: Vec<Member<'a>>,
}

impl<'a> Page<'a> {
    pub(super) fn of(types: &'a [Type], nodes: Nodes<'a>, output: &'a TypeRef) -> Self {
        let mut members = Vec::new();
        if let Some(structure) = structure(types, output) {
            collect(types, structure, &mut Vec::new(), &mut members);
        }
        Self { types, nodes, output, members }
    }

    /// The page's own members.
    fn own(&self) -> impl Iterator<Item = &'a Field> {
        self.members.iter().filter(|member| member.fields.len() == 1).map(|member| member.fields[0])
    }

    fn item(&self, ty: &'a TypeRef) -> Option<&'a TypeRef> {
        match resolve(self.types, ty) {
            TypeRef::Array(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn has_lists(&self) -> bool {
        self.own().any(|field| self.item(&field.ty).is_some())
    }

    /// The list of the page, where there is exactly one.
    pub(super) fn items(&self) -> Option<PageItems> {
        if let Some(item) = self.item(self.output) {
            return Some(PageItems { member: None, item: item.clone(), is_offered: true });
        }
        let listed = self.own().filter(|field| !words::is_beside_items(&field.name.wire));
        let mut lists = listed.filter_map(|field| Some((&field.name, self.item(&field.ty)?)));
        match (lists.next(), lists.next()) {
            (Some((Name { wire, rust }, item)), None) => {
                let member = Name { wire: wire.clone(), rust: rust.clone() };
                Some(PageItems { member: Some(member), item: item.clone(), is_offered: true })
            }
            _ => None,
        }
    }

    /// The members that are scalars of a kind.
    pub(super) fn scalars(&self, fits: fn(Primitive) -> bool) -> impl Iterator<Item = &Member<'a>> {
        self.members.iter().filter(move |member| primitive(self.types, &member.field().ty).is_some_and(fits))
    }

    pub(super) fn is_number(&self, member: &Member<'_>) -> bool {
        primitive(self.types, &member.field().ty).is_some_and(is_number)
    }

    /// Whether the document calls a member a URL.
    pub(super) fn is_url(&self, member: &Member<'_>) -> bool {
        let field = member.field();
        let definition = facts::resolve(self.nodes, &field.origin.0).definition.to_owned();
        let format = [definition.as_str(), &field.origin.0]
            .into_iter()
            .find_map(|at| self.nodes.keywords(at)?.format.as_deref());
        let said = field.docs.summary.to_ascii_lowercase() + &field.docs.description.to_ascii_lowercase();
        format.is_some_and(|format| format.starts_with("uri") || format == "url")
            || said
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| ["url", "uri", "link", "http", "https"].contains(&word))
    }

    /// The members that say whether there is more.
    pub(super) fn more(&self) -> Vec<PageEnd> {
        let flags = self.scalars(|primitive| primitive == Primitive::Bool);
        let end = flags.filter_map(|member| {
            let says_more = words::flag(&member.field().name.wire)?;
            let members = member.wires();
            Some(if says_more { PageEnd::More(members) } else { PageEnd::Last(members) })
        });
        end.take(1).collect()
    }

    /// The members that say which page is the last.
    pub(super) fn ends(&self, numbered: bool) -> Vec<PageEnd> {
        let mut ends = self.more();
        if numbered {
            let pages =
                self.scalars(is_number).find(|member| words::is_number_of_pages(&member.field().name.wire));
            ends.extend(pages.map(|member| PageEnd::Pages(member.wires())));
        }
        let total = self.scalars(is_number).find(|member| words::is_total(&member.field().name.wire));
        ends.extend(total.map(|member| PageEnd::Total(member.wires())));
        ends
    }
}

fn collect<'a>(
    types: &'a [Type],
    structure: &'a Struct,
    above: &mut Vec<&'a Field>,
    members: &mut Vec<Member<'a>>,
) {
    for field in &structure.fields {
        above.push(field);
        members.push(Member { fields: above.clone() });
        if above.len() < DEEPEST
            && words::is_about_page(&field.name.wire)
            && let Some(inner) = self::structure(types, &field.ty)
        {
            collect(types, inner, above, members);
        }
        above.pop();
    }
}

/// The scalar a type is.
pub(super) fn primitive(types: &[Type], ty: &TypeRef) -> Option<Primitive> {
    match resolve(types, ty) {
        TypeRef::Primitive(primitive) => Some(*primitive),
        _ => None,
    }
}

/// The object with known members a type is.
pub(super) fn structure<'a>(types: &'a [Type], ty: &'a TypeRef) -> Option<&'a Struct> {
    match resolve(types, ty) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &types[id.0].shape {
            Shape::Struct(structure) => Some(structure),
            _ => None,
        },
        _ => None,
    }
}
