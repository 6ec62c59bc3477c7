//! The two URL formats of an operation.
