//! Lists that come in pages.

use super::TypeRef;

/// How a caller walks through pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// How the next page is asked for.
    pub next: NextPage,
    /// What else than the lack of a next one says that a page is the last.
    pub ends: Vec<PageEnd>,
    /// The list of the page, where there is exactly one.
    pub items: Option<PageItems>,
}

/// How the next page is asked for. Members are those of the answer, by their wire names from the outside in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A member goes into a query parameter.
    Query {
        /// The parameter's wire name.
        parameter: String,
        /// Where the token stands.
        from: Vec<String>,
    },
    /// A member goes into a member of the request's body.
    Body {
        /// The member's wire name.
        member: String,
        /// Where the token stands.
        from: Vec<String>,
    },
    /// A member of the last item goes into a query parameter.
    LastItem {
        /// The parameter's wire name.
        parameter: String,
        /// The member of the item.
        id: String,
    },
    /// The next number goes into a query parameter.
    Number {
        /// The parameter's wire name.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// The number of items so far goes into a query parameter.
    Offset {
        /// The parameter's wire name.
        parameter: String,
    },
    /// A member is the next page's URL.
    Link {
        /// Where the URL stands.
        from: Vec<String>,
    },
    /// The header `Link` has the next page's URL.
    Header,
}

/// What says that a page is the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEnd {
    /// A member that is `false` on the last page.
    More(Vec<String>),
    /// A member that is `true` on the last page.
    Last(Vec<String>),
    /// The number of all items.
    Total(Vec<String>),
    /// The number of the last page.
    Pages(Vec<String>),
}

/// The list of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageItems {
    /// Wire name and field of the member that is the list; `None` where the answer itself is.
    pub member: Option<super::Name>,
    /// The type of an item.
    pub item: TypeRef,
    /// Whether a call has room for the method `items`: no parameter's setter is called that.
    pub is_offered: bool,
}
