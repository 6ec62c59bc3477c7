//! Spans and events in OpenTelemetry's names for HTTP clients; nothing at all without the feature `tracing`.
//!
//! The token, URLs, parameters and bodies are in none of them.

#[cfg(feature = "tracing")]
mod recorded;
#[cfg(not(feature = "tracing"))]
mod silent;

#[cfg(feature = "tracing")]
pub(crate) use recorded::{Span, reading};
#[cfg(not(feature = "tracing"))]
pub(crate) use silent::{Span, reading};
