//! What changed between two documents, and what that means: each kind of change, properties of all comparisons, and
//! whether callers compile when the verdict says so.

mod callers;
mod cases;
mod forms;
mod items;
mod kinds;
mod metamorphic;
mod mutations;
mod pairs;
mod positions;
mod properties;
mod same;
mod select;
mod sides;
#[path = "../support/mod.rs"]
mod support;
