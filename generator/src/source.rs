//! Source text and the line and column of each node in it.
