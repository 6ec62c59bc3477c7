//! Lists that come in pages.

/// Gives a call whose answer is one page of several its ways through all of them. The items are where what stands last
/// leads from the answer: in a member, or nowhere else. What stands behind `as` reads a page as what it should be.
#[macro_export]
macro_rules! paged_call {
    ($call:ident -> $page:ty, $code:ty, $paging:expr $(, as $read:ident)? $(, $item:ty = [$($way:tt)*])?) => {
        impl<M: $crate::Mode> $call<M> {
            /// All pages from this one on, each asked for when it is wanted: a stream, or, where calls block, an
            /// iterator.
            pub fn pages(self) -> $crate::Pages<$page, $code, M> {
                static PAGING: $crate::Paging = $paging;
                $crate::Pages::new(self.0 $(.$read())?, &PAGING)
            }

            $(
                /// The items of all pages from this one on: a stream, or, where calls block, an iterator.
                pub fn items(self) -> $crate::Items<$page, $item, $code, M> {
                    let list: fn($page) -> ::std::vec::Vec<$item> = |page| $crate::__Listed::listed(page $($way)*);
                    $crate::Items::new(self.pages(), list)
                }
            )?
        }
    };
}
