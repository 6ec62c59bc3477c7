//! Pages and their items as streams, or, where calls block, as iterators.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::Walk;
use crate::call::Call;
use crate::core::Async;
use crate::error::{Error, ErrorCodes};
use crate::paging::Paging;

type Step<T, C> = (Box<Walk<T, C>>, Option<Result<T, Error<C>>>);

type UnderWay<T, C> = Pin<Box<dyn Future<Output = Step<T, C>> + Send>>;

/// The pages of a list, each asked for when it is wanted: a [`Stream`], or, where calls block, an iterator.
///
/// An error is the last thing that comes.
#[must_use = "pages are asked for when they are wanted"]
pub struct Pages<T, C, M = Async> {
    walk: Option<Box<Walk<T, C>>>,
    under_way: Option<UnderWay<T, C>>,
    #[cfg_attr(
        not(feature = "blocking"),
        expect(dead_code, reason = "only who blocks needs more than its type")
    )]
    mode: M,
}

impl<T, C: ErrorCodes, M: crate::core::Mode> Pages<T, C, M> {
    /// The pages that begin with what a call asks for.
    #[doc(hidden)]
    pub fn new(call: Call<T, C, M>, paging: &'static Paging) -> Self {
        let (walk, mode) = call.into_walk(paging);
        Self { walk: Some(Box::new(walk)), under_way: None, mode }
    }
}

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> Pages<T, C, Async> {
    /// The next page; `None` behind the last one.
    ///
    /// # Errors
    /// Why it could not be had.
    pub async fn next(&mut self) -> Result<Option<T>, Error<C>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<C>>>> {
        let under_way = match (&mut self.under_way, self.walk.take()) {
            (Some(under_way), _) => under_way,
            (none, Some(mut walk)) => none.insert(Box::pin(async move {
                let page = walk.step().await;
                (walk, page)
            })),
            (None, None) => return Poll::Ready(None),
        };
        let (walk, page) = ready!(under_way.as_mut().poll(context));
        self.under_way = None;
        self.walk = Some(walk);
        Poll::Ready(page)
    }
}

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> Stream for Pages<T, C, Async> {
    type Item = Result<T, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

// Nothing in it is pinned in place: what is under way is in a box.
impl<T, C, M> Unpin for Pages<T, C, M> {}

#[cfg(feature = "blocking")]
impl<T, C: ErrorCodes> Iterator for Pages<T, C, crate::Blocking> {
    type Item = Result<T, Error<C>>;

    fn next(&mut self) -> Option<Self::Item> {
        let walk = self.walk.as_mut()?;
        match self.mode.wait(walk.step()) {
            Ok(page) => page,
            Err(failure) => {
                self.walk = None;
                Some(Err(failure.into()))
            }
        }
    }
}

/// The items of all pages, one after the other: a [`Stream`], or, where calls block, an iterator.
///
/// An error is the last thing that comes.
#[must_use = "pages are asked for when they are wanted"]
pub struct Items<T, I, C, M = Async> {
    pages: Pages<T, C, M>,
    list: fn(T) -> Vec<I>,
    /// Those of the last page that are not taken yet.
    left: VecDeque<I>,
}

impl<T, I, C, M> Items<T, I, C, M> {
    /// The items of pages.
    #[doc(hidden)]
    pub fn new(pages: Pages<T, C, M>, list: fn(T) -> Vec<I>) -> Self {
        Self { pages, list, left: VecDeque::new() }
    }
}

impl<T: Send + 'static, I, C: ErrorCodes + Send + 'static> Items<T, I, C, Async> {
    /// The next item; `None` behind the last one.
    ///
    /// # Errors
    /// Why it could not be had.
    pub async fn next(&mut self) -> Result<Option<I>, Error<C>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error<C>>>> {
        loop {
            if let Some(item) = self.left.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.left = (self.list)(page).into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Send + 'static, I, C: ErrorCodes + Send + 'static> Stream for Items<T, I, C, Async> {
    type Item = Result<I, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T, I, C, M> Unpin for Items<T, I, C, M> {}

#[cfg(feature = "blocking")]
impl<T, I, C: ErrorCodes> Iterator for Items<T, I, C, crate::Blocking> {
    type Item = Result<I, Error<C>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.left.pop_front() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.left = (self.list)(page).into(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<T, C, M> fmt::Debug for Pages<T, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<T, I, C, M> fmt::Debug for Items<T, I, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

/// The list of a page, there or not.
#[doc(hidden)]
pub trait Listed {
    type Item;
    fn listed(self) -> Vec<Self::Item>;
}

impl<I> Listed for Vec<I> {
    type Item = I;

    fn listed(self) -> Vec<I> {
        self
    }
}

impl<L: Listed> Listed for Option<L> {
    type Item = L::Item;

    fn listed(self) -> Vec<L::Item> {
        self.map_or_else(Vec::new, Listed::listed)
    }
}
