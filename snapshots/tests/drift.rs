//! Drift and snapshot tests.
