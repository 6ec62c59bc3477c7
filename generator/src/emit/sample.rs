//! Emits a first call: an example that compiles as it stands, and a test beside it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::{Types, ident};
use super::docs::code;
use crate::api::{Api, Encoding, Operation, Primitive, Shape, TypeRef};
use crate::surface::{Module, Surface};

/// More arguments than a first call should need.
const MANY: usize = 6;

/// Verbs of what a `GET` may do that reads nothing: some services have no other method.
const CHANGES: [&str; 18] = [
    "add", "cancel", "create", "delete", "disable", "enable", "insert", "post", "put", "register", "remove",
    "reset", "send", "set", "start", "stop", "update", "write",
];

/// Values inside values inside values: deeper ones are no example.
const DEPTH: usize = 4;

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

/// The first call of a client whose library is called `library`; `None` where no operation can be called with made-up
/// values.
#[must_use]
pub fn sample(api: &Api, library: &str) -> Option<Sample> {
    let types = Types::seen_from(Module::Root, Surface::of(api));
    let calls = api.operations.iter().filter_map(|operation| {
        let arguments = arguments(&types, operation)?;
        Some((operation, arguments))
    });
    // In the document's order, which is mostly by importance. What only reads can be tried without a thought, and what needs
    // nothing made up answers something; deleting something is nobody's first wish.
    let calls: Vec<_> = calls.collect();
    let sensible = |(operation, arguments): &&(&Operation, Vec<TokenStream>)| {
        !operation.deprecated && operation.method != "DELETE" && arguments.len() <= MANY
    };
    let reads = |call: &&(&Operation, Vec<TokenStream>)| {
        sensible(call) && call.0.method == "GET" && !changes_something(call.0)
    };
    let reads_alone = |call: &&(&Operation, Vec<TokenStream>)| reads(call) && call.1.is_empty();
    let first = calls.iter().find(reads_alone).or_else(|| calls.iter().find(reads));
    let (operation, arguments) = first.or_else(|| calls.iter().find(sensible)).or(calls.first())?;
    let feature = types.surface.group(operation).map(|group| group.feature.clone()).unwrap_or_default();
    let method = method(types.surface, operation);
    let call = quote!(#method(#(#arguments),*));
    let library = format_ident!("{library}");
    let types = call.to_string().contains("types ::");
    Some(Sample {
        route: code(&format!("{} {}", operation.method, path(operation))),
        summary: super::docs::first_sentence(&operation.docs).unwrap_or_default(),
        feature,
        schemes: schemes(api, operation),
        example: example(&library, types, operation, &call),
        test: test(&library, types, &method, &call),
    })
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

fn example(library: &syn::Ident, types: bool, operation: &Operation, call: &TokenStream) -> TokenStream {
    let types = types.then(|| quote!(, types));
    let sent = if operation.output.ty.is_none() {
        quote!(client.#call.await?;)
    } else {
        quote! {
            let answer = client.#call.await?;
            println!("{answer:#?}");
        }
    };
    quote! {
        use #library::{Client, Error #types};

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Error> {
            let client = Client::from_env()?;
            #sent
            Ok(())
        }
    }
}

fn test(library: &syn::Ident, types: bool, method: &TokenStream, call: &TokenStream) -> TokenStream {
    let types = types.then(|| quote!(, types));
    quote! {
        use #library::{Client #types};

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

/// The method, with the groups before it: `pulls().list`.
fn method(surface: Surface<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.rust);
    let groups = surface.group(operation).into_iter().flat_map(|group| surface.api().groups_to(group));
    let groups = groups.map(|group| ident(&group.name.rust));
    quote!(#(#groups().)* #name)
}

fn path(operation: &Operation) -> &str {
    operation.urls.new.as_ref().or(operation.urls.old.as_ref()).unwrap_or(&operation.key)
}

/// What the call can't do without, in the order of the method's arguments.
fn arguments(types: &Types, operation: &Operation) -> Option<Vec<TokenStream>> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_asked_for());
    let mut arguments: Vec<_> = parameters
        .map(|parameter| as_text(types, &parameter.ty, &parameter.name.wire))
        .collect::<Option<_>>()?;
    if let Some(body) = operation.body.as_ref().filter(|body| body.required)
        && let Some(content) = body.contents.first()
    {
        arguments.push(match content.encoding {
            Encoding::Text | Encoding::EventStream | Encoding::Bytes => quote!("text"),
            Encoding::Json | Encoding::Xml | Encoding::Form | Encoding::Multipart | Encoding::Redirect => {
                value(types, &content.ty, "value", DEPTH)?
            }
        });
    }
    Some(arguments)
}

/// A value that travels as text, where a whole number is written as one.
fn as_text(types: &Types, ty: &TypeRef, name: &str) -> Option<TokenStream> {
    let number = TypeRef::Primitive(Primitive::F64);
    match types.api().resolve(ty) {
        ty if *ty == number => Some(quote!(1)),
        TypeRef::Array(item) if *types.api().resolve(item) == number => Some(quote!([1])),
        _ => value(types, ty, name, DEPTH),
    }
}

/// A value of a type as an argument takes it; `name` is what it says where it is text.
fn value(types: &Types, ty: &TypeRef, name: &str, depth: usize) -> Option<TokenStream> {
    let depth = depth.checked_sub(1)?;
    Some(match types.api().resolve(ty) {
        TypeRef::Primitive(primitive) => scalar(*primitive, name)?,
        TypeRef::Array(item) => {
            let item = inner(types, item, name, depth)?;
            quote!([#item])
        }
        TypeRef::Map(item) => {
            let item = inner(types, item, name, depth)?;
            quote!([("key", #item)])
        }
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            let name = types.named(*id);
            match &types.api().types[id.0].shape {
                Shape::Struct(shape) => {
                    let plain = shape.asked_for().map(|field| {
                        (!field.nullable).then(|| value(types, &field.ty, &field.name.wire, depth))?
                    });
                    let arguments: Vec<_> = plain.collect::<Option<_>>()?;
                    // What asks for its members by name takes them as they are kept: that is no first call.
                    if shape.asks_by_name() || shape.own_constructors {
                        return None;
                    }
                    quote!(#name::new(#(#arguments),*))
                }
                Shape::Enum(values) => {
                    let variant = ident(&values.variants.first()?.name.rust);
                    quote!(#name::#variant)
                }
                Shape::Union(_) | Shape::Alias(_) => return None,
            }
        }
        TypeRef::Json => quote!(#name),
        // What has to be told apart from an absent value, or spelt out member by member, is no first call.
        TypeRef::JsonObject | TypeRef::Tuple(_) | TypeRef::Nullable(_) => return None,
    })
}

/// A value inside a list or map: a list of lists would have to be told of what.
fn inner(types: &Types, ty: &TypeRef, name: &str, depth: usize) -> Option<TokenStream> {
    let nested = matches!(types.api().resolve(ty), TypeRef::Array(_) | TypeRef::Map(_));
    if nested { None } else { value(types, ty, name, depth) }
}

fn scalar(primitive: Primitive, name: &str) -> Option<TokenStream> {
    Some(match primitive {
        Primitive::Bool => quote!(true),
        Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => quote!(1),
        Primitive::F64 => quote!(1.0),
        Primitive::Date => quote!("2025-01-31"),
        Primitive::DateTime => quote!("2025-01-31T12:00:00Z"),
        Primitive::Uuid => quote!("00000000-0000-4000-8000-000000000000"),
        Primitive::Ipv4 => quote!("192.0.2.1"),
        Primitive::Ipv6 => quote!("2001:db8::1"),
        Primitive::Base64 | Primitive::String => quote!(#name),
        Primitive::Binary => quote!(lowcodeapi_runtime::File::new("file.txt", "text")),
        // Nothing is known of how one is made.
        Primitive::Chosen(_) => return None,
    })
}
