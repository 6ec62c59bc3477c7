//! `regen`, run as its users run it, against a service on loopback.

mod checks;
mod interruptions;
mod names;
mod refusals;
mod scratch;
mod server;
mod sources;
mod usage;
