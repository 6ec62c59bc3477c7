//! `new`, `regen --manifest`, `corpus` and `directory`, as processes.

mod corpus;
mod crates;
mod directory;
mod loopback;
mod scratch;
