//! `serve`, run as its users run it, over real HTTP.

mod bad_input;
mod bulk;
mod faults;
mod manners;
mod outbox;
mod page;
mod provider;
mod readme;
mod spec;
mod stand;
mod upstream;
