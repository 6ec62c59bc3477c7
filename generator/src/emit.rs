//! The IR becomes Rust: one module per emitted file, quote only.
