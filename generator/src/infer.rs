//! Schemas from examples, where the document states none.
