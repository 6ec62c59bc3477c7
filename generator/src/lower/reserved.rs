//! The headers that decide where a request goes and where it ends: whatever a document says, no parameter sets them.

/// The runtime has the same list, and refuses what is on it.
const RESERVED: [&str; 10] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a header is one of them.
pub(super) fn is_reserved(header: &str) -> bool {
    RESERVED.iter().any(|reserved| header.eq_ignore_ascii_case(reserved))
}

#[cfg(test)]
mod tests {
    use super::RESERVED;

    #[test]
    fn the_runtime_refuses_the_same_headers() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client/runtime/src/outgoing/rules.rs");
        let source = std::fs::read_to_string(path).expect("the runtime is beside the generator");
        let file = syn::parse_file(&source).expect("the runtime compiles");
        let stated = file.items.iter().find_map(|item| match item {
            syn::Item::Const(item) if item.ident == "RESERVED" => Some(&*item.expr),
            _ => None,
        });
        let Some(syn::Expr::Array(stated)) = stated else { panic!("the runtime has a list `RESERVED`") };
        let stated = stated.elems.iter().map(|name| match name {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) => name.value(),
            _ => panic!("it is a list of names"),
        });
        assert_eq!(stated.collect::<Vec<_>>(), RESERVED);
    }
}
