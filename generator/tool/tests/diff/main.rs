//! `diff`, run as its users run it, in a repository of its own.

mod documents;
mod repository;
mod revisions;
