//! Recognises lists that come in pages, by what is sent and what is answered; where that is unsure, there are none.

mod page;
mod reads;
mod words;

use super::nodes::Nodes;
use crate::api::{
    Encoding, Location, NextPage, Operation, PageEnd, PageItems, Pagination, Parameter, Primitive, Shape,
    Type, TypeRef,
};
use crate::names::reserved;
use page::{Member, Page};

/// Recognises how the pages of each operation follow each other.
///
/// Behind a `gateway` links to the next page are the provider's own: they lead past it.
pub(super) fn recognise(operations: &mut [Operation], types: &[Type], nodes: Nodes<'_>, gateway: bool) {
    let patterns: &[Pattern] = if gateway {
        &[token, body_token, last_item, number, offset]
    } else {
        &[token, body_token, last_item, link, header, number, offset]
    };
    for operation in operations {
        operation.pagination = pagination(operation, types, nodes, patterns);
    }
}

fn pagination(
    operation: &Operation,
    types: &[Type],
    nodes: Nodes<'_>,
    patterns: &[Pattern],
) -> Option<Pagination> {
    let output = operation.output.ty.as_ref()?;
    // A stream of pages must be one of answers that are alike.
    if operation.output.encoding != Encoding::Json || !["GET", "POST"].contains(&operation.method.as_str()) {
        return None;
    }
    let setters = || operation.parameters.iter().map(|parameter| parameter.name.rust.as_str());
    let [by_item, by_page] = reserved::PAGED;
    if setters().any(|setter| setter == by_page) {
        return None;
    }
    let page = Page::of(types, nodes, output);
    let mut items = page.items();
    if let Some(items) = &mut items {
        items.is_offered = !setters().any(|setter| setter == by_item);
    }
    let asked = Asked { operation, types };
    let (next, ends) = patterns.iter().find_map(|pattern| pattern(&asked, &page, items.as_ref()))?;
    Some(Pagination { next, ends, items })
}

/// What a caller can ask for.
struct Asked<'a> {
    operation: &'a Operation,
    types: &'a [Type],
}

type Found = Option<(NextPage, Vec<PageEnd>)>;

/// Recognises one way in which pages may follow each other.
type Pattern = fn(&Asked<'_>, &Page<'_>, Option<&PageItems>) -> Found;

impl<'a> Asked<'a> {
    /// The optional parameters of the query whose values are of a kind.
    fn query(&self, fits: fn(Primitive) -> bool) -> impl Iterator<Item = &'a Parameter> {
        let types = self.types;
        self.operation.parameters.iter().filter(move |parameter| {
            parameter.location == Location::Query
                && !parameter.required
                && page::primitive(types, &parameter.ty).is_some_and(fits)
        })
    }

    fn is_get(&self) -> bool {
        self.operation.method == "GET"
    }
}

fn is_text(primitive: Primitive) -> bool {
    matches!(primitive, Primitive::String | Primitive::Uuid)
}

fn is_number(primitive: Primitive) -> bool {
    matches!(
        primitive,
        Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 | Primitive::F64
    )
}

fn is_either(primitive: Primitive) -> bool {
    is_text(primitive) || is_number(primitive)
}

/// A token of the answer goes into the query.
fn token(asked: &Asked<'_>, page: &Page<'_>, _: Option<&PageItems>) -> Found {
    if !asked.is_get() {
        return None;
    }
    let parameters = asked.query(is_either).map(|parameter| parameter.name.wire.as_str());
    let (parameter, from) = pair(parameters, page)?;
    Some((NextPage::Query { parameter, from }, page.more()))
}

/// A token of the answer goes into the body of a request that only reads.
fn body_token(asked: &Asked<'_>, page: &Page<'_>, _: Option<&PageItems>) -> Found {
    let content = asked.operation.body.as_ref()?.contents.first()?;
    // What takes a token back and answers with lists is a search, unless it is called otherwise.
    let reads = asked.is_get() || reads::only_reads(asked.operation);
    if !reads || content.encoding != Encoding::Json || !page.has_lists() {
        return None;
    }
    let fields = page::structure(asked.types, &content.ty)?.fields.iter();
    let fields = fields
        .filter(|field| !field.required && page::primitive(asked.types, &field.ty).is_some_and(is_text));
    let (member, from) = pair(fields.map(|field| field.name.wire.as_str()), page)?;
    Some((NextPage::Body { member, from }, page.more()))
}

