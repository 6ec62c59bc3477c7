//! Lists that come in pages: how the next page is asked for, by what the last one said.

mod json;
mod link;
mod pages;
mod walk;

pub use pages::{Items, Listed, Pages};
pub(crate) use walk::Walk;

use crate::error::Failure;
use crate::outgoing::Outgoing;
use crate::query;
use walk::Seen;

/// Where the members of an answer stand: from the outside in.
pub type Members = &'static [&'static str];

/// How the pages of an operation follow each other; a `static` made by the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    next: Next,
    ends: &'static [End],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A token of the answer goes into a query parameter.
    Query(&'static str, Members),
    /// A token of the answer goes into a member of the request's body.
    Body(&'static str, Members),
    /// A member of the last item goes into a query parameter.
    Last { parameter: &'static str, items: Members, id: &'static str },
    /// The next number of a page goes into a query parameter.
    Number { parameter: &'static str, items: Members, first: u64 },
    /// The number of items so far goes into a query parameter.
    Offset { parameter: &'static str, items: Members },
    /// A member of the answer is the next page's URL.
    Link(Members),
    /// The header `Link` has the next page's URL.
    Header,
}

/// What says that there is no next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A member that is `false` on the last page.
    More(Members),
    /// A member that is `true` on the last page.
    Last(Members),
    /// The number of all items.
    Total(Members),
    /// The number of the last page.
    Pages(Members),
}

impl Paging {
    const fn new(next: Next) -> Self {
        Self { next, ends: &[] }
    }

    /// A token of the answer goes into a query parameter.
    #[must_use]
    pub const fn token(parameter: &'static str, from: Members) -> Self {
        Self::new(Next::Query(parameter, from))
    }

    /// A token of the answer goes into a member of the request's body.
    #[must_use]
    pub const fn body_token(member: &'static str, from: Members) -> Self {
        Self::new(Next::Body(member, from))
    }

    /// The member `id` of the last item goes into a query parameter.
    #[must_use]
    pub const fn last(parameter: &'static str, items: Members, id: &'static str) -> Self {
        Self::new(Next::Last { parameter, items, id })
    }

    /// Pages are counted from `first`; an empty one is the last.
    #[must_use]
    pub const fn number(parameter: &'static str, items: Members, first: u64) -> Self {
        Self::new(Next::Number { parameter, items, first })
    }

    /// The number of items so far goes into a query parameter; an empty page is the last.
    #[must_use]
    pub const fn offset(parameter: &'static str, items: Members) -> Self {
        Self::new(Next::Offset { parameter, items })
    }

    /// A member of the answer is the next page's URL.
    #[must_use]
    pub const fn link(from: Members) -> Self {
        Self::new(Next::Link(from))
    }

    /// The header `Link` of the answer has the next page's URL (RFC 8288).
    #[must_use]
    pub const fn header() -> Self {
        Self::new(Next::Header)
    }

    /// Says what else ends it.
    #[must_use]
    pub const fn ends(mut self, ends: &'static [End]) -> Self {
        self.ends = ends;
        self
    }

    /// Turns a request into that of the next page; `false` where there is none.
    fn advance(&self, outgoing: &mut Outgoing, seen: &mut Seen<'_>) -> Result<bool, Failure> {
        let text = seen.text;
        let count = |items: Members| json::at(text, items).map_or(0, json::length);
        match self.next {
            Next::Query(..) | Next::Body(..) | Next::Link(_) | Next::Header => {}
            Next::Last { items, .. } => seen.progress.received += count(items),
            Next::Number { items, .. } | Next::Offset { items, .. } => {
                let items = count(items);
                seen.progress.received += items;
                if items == 0 {
                    return Ok(false);
                }
            }
        }
        let page = match self.next {
            Next::Number { parameter, first, .. } => {
                query::number(&outgoing.query, parameter).unwrap_or(first)
            }
            _ => 0,
        };
        let skipped = match self.next {
            Next::Offset { parameter, .. } => {
                let start = query::number(&outgoing.query, parameter).unwrap_or(0);
                *seen.progress.start.get_or_insert(start)
            }
            _ => 0,
        };
        let received = seen.progress.received;
        if self.ends.iter().any(|end| end.is_here(text, page, skipped + received)) {
            return Ok(false);
        }
        let token = match self.next {
            Next::Query(_, from) | Next::Body(_, from) | Next::Link(from) => {
                json::at(text, from).and_then(json::token)
            }
            Next::Last { items, id, .. } => json::at(text, items).and_then(|items| json::of_last(items, id)),
            Next::Number { .. } => Some((page + 1).to_string()),
            Next::Offset { .. } => Some((skipped + received).to_string()),
            Next::Header => link::next(seen.headers),
        };
        // A service that gives a token again would be asked for ever.
        let Some(token) = token.filter(|token| seen.progress.is_new(token)) else { return Ok(false) };
        match self.next {
            Next::Query(parameter, _)
            | Next::Last { parameter, .. }
            | Next::Number { parameter, .. }
            | Next::Offset { parameter, .. } => query::set(&mut outgoing.query, parameter, &token),
            Next::Body(member, _) => {
                outgoing.body = json::with(&outgoing.body, member, token)?;
                outgoing.content_type.get_or_insert("application/json".into());
            }
            Next::Link(_) | Next::Header => {
                outgoing.link = Some(link::resolve(seen.shared, outgoing, &token)?);
            }
        }
        Ok(true)
    }
}

impl End {
    fn is_here(self, text: &str, page: u64, received: u64) -> bool {
        let number = |members| json::at(text, members).and_then(json::number);
        let flag = |members| json::at(text, members).and_then(json::flag);
        match self {
            Self::More(members) => flag(members) == Some(false),
            Self::Last(members) => flag(members) == Some(true),
            Self::Total(members) => number(members).is_some_and(|total| received >= total),
            Self::Pages(members) => number(members).is_some_and(|pages| page >= pages),
        }
    }
}
