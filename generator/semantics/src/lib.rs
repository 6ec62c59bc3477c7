//! Clients of the documents beside this crate, each a module. `tests/wire` says what they send and understand.

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

mod money;
pub use money::Money;
