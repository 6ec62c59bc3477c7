//! Reads from an emitted client's source what can be called: methods, their arguments, and the setters of their calls.

mod methods;

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use syn::{Expr, FnArg, GenericArgument, ImplItem, Item, PathArguments, ReturnType, Type, TypeParamBound};

use methods::{ClientMethod, ClientMethods};

/// What a client's source offers.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Every method that makes a call, in the order of the source.
    pub(super) methods: Vec<Method>,
    /// The types of calls, by name.
    pub(super) calls: BTreeMap<String, Call>,
    /// Types that read failures.
    pub(super) failures: BTreeSet<String>,
    /// Servers that some operations are on, as the document names them.
    pub(super) servers: BTreeSet<String>,
}

/// A method that makes a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Method {
    /// The accessor of its group, where it has one.
    pub(super) group: Option<String>,
    /// Its name.
    pub(super) name: String,
    /// The type of the call.
    pub(super) call: String,
    /// What it can't do without.
    pub(super) arguments: Vec<Argument>,
}

/// The type of a call.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Call {
    /// What can be set.
    pub(super) setters: Vec<Argument>,
    /// What asks for the answer in another media type.
    pub(super) answered: Vec<String>,
}

/// A value a method takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Argument {
    /// The setter, or the argument's name, without `r#`.
    pub(super) name: String,
    /// The type a value has to have, as the client's calls name it.
    pub(super) ty: String,
}

/// Reads the modules that hold calls, given by path and text.
pub(super) fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Source, syn::Error> {
    let mut items = Vec::new();
    for (path, text) in files {
        if path == "operations.rs" || path.starts_with("operations/") {
            items.extend(syn::parse_file(text)?.items);
        }
    }
    of(&items)
}

fn of(items: &[Item]) -> Result<Source, syn::Error> {
    let mut source = Source::default();
    for item in items {
        if let Item::Static(item) = item {
            source.servers.extend(server(&item.expr));
        }
        let Item::Macro(item) = item else { continue };
        let Some(kind) = item.mac.path.segments.last() else { continue };
        let Some(name) = item.mac.tokens.clone().into_iter().next() else { continue };
        match kind.ident.to_string().as_str() {
            "call" => drop(source.calls.insert(name.to_string(), Call::default())),
            "failures" => drop(source.failures.insert(name.to_string())),
            "client_methods" => {
                let ClientMethods(methods) = item.mac.parse_body()?;
                source.methods.extend(methods.into_iter().map(Method::from));
            }
            _ => {}
        }
    }
    let impls = || items.iter().filter_map(own_impl);
    for (name, functions) in impls() {
        if let Some(call) = source.calls.get_mut(&name) {
            functions.for_each(|function| call.take(function));
        }
    }
    // Groups are known by what leads to them.
    let mut accessors = BTreeMap::new();
    for (_, functions) in impls().filter(|(name, _)| name == "Client") {
        for function in functions.filter(|function| function.sig.inputs.len() == 1) {
            accessors.extend(returned(function).map(|group| (group, plain(&function.sig.ident))));
        }
    }
    for (owner, functions) in impls() {
        let group = accessors.get(&owner).cloned();
        if owner != "Client" && group.is_none() {
            continue;
        }
        for function in functions {
            let Some(call) = returned(function).filter(|name| source.calls.contains_key(name)) else {
                continue;
            };
            let (name, arguments) = (plain(&function.sig.ident), arguments(&function.sig.inputs));
            source.methods.push(Method { group: group.clone(), name, call, arguments });
        }
    }
    Ok(source)
}

impl From<ClientMethod> for Method {
    fn from(method: ClientMethod) -> Self {
        let ClientMethod { name, arguments, call } = method;
        Self {
            group: None,
            name: plain(&name),
            call: call.to_string(),
            arguments: self::arguments(&arguments),
        }
    }
}

impl Call {
    fn take(&mut self, function: &syn::ImplItemFn) {
        let by_value = matches!(function.sig.inputs.first(), Some(FnArg::Receiver(this)) if matches!(this.kind, syn::ReceiverKind::Value));
        if !by_value {
            return;
        }
        let name = plain(&function.sig.ident);
        match returned(function).as_deref() {
            Some("Self") => self.setters.extend(
                arguments(&function.sig.inputs)
                    .into_iter()
                    .map(|argument| Argument { name: name.clone(), ..argument }),
            ),
            Some("Call") => self.answered.push(name),
            _ => {}
        }
    }
}

/// The server an endpoint is on: `Endpoint::get(…).server("…")`.
fn server(endpoint: &Expr) -> Option<String> {
    let Expr::MethodCall(step) = endpoint else { return None };
    match step.args.first() {
        Some(Expr::Lit(text)) if step.method == "server" => match &text.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => server(&step.receiver),
    }
}

