//! What a document suggests for a client that has no manifest yet.

mod host;
mod suggest;

pub use host::AssumedHost;

#[cfg(test)]
mod tests;
