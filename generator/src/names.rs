//! Identifiers: words, cases, and scopes in which two names cannot collide.
