//! The playground, in a real browser.

mod playground_page;