/// The one pair of what takes a token and what is one.
fn pair<'a>(takers: impl Iterator<Item = &'a str>, page: &Page<'_>) -> Option<(String, Vec<String>)> {
    let takers: Vec<_> = takers.map(|wire| (wire, words::words(wire))).collect();
    let mut pairs: Vec<(u8, &str, &Member<'_>)> = Vec::new();
    for member in page.scalars(is_either) {
        for (wire, taker) in &takers {
            if let Some(rank) = words::leads(member, taker, page.is_number(member)) {
                pairs.push((rank, wire, member));
            }
        }
    }
    let best = pairs.iter().map(|pair| pair.0).min()?;
    let mut best = pairs.into_iter().filter(|pair| pair.0 == best);
    match (best.next(), best.next()) {
        (Some((_, wire, member)), None) => Some((wire.to_owned(), member.wires())),
        _ => None,
    }
}

/// The id of the last item goes into the query, as long as there is said to be more.
fn last_item(asked: &Asked<'_>, page: &Page<'_>, items: Option<&PageItems>) -> Found {
    let ends = page.more();
    if !asked.is_get() || ends.is_empty() {
        return None;
    }
    let mut parameters = asked.query(is_text).filter(|parameter| {
        matches!(
            words::words(&parameter.name.wire).join(" ").as_str(),
            "starting after" | "after id" | "start after"
        )
    });
    let (parameter, None) = (parameters.next()?, parameters.next()) else { return None };
    let item = page::structure(asked.types, &items?.item)?;
    let id = item.fields.iter().find(|field| field.name.wire == "id" && field.required && !field.nullable)?;
    page::primitive(asked.types, &id.ty).filter(|primitive| is_text(*primitive))?;
    Some((NextPage::LastItem { parameter: parameter.name.wire.clone(), id: id.name.wire.clone() }, ends))
}

/// A member is the URL of the next page.
fn link(asked: &Asked<'_>, page: &Page<'_>, _: Option<&PageItems>) -> Found {
    let mut links = page.scalars(is_text).filter(|member| words::is_link(member, || page.is_url(member)));
    let (link, None) = (links.next()?, links.next()) else { return None };
    asked.is_get().then(|| (NextPage::Link { from: link.wires() }, page.more()))
}

/// The header `Link` is documented beside a list.
fn header(asked: &Asked<'_>, page: &Page<'_>, items: Option<&PageItems>) -> Found {
    let successes = asked.operation.responses.iter().filter(|response| response.success);
    let mut headers = successes.flat_map(|response| &response.headers);
    let stated = headers.any(|header| header.name.wire.eq_ignore_ascii_case("link"));
    (stated && asked.is_get() && items.is_some()).then(|| (NextPage::Header, page.more()))
}

/// Pages have numbers, and the answer says which is the last.
fn number(asked: &Asked<'_>, page: &Page<'_>, items: Option<&PageItems>) -> Found {
    let mut parameters = asked.query(is_number).filter(|parameter| words::is_page(&parameter.name.wire));
    let (parameter, None) = (parameters.next()?, parameters.next()) else { return None };
    let first = first_page(parameter)?;
    let ends = page.ends(true);
    if !asked.is_get() || ends.is_empty() || items.is_none() {
        return None;
    }
    Some((NextPage::Number { parameter: parameter.name.wire.clone(), first }, ends))
}

/// The number the first page has, where the document says so.
fn first_page(parameter: &Parameter) -> Option<u64> {
    let stated = parameter.default.as_ref().or_else(|| parameter.constraints.stated.get("minimum"))?;
    let first = stated.0.parse::<f64>().ok()?;
    [0_u8, 1].into_iter().find(|number| f64::from(*number).to_bits() == first.to_bits()).map(u64::from)
}

/// So many items are left out, and the answer says how many there are.
fn offset(asked: &Asked<'_>, page: &Page<'_>, items: Option<&PageItems>) -> Found {
    let mut parameters = asked.query(is_number).filter(|parameter| words::is_offset(&parameter.name.wire));
    let (parameter, None) = (parameters.next()?, parameters.next()) else { return None };
    let starts_elsewhere = parameter.default.as_ref().is_some_and(|default| default.0 != "0");
    let ends = page.ends(false);
    if !asked.is_get() || ends.is_empty() || items.is_none() || starts_elsewhere {
        return None;
    }
    Some((NextPage::Offset { parameter: parameter.name.wire.clone() }, ends))
}

/// What an alias stands for in the end, `null` aside.
fn resolve<'t>(types: &'t [Type], mut ty: &'t TypeRef) -> &'t TypeRef {
    // No chain of aliases is longer than there are types.
    for _ in 0..=types.len() {
        ty = match ty {
            TypeRef::Nullable(inner) => inner,
            TypeRef::Named(id) | TypeRef::Boxed(id) => match &types[id.0].shape {
                Shape::Alias(target) => target,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}
