//! Words no one should have to put into a name.

/// Text that would be code if it got out of where it belongs. As a name it is never `injected` alone: that may only come
/// of what was slipped in.
pub(crate) const INJECTIONS: &[&str] = &[
    "\"; pub fn injected() {} //",
    "*/ pub fn injected() {} /*",
    "/* /** */ pub fn injected() {}",
    "x\n#![injected]\npub fn injected() {}",
    "x\r\npub mod injected {}\r\n",
    "x\r pub fn injected() {}",
    "]]> injected <script>injected()</script>",
    "#\" x injected() \"#",
    "\\\"x injected\\",
    "${x injected} {{x injected}} {x injected}",
    "```\nfn injected() {}\n```\n    injected()\n~~~rust\ninjected()\n~~~",
    "[injected] [`injected`] [injected](injected) <injected> &injected; |injected|",
    "')] pub fn injected() {} #[doc('",
];

/// Characters that can't be seen, or turn the text around.
pub(crate) const INVISIBLE: &[&str] = &[
    "a\u{202e}dcba\u{202c}",
    "\u{2066}a\u{2069}\u{2067}b\u{2069}",
    "pa\u{200b}ge\u{200d}_\u{feff}id",
    "\u{200b}",
    "\u{0}\u{1}\u{7f}\u{85}",
    "e\u{301}\u{301}\u{301}",
    "\u{2028}line\u{2029}paragraph",
];

/// Names without a letter in them.
pub(crate) const PUNCTUATION: &[&str] = &[
    "",
    " ",
    "_",
    "__",
    "-",
    "...",
    "!@#$%^&*()",
    "[]",
    "{}",
    "+1",
    "-1",
    "$",
    "~",
    "'",
    "😀",
    "½",
    "＿",
    "1",
    "0x",
    "@type",
];

/// Names that differ in nothing an identifier keeps.
pub(crate) const TWINS: &[&str] = &[
    "page", "Page", "PAGE", "pAGE", "page_", "_page", "pa ge", "pa-ge", "pa_ge", "paGe", "page 2", "page2",
    "page_2",
];

/// Every name that the runtime exports, or that its macros define: what emitted code may use or import.
pub(crate) fn of_the_runtime() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client/runtime/src");
    let mut names = Vec::new();
    for file in ["lib.rs", "mock.rs", "macros/reserved.rs"] {
        let path = format!("{folder}/{file}");
        let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in syn::parse_file(&source).expect("the runtime compiles").items {
            match item {
                syn::Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => {
                    exported(&item.tree, &mut names);
                }
                syn::Item::Const(list) => names.extend(literals(&list.expr)),
                _ => {}
            }
        }
    }
    assert!(
        names.iter().any(|name| name == "Expect") && names.iter().any(|name| name == "stream"),
        "{names:?}"
    );
    names
}

fn exported(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => exported(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(name) => names.push(name.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| exported(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// The strings of a list.
fn literals(list: &syn::Expr) -> Vec<String> {
    let syn::Expr::Reference(list) = list else { return Vec::new() };
    let syn::Expr::Array(list) = &*list.expr else { return Vec::new() };
    let names = list.elems.iter().filter_map(|name| match name {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) => Some(name.value()),
        _ => None,
    });
    names.collect()
}

/// Every keyword of Rust, strict, reserved or weak, and names emitted code uses itself.
pub(crate) const KEYWORDS: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "macro_rules",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "raw",
    "ref",
    "return",
    "safe",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Default",
    "Value",
    "Client",
    "ClientBuilder",
    "Error",
    "ErrorCode",
    "Call",
    "Core",
    "Endpoint",
    "Mode",
    "M",
    "Async",
    "Blocking",
    "Mock",
    "Expect",
    "Unknown",
    "Into",
    "From",
    "serde",
    "std",
    "core",
    "lowcodeapi_runtime",
    "types",
    "operations",
    "blocking",
    "mock",
    "new",
    "default",
    "clone",
    "builder",
    "from_env",
    "timeout",
    "retry",
    "url_format",
    "detailed",
    "send",
    "into_future",
    "as_str",
    "body",
    "requests",
    "client",
    "client_as",
    "additional_properties",
    "fmt",
    "eq",
    "hash",
    "into",
    "from",
    "SERVICE",
    "Service",
    "Token",
    "Deserialize",
    "Serialize",
    "PhantomData",
];
