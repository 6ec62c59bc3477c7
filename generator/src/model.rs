//! JSON becomes openapiv3 nodes, one flat node at a time.
