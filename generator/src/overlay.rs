//! OpenAPI Overlay actions: what is known about a provider and its document leaves out.
