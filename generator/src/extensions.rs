//! The `x-lowcodeapi-*` keys the generator reads and writes.