/// The type an `impl` is of, and its public functions; none where it is of a trait.
fn own_impl(item: &Item) -> Option<(String, impl Iterator<Item = &syn::ImplItemFn>)> {
    let Item::Impl(item) = item else { return None };
    if item.trait_.is_some() {
        return None;
    }
    let functions = item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) if matches!(function.vis, syn::Visibility::Public(_)) => Some(function),
        _ => None,
    });
    Some((named(&item.self_ty)?, functions))
}

fn named(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

fn returned(function: &syn::ImplItemFn) -> Option<String> {
    match &function.sig.output {
        ReturnType::Type(_, ty) => named(ty),
        ReturnType::Default => None,
    }
}

fn arguments<'a>(inputs: impl IntoIterator<Item = &'a FnArg>) -> Vec<Argument> {
    let typed = inputs.into_iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let argument = |typed: &syn::PatType| {
        let name = typed.pat.to_token_stream().to_string();
        Argument { name: name.trim_start_matches("r#").to_owned(), ty: kept(&typed.ty) }
    };
    typed.map(argument).collect()
}

fn plain(ident: &syn::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// The type of a value that can be given where `ty` is taken.
fn kept(ty: &Type) -> String {
    let generic = |name: &str| match ty {
        Type::ImplTrait(taken) => taken.bounds.iter().find_map(|bound| generic(bound, name)),
        _ => None,
    };
    if let Some(GenericArgument::Type(into)) = generic("Into") {
        return into.to_token_stream().to_string();
    }
    match generic("IntoIterator") {
        Some(GenericArgument::AssocType(item)) => match &item.ty {
            Type::Tuple(pair) if pair.elems.len() == 2 => {
                format!("std::collections::BTreeMap<{}, {}>", kept(&pair.elems[0]), kept(&pair.elems[1]))
            }
            item => format!("Vec<{}>", kept(item)),
        },
        _ => ty.to_token_stream().to_string(),
    }
}

/// The only argument of a trait.
fn generic<'t>(bound: &'t TypeParamBound, name: &str) -> Option<&'t GenericArgument> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|segment| segment.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.first(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATIONS: &str = r#"
        impl Client {
            pub fn pets(&self) -> Pets<'_> { Pets(self.core()) }
        }
        lowcodeapi_runtime::client_methods! {
            client: Client,
            blocking: super::blocking::Client,
            /// Answers.
            #[deprecated]
            ping(r#loop: impl Into<String>) -> Ping::new,
        }
        impl<M: Mode> Pets<'_, M> {
            pub fn add(&self, id: i64, r#type: impl Into<types::Kind>, tags: impl IntoIterator<Item = impl Into<String>>) -> AddPet<M> {}
        }
        impl<M: Mode> AddPet<M> {
            pub(crate) fn new(core: &Core<M>) -> Self {}
            pub fn labels(self, labels: impl IntoIterator<Item = (impl Into<String>, i64)>) -> Self {}
            pub fn note(self, note: impl Into<Option<String>>) -> Self {}
            pub fn as_xml(self) -> Call<String, Code, M> {}
        }
        lowcodeapi_runtime::call!(AddPet -> types::Pet, Code);
        lowcodeapi_runtime::call!(Ping -> (), Code);
        lowcodeapi_runtime::failures! { AddPetFailure { BadRequest(types::Problem) = 400 } }
        pub(crate) static PING: Endpoint = Endpoint::get("ping", "/ping").server("https://b.example").needs(&[]);
    "#;

    fn argument(name: &str, ty: &str) -> Argument {
        Argument { name: name.to_owned(), ty: ty.to_owned() }
    }

    #[test]
    fn methods_and_setters_are_read_with_the_types_their_values_have() {
        let source = read([("operations.rs", OPERATIONS), ("types.rs", "no Rust")]).unwrap();
        let [ping, add] = source.methods.as_slice() else { panic!("{source:?}") };
        assert_eq!((ping.group.as_deref(), ping.name.as_str(), ping.call.as_str()), (None, "ping", "Ping"));
        assert_eq!(ping.arguments, [argument("loop", "String")]);
        assert_eq!((add.group.as_deref(), add.name.as_str()), (Some("pets"), "add"));
        assert_eq!(
            add.arguments,
            [argument("id", "i64"), argument("type", "types :: Kind"), argument("tags", "Vec<String>")]
        );
        let call = &source.calls["AddPet"];
        let labels = argument("labels", "std::collections::BTreeMap<String, i64>");
        assert_eq!(call.setters, [labels, argument("note", "Option < String >")]);
        assert_eq!(call.answered, ["as_xml"]);
        assert!(source.failures.contains("AddPetFailure"));
        assert!(source.servers.contains("https://b.example"));
    }
}
