//! The public Rust API of a generated client, a line an item.
