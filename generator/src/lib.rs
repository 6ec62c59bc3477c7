//! Turns the API documents LowCodeAPI serves into Rust clients.

pub mod api;
