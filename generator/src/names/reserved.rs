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

/// Parameters of the types that stand for calls and groups.
pub(crate) const PARAMETERS: &[&str] = &["M"];

/// Types and traits that the emitted module of servers names.
pub(crate) const SERVERS: &[&str] = &["Into", "Self", "String"];

/// The features of the runtime, all of which a client has too, and the one for all operations.
pub(crate) const FEATURES: &[&str] = &[
    "all-operations",
    "blocking",
    "brotli",
    "chrono",
    "default",
    "gzip",
    "http2",
    "jiff",
    "mock",
    "native-tls",
    "own-reqwest",
    "rustls",
    "rustls-aws-lc",
    "rustls-ring",
    "source",
    "time",
    "tracing",
    "uuid",
    "webhooks",
    "xml",
];

/// Packages that clients depend on, with those of the runtime: what is called like one is taken for it.
const PACKAGES: &[&str] = &[
    "base64",
    "bytes",
    "fastrand",
    "futures-core",
    "h2",
    "hmac",
    "http",
    "http-body",
    "httpdate",
    "include_dir",
    "lowcodeapi-runtime",
    "percent-encoding",
    "quick-xml",
    "reqwest",
    "rustls-platform-verifier",
    "serde",
    "serde_ignored",
    "serde_json",
    "serde_path_to_error",
    "sha2",
    "tokio",
];

/// What no feature of a group is called.
pub(crate) fn features() -> impl Iterator<Item = &'static str> {
    FEATURES.iter().chain(PACKAGES).copied()
}

/// What no type of a document is called.
pub(crate) fn types() -> Vec<&'static str> {
    [super::PRELUDE, TYPES, IMPORTED].concat()
}

/// Methods of the prelude's traits that everything has, and that take it by value: a call means them before one of ours
/// that borrows.
const BY_VALUE: &[&str] = &["into", "try_into"];

/// What no method of a group is called: one called `new` is expected to make the group.
pub(crate) fn group() -> Vec<&'static str> {
    [&["new"], BY_VALUE].concat()
}

/// What no method of a client or of its mock is called.
pub(crate) fn methods() -> Vec<&'static str> {
    [CLIENT, MOCK, DERIVED, BY_VALUE].concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        CALL, CLIENT, DOWNLOAD, EVENTS, IMPORTED, MOCK, PAGED, PARAMETERS, SERVERS, TYPES, UNDOCUMENTED,
        URL_FORMATS,
    };
    use crate::{Flavour, Grouping, Input, Known, Settings, generate};

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

    #[test]
    fn its_features_and_packages_are_known() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client/runtime/Cargo.toml");
        let manifest = std::fs::read_to_string(path).expect("the runtime is beside the generator");
        let manifest: toml::Table = manifest.parse().expect("cargo builds it");
        let keys = |table: &str| manifest[table].as_table().expect("it is a table").keys().cloned();
        let known: BTreeSet<String> = super::features().map(str::to_owned).collect();
        let own = ["all-operations", "lowcodeapi-runtime"].map(str::to_owned);
        assert_eq!(known, keys("features").chain(keys("dependencies")).chain(own).collect());
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

    /// The files of a client whose operations stand in groups.
    fn emitted(document: &str) -> Vec<(String, syn::File)> {
        let settings = Settings {
            provider: "shop".to_owned(),
            host: "https://shop.example".to_owned(),
            group: Grouping::Tag,
            flavour: Flavour::OpenApi,
            ..Settings::default()
        };
        let names = crate::names::Names::default();
        let input = Input {
            document: document.as_bytes(),
            name: "document.yaml",
            known: Known::default(),
            settings: &settings,
            names: &names,
        };
        let generated = generate(&input).unwrap_or_else(|error| panic!("{error}"));
        let parsed = |(path, text): (&str, &str)| {
            (path.to_owned(), syn::parse_file(text).expect("what is emitted is Rust"))
        };
        generated.files.iter().map(parsed).collect()
    }

    #[test]
    fn nothing_is_imported_that_a_type_may_be_called() {
        let mut imported = Vec::new();
        for (_, file) in emitted(include_str!("../../semantics/documents/responses.yaml")) {
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

    #[test]
    fn no_call_and_no_group_has_a_parameter_that_one_may_be_called() {
        let mut parameters = 0;
        for (path, file) in emitted(include_str!("../../semantics/documents/responses.yaml")) {
            for item in file.items {
                let generics = match item {
                    syn::Item::Struct(item) => item.generics,
                    syn::Item::Impl(item) => item.generics,
                    _ => continue,
                };
                for parameter in generics.type_params() {
                    parameters += 1;
                    assert!(
                        PARAMETERS.contains(&&*parameter.ident.to_string()),
                        "{path}: {}",
                        parameter.ident
                    );
                }
            }
        }
        assert!(parameters > 0);
    }

    #[test]
    fn servers_are_called_like_nothing_that_their_module_names() {
        let files = emitted(
            "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {}\nservers:\n\
             - {url: 'https://{at}.example', description: Production, variables: {at: {default: eu}}}\n",
        );
        let (_, file) = files.into_iter().find(|(path, _)| path == "servers.rs").expect("there is a choice");
        let mut named = std::collections::BTreeSet::new();
        for item in file.items {
            let syn::Item::Impl(item) = item else { continue };
            for function in item.items {
                let syn::ImplItem::Fn(function) = function else { continue };
                let signature = quote::ToTokens::to_token_stream(&function.sig).to_string();
                let words = signature.split(|next: char| !next.is_alphanumeric()).map(str::to_owned);
                named.extend(words.filter(|word| word.starts_with(char::is_uppercase)));
            }
        }
        assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), SERVERS);
    }
}
