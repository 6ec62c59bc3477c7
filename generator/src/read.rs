//! Bytes become a document, whatever form the service sent it in.
