//! What emitted code calls: a client, its mock, its calls, its structs and its enums, each in one line.

mod answers;
mod call;
mod client;
mod enums;
mod groups;
mod methods;
mod pages;
mod record;
pub mod reserved;
mod server;
mod union;
mod webhooks;
mod xml;
