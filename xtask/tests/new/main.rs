//! `new`, `regen --manifest` and `corpus`, as processes.

mod corpus;
mod crates;
mod loopback;
mod scratch;
