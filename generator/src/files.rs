//! Emitted tokens become files: header, formatting, and drift against what is on disk.
