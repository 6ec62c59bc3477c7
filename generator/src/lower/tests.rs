//! Minimal documents and what becomes of them.
