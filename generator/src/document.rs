//! The document on its way through the pipeline: its value, and where each part of it stands in the source.
