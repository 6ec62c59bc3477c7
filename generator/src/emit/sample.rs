//! Emits calls that compile as they stand: the one a client is introduced with, and the one that a client or a group shows
//! where it is documented.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Types, ident};
use super::docs::code;
use super::made_up::{self, Arguments};
use crate::api::{Api, Operation};
use crate::files;
use crate::surface::{Module, Surface};

/// More arguments than a first call should need.
const MANY: usize = 6;

/// Verbs of what a `GET` may do that reads nothing: some services have no other method.
const CHANGES: [&str; 18] = [
    "add", "cancel", "create", "delete", "disable", "enable", "insert", "post", "put", "register", "remove",
    "reset", "send", "set", "start", "stop", "update", "write",
];

/// A first call.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Method and path of the operation.
    pub route: String,
    /// What the document says it does, in a line; may be empty.
    pub summary: String,
    /// The Cargo feature that the operation is there for; empty where it always is.
    pub feature: String,
    /// The security schemes it has to meet at once.
    pub schemes: Vec<String>,
    /// A program that makes the call.
    pub example: TokenStream,
    /// A test that makes it without network.
    pub test: TokenStream,
}

/// A call with made-up values.
struct Call<'a> {
    operation: &'a Operation,
    /// The Cargo feature that the operation is there for; empty where it always is.
    feature: &'a str,
    /// The method, with the groups before it: `pulls().list`.
    method: TokenStream,
    arguments: Arguments,
}

/// The first call of a client; `None` where no operation can be called with made-up values, or where it isn't known what
/// callers call the client.
#[must_use]
pub fn sample(api: &Api) -> Option<Sample> {
    let library = library(api)?;
    let types = Types::seen_from(Module::Root, Surface::of(api));
    let call = Call::best(&types, &api.operations)?;
    let Call { operation, feature, .. } = call;
    Some(Sample {
        route: code(&format!("{} {}", operation.method, path(operation))),
        summary: super::docs::first_sentence(&operation.docs).unwrap_or_default(),
        feature: feature.to_owned(),
        schemes: schemes(api, operation),
        example: call.program(&library),
        test: call.test(&library),
    })
}

/// The lines that show how one of the operations is called, for a client or for a group of them; none as with [`sample`].
pub(super) fn lines<'a>(
    types: &Types<'a>,
    operations: impl IntoIterator<Item = &'a Operation>,
) -> Option<Vec<String>> {
    let path = library(types.api())?;
    let call = Call::best(types, operations)?;
    let (import, function) = (formatted(call.import(&path, None))?, formatted(call.function())?);
    let mut lines: Vec<String> = import.lines().map(str::to_owned).collect();
    lines.push(String::new());
    // A group that others stand in is there for each of them, and the call for its own.
    let feature = Some(call.feature).filter(|feature| !feature.is_empty());
    lines.extend(feature.map(|feature| format!("# #[cfg(feature = {feature:?})]")));
    let library = types.api().settings.library.as_deref()?;
    lines.push(format!("# async fn example(client: Client) -> Result<(), {library}::Error> {{"));
    lines.extend(function.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned));
    lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    Some(lines)
}

/// Code of ours as text.
fn formatted(code: TokenStream) -> Option<String> {
    let text = files::format("documentation", code);
    debug_assert!(text.is_ok(), "an example is Rust: {text:?}");
    text.ok()
}

/// What callers call the client.
fn library(api: &Api) -> Option<syn::Path> {
    let library = api.settings.library.as_deref()?;
    syn::parse_str(library).ok()
}

impl<'a> Call<'a> {
    /// The most sensible call of these operations.
    ///
    /// The document's order is mostly by importance. What only reads can be tried without a thought, and what needs nothing
    /// made up answers something; deleting something is nobody's first wish.
    fn best(types: &Types<'a>, operations: impl IntoIterator<Item = &'a Operation>) -> Option<Self> {
        let mut operations: Vec<_> = operations.into_iter().collect();
        operations.sort_by_key(|operation| rank(operation));
        operations.into_iter().find_map(|operation| {
            let arguments = made_up::arguments(types, operation)?;
            let group = types.surface.group(operation);
            let groups = group.into_iter().flat_map(|group| types.api().groups_to(group));
            let groups = groups.map(|group| ident(&group.name.rust));
            let name = ident(&operation.name.rust);
            Some(Self {
                operation,
                feature: group.map_or("", |group| &group.feature),
                method: quote!(#(#groups().)* #name),
                arguments,
            })
        })
    }

    /// `pulls().list("owner", "repo")`
    fn call(&self) -> TokenStream {
        let (method, arguments) = (&self.method, &self.arguments.values);
        quote!(#method(#(#arguments),*))
    }

    /// The client and the modules that the call names, and something else where that is wanted.
    fn import(&self, library: &syn::Path, more: Option<&str>) -> TokenStream {
        let names = more.into_iter().chain(self.arguments.modules.iter().copied()).map(ident);
        quote! {
            use #library::{Client #(, #names)*};
        }
    }

    fn program(&self, library: &syn::Path) -> TokenStream {
        let (import, call) = (self.import(library, Some("Error")), self.call());
        let sent = if self.operation.output.ty.is_none() {
            quote!(client.#call.await?;)
        } else {
            quote! {
                let answer = client.#call.await?;
                println!("{answer:#?}");
            }
        };
        quote! {
            #import

            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Error> {
                let client = Client::from_env()?;
                #sent
                Ok(())
            }
        }
    }

    fn test(&self, library: &syn::Path) -> TokenStream {
        let (import, call, method) = (self.import(library, None), self.call(), &self.method);
        quote! {
            #import

            #[tokio::test]
            async fn a_refused_first_call_says_so() {
                let mock = Client::mock();
                mock.#method().fails(400);
                let error = mock.client().#call.await.unwrap_err();
                assert_eq!(error.status(), Some(400));
                assert_eq!(mock.requests().len(), 1);
            }
        }
    }

    /// The call alone.
    fn function(&self) -> TokenStream {
        let call = self.call();
        let answer = self.operation.output.ty.is_some().then(|| quote!(let answer =));
        quote! {
            async fn example() {
                #answer client.#call.await?;
            }
        }
    }
}

/// The lower, the better to begin with.
fn rank(operation: &Operation) -> u8 {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for()).count();
    let arguments = parameters + usize::from(operation.body.as_ref().is_some_and(|body| body.required));
    let is_sensible = !operation.deprecated && operation.method != "DELETE" && arguments <= MANY;
    let reads = operation.method == "GET" && !changes_something(operation);
    match (is_sensible, reads, arguments) {
        (true, true, 0) => 0,
        (true, true, _) => 1,
        (true, false, _) => 2,
        (false, ..) => 3,
    }
}

/// Whether its name says that it does something: `get_create_domain`.
fn changes_something(operation: &Operation) -> bool {
    operation.name.rust.split('_').take(2).any(|word| CHANGES.contains(&word))
}

/// Of the ways to be let in the one that asks for the least.
fn schemes(api: &Api, operation: &Operation) -> Vec<String> {
    let ways = operation.security.as_ref().unwrap_or(&api.security);
    let least = ways.iter().min_by_key(|way| way.schemes.len());
    least.into_iter().flat_map(|way| way.schemes.keys().cloned()).collect()
}

fn path(operation: &Operation) -> &str {
    operation.urls.new.as_ref().or(operation.urls.old.as_ref()).unwrap_or(&operation.key)
}
