//! `new`, `regen --manifest` and `corpus`, as processes.

mod corpus;
mod crates;
mod files;
mod formats;
mod loopback;
mod scratch;
