//! Names that the runtime's macros and the emitted code take for themselves. The runtime states its own beside the macros
//! (`macros/reserved.rs`), and a test compares.

/// Methods that every call has.
pub(crate) const CALL: &[&str] =
    &["body_member", "detailed", "header", "into_future", "query_pair", "retry", "send", "timeout"];

/// Methods of a call of a service that has two URL formats.
pub(crate) const URL_FORMATS: &[&str] = &["url_format"];

/// Methods of a call whose answer can be read while it comes in.
pub(crate) const DOWNLOAD: &[&str] = &["save_to", "stream"];

/// Methods of a call that is answered with server-sent events.
pub(crate) const EVENTS: &[&str] = &["events"];

/// Methods of a call whose answer the document says nothing of.
pub(crate) const UNDOCUMENTED: &[&str] = &["bytes", "json", "save_to", "stream", "text"];

/// Methods of a call whose answer is a page.
pub(crate) const PAGED: [&str; 2] = ["items", "pages"];

/// Functions and methods of a client.
pub(crate) const CLIENT: &[&str] = &["builder", "core", "from_env", "mock", "new"];

/// Functions and methods of a mock.
pub(crate) const MOCK: &[&str] = &["client", "client_as", "new", "requests"];

/// Types that clients and mocks define.
const TYPES: &[&str] = &["Client", "ClientBuilder", "Error", "Mock", "Result"];

/// What an emitted constructor of a call has beside its arguments.
pub(crate) const CONSTRUCTOR: &[&str] = &["core", "new", "self"];

/// What derives give clients and mocks.
pub(crate) const DERIVED: &[&str] = &["clone", "default"];

/// Types of the runtime that emitted code imports, or that users do with a glob.
const IMPORTED: &[&str] = &[
    "Async",
    "Base64",
    "Blocking",
    "Bytes",
    "Call",
    "Core",
    "Deserialize",
    "Described",
    "Detailed",
    "Display",
    "Endpoint",
    "ErrorCode",
    "Expect",
    "Form",
    "JsonObject",
    "Method",
    "Mode",
    "RetryPolicy",
    "Self",
    "Serialize",
    "Service",
    "Style",
    "UrlFormat",
    "Value",
];

/// What no type of a document is called.
pub(crate) fn types() -> Vec<&'static str> {
    [super::PRELUDE, TYPES, IMPORTED].concat()
}

/// What no method of a client or of its mock is called.
pub(crate) fn methods() -> Vec<&'static str> {
    [CLIENT, MOCK, DERIVED].concat()
}

#[cfg(test)]
mod tests {
    use super::{CALL, CLIENT, DOWNLOAD, EVENTS, IMPORTED, MOCK, PAGED, TYPES, UNDOCUMENTED, URL_FORMATS};
    use crate::{Flavour, Grouping, Input, Known, Runtime, Settings, generate};

    #[test]
    fn the_runtime_states_the_same() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client/runtime/src/macros/reserved.rs");
        let source = std::fs::read_to_string(path).expect("the runtime is beside the generator");
        let file = syn::parse_file(&source).expect("the runtime compiles");
        let lists = file.items.iter().filter_map(|item| match item {
            syn::Item::Const(item) => Some((item.ident.to_string(), names(&item.expr))),
            _ => None,
        });
        let own = [
            ("CALL", CALL),
            ("URL_FORMATS", URL_FORMATS),
            ("DOWNLOAD", DOWNLOAD),
            ("EVENTS", EVENTS),
            ("UNDOCUMENTED", UNDOCUMENTED),
            ("PAGED", &PAGED),
            ("CLIENT", CLIENT),
            ("MOCK", MOCK),
            ("TYPES", TYPES),
        ];
        let own = own.map(|(list, names)| {
            (list.to_owned(), names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(lists.collect::<Vec<_>>(), own);
    }

    fn names(list: &syn::Expr) -> Vec<String> {
        let syn::Expr::Reference(list) = list else { panic!("it is a list") };
        let syn::Expr::Array(list) = &*list.expr else { panic!("it is a list") };
        let name = |name: &syn::Expr| match name {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) => name.value(),
            _ => panic!("it is a list of names"),
        };
        list.elems.iter().map(name).collect()
    }

    fn leaves(tree: &syn::UseTree, names: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => leaves(&path.tree, names),
            syn::UseTree::Name(name) => names.push(name.ident.to_string()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => panic!("emitted code names what it imports"),
        }
    }

    #[test]
    fn nothing_is_imported_that_a_type_may_be_called() {
        let document = include_str!("../../semantics/documents/responses.yaml");
        let settings = Settings {
            provider: "shop".to_owned(),
            host: "https://shop.example".to_owned(),
            group: Grouping::Tag,
            flavour: Flavour::OpenApi,
            runtime: Runtime::default(),
            operations: Vec::new(),
        };
        let names = crate::names::Names::default();
        let input = Input {
            document: document.as_bytes(),
            name: "responses.yaml",
            known: Known::default(),
            settings: &settings,
            names: &names,
        };
        let generated = generate(&input).unwrap_or_else(|error| panic!("{error}"));
        let mut imported = Vec::new();
        for (_, text) in generated.files.iter() {
            let file = syn::parse_file(text).expect("it is Rust");
            for item in file.items {
                if let syn::Item::Use(syn::ItemUse { tree: syn::UseTree::Path(path), .. }) = &item
                    && path.ident == "lowcodeapi_runtime"
                {
                    leaves(&path.tree, &mut imported);
                }
            }
        }
        assert!(!imported.is_empty());
        let free: Vec<&String> = imported.iter().filter(|name| !IMPORTED.contains(&name.as_str())).collect();
        assert_eq!(free, [""; 0]);
    }
}
