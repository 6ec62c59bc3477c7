//! Turns the API documents LowCodeAPI serves into Rust clients.

pub mod api;
pub mod diff;
pub mod document;
pub mod emit;
pub mod extensions;
pub mod files;
pub mod infer;
pub mod listing;
pub mod lower;
pub mod model;
pub mod names;
pub mod overlay;
pub mod read;
pub mod repair;
pub mod source;
pub mod urls;
pub mod yaml;
