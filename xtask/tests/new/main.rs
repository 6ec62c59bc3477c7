//! `new`, `regen --manifest`, `corpus`, `directory` and `peers`, as processes.

mod corpus;
mod crates;
mod directory;
mod files;
mod formats;
mod loopback;
#[cfg(unix)]
mod peers;
mod scratch;
