//! What the runtime's macros make public, from how emitted code calls them.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, ItemMacro, LitStr, Token, Type, braced};

use super::{Emitted, Place, note, show};

/// How an answer is written to a path.
const SAVED: &str = "save_to(self, path: impl Into<PathBuf>) -> Saved";

impl Emitted {
    /// The runtime's macros each stand for public items.
    pub(super) fn invocation(&mut self, place: Place<'_>, item: &ItemMacro) {
        let Some(name) = item.mac.path.segments.last() else { return };
        let text = show(&item.mac.tokens);
        let call = place.of(&text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("_"));
        let mut method = |text: String| self.lines.push(format!("pub fn {call}::{text}"));
        match name.ident.to_string().as_str() {
            "call" => self.lines.push(format!("pub call {}", place.of(&text))),
            "client" | "blocking_client" => self.lines.push(format!("pub struct {}", place.of(&"Client"))),
            "mock_client" => self.lines.push(format!("pub struct {}", place.of(&"Mock"))),
            "url_formats_call" => self.lines.push(format!(
                "pub fn {call}<M>::url_format(self, format: lowcodeapi_runtime::UrlFormat) -> Self"
            )),
            "webhooks" => self.webhooks(place, item.mac.tokens.clone()),
            "streamed_call" => {
                // `Chat, Code, events_of ("text/event-stream") of Chunk, switch "stream"`
                let (how, _) = text.split_once(" , switch ").unwrap_or((&text, ""));
                match how.rsplit_once(") of ") {
                    Some((_, data)) => method(format!("events(self) -> Events<{data}>")),
                    None if how.ends_with("events") => method("events(self) -> Events".to_owned()),
                    None => {
                        method("stream(self) -> Download".to_owned());
                        method(SAVED.to_owned());
                    }
                }
            }
            "undocumented_call" => {
                method("bytes(self) -> Call<Bytes>".to_owned());
                method("json(self) -> Call<T>".to_owned());
                method("stream(self) -> Download".to_owned());
                method(SAVED.to_owned());
                method("text(self) -> Call<String>".to_owned());
            }
            "paged_call" => {
                method("pages(self) -> Pages".to_owned());
                // `ListPets -> Page, Code, how, Pet = [.pets]`
                if let Some((before, _)) = text.rsplit_once(" = [") {
                    let item = before.rsplit_once(") , ").map_or(before, |(_, item)| item);
                    method(format!("items(self) -> Items<{item}>"));
                }
            }
            "client_methods" => {
                let methods: ClientMethods =
                    item.mac.parse_body().expect("two clients and an entry a method");
                for ClientMethod { attributes, name, arguments, call } in methods.0 {
                    let (arguments, note) = (show(&arguments), note(&attributes));
                    let head = format!("{name}(&self, {arguments})");
                    self.lines.push(format!("pub fn Client::{head} -> {call}{note}"));
                    self.lines.push(format!(
                        "pub fn blocking::Client::{head} -> operations::{call}<Blocking>{note}"
                    ));
                }
            }
            "blocking_groups" => {
                for group in text.split(',').filter_map(|group| group.split_once("->")) {
                    let (of, (method, group)) = (place.of(&"Client"), group);
                    self.lines
                        .push(format!("pub fn {of}::{method}(&self) -> operations::{group}<'_, Blocking>"));
                }
            }
            "mock_calls" => {
                let calls: Punctuated<MockCall, Token![,]> =
                    item.mac.parse_body_with(Punctuated::parse_terminated).expect("an entry a call");
                self.mock_calls(&place.of(&"Mock"), &calls);
            }
            "mock_group" => {
                let MockGroup { accessor, name, outer, calls } =
                    item.mac.parse_body().expect("a group and its calls");
                let group = place.of(&name);
                self.lines.push(format!("pub struct {group}<'a>: Debug, Clone, Copy"));
                let (owner, lifetime) = match &outer {
                    Some(outer) => (format!("{}<'a>", place.of(outer)), "'a"),
                    None => (place.of(&"Mock"), "'_"),
                };
                self.lines.push(format!("pub fn {owner}::{accessor}(&self) -> {name}<{lifetime}>"));
                self.mock_calls(&format!("{group}<'_>"), &calls);
            }
            "record" => {
                let line = self.above(&call);
                *line = line.replacen(": Clone", ": Debug, Clone, PartialEq", 1);
                self.implemented(&call, ", Serialize, Deserialize");
            }
            "answers" | "failures" => self.implemented(&call, ", Serialize"),
            _ => {}
        }
    }

    /// The enum that the runtime's macro makes of what the service sends by itself.
    fn webhooks(&mut self, place: Place<'_>, tokens: TokenStream) {
        let read = |input: ParseStream<'_>| {
            input.call(Attribute::parse_outer)?;
            // `told_by: Header("x-event"), signing: …,`
            let mut is_signed = false;
            for _ in ["told_by", "signing"] {
                input.parse::<Ident>()?;
                input.parse::<Token![:]>()?;
                is_signed =
                    matches!(input.parse::<Expr>()?, Expr::Array(signing) if !signing.elems.is_empty());
                input.parse::<Token![,]>()?;
            }
            let mut variants = Vec::new();
            while !input.is_empty() {
                let (attributes, name) = (input.call(Attribute::parse_outer)?, input.parse::<Ident>()?);
                let mut held = String::new();
                if input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in input);
                    held = format!("({})", show(&content.parse::<Type>()?));
                    content.parse::<TokenStream>()?;
                }
                input.parse::<Token![=]>()?;
                input.call(Punctuated::<LitStr, Token![|]>::parse_separated_nonempty)?;
                input.parse::<Option<Token![,]>>()?;
                variants.push(format!("{name}{held}{}", note(&attributes)));
            }
            Ok((is_signed, variants))
        };
        let (is_signed, variants) = read.parse2(tokens).expect("the macro is called as it is defined");
        let path = place.of(&"Webhook");
        self.lines.push(format!("pub enum {path}: Debug, Clone, PartialEq"));
        self.lines.push(format!("pub {path}::Unknown(lowcodeapi_runtime::webhooks::Unknown)"));
        self.lines.extend(variants.into_iter().map(|variant| format!("pub {path}::{variant}")));
        let runtime = "lowcodeapi_runtime::webhooks";
        let signed = format!(
            "secret: impl Into<{runtime}::Secret>, headers: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>, body: &[u8], \
             now: SystemTime"
        );
        let verified = format!("Result<{runtime}::Verified<'_, Self>, {runtime}::Error>");
        if is_signed {
            self.lines.push(format!("pub fn {path}::verify({signed}) -> {verified}"));
        }
        self.lines
            .push(format!("pub fn {path}::verify_by(signing: &{runtime}::Signing, {signed}) -> {verified}"));
        let read = format!("name: &str, body: &[u8]) -> Result<Self, {runtime}::Error>");
        self.lines.push(format!("pub fn {path}::parse_unverified({read}"));
    }

    fn mock_calls(&mut self, of: &str, calls: &Punctuated<MockCall, Token![,]>) {
        for MockCall { attributes, method, answer } in calls {
            let (answer, note) = (show(answer), note(attributes));
            self.lines.push(format!("pub fn {of}::{method}(&self) -> Expect<{answer}>{note}"));
        }
    }

    /// Adds the traits that a macro implements for a type above it.
    fn implemented(&mut self, path: &str, traits: &str) {
        let line = self.above(path);
        let end = line.find(" (deprecated)").unwrap_or(line.len());
        line.insert_str(end, traits);
    }

    /// The type that a macro implements traits for.
    fn above(&mut self, path: &str) -> &mut String {
        let starts = [format!("pub struct {path}: "), format!("pub enum {path}: ")];
        let line = self.lines.iter_mut().rfind(|line| starts.iter().any(|start| line.starts_with(start)));
        line.expect("a type stands above the macro that implements traits for it")
    }
}

/// What a mock says about a call: `#[deprecated] list -> Vec<types::Pet> = LIST`.
struct MockCall {
    attributes: Vec<Attribute>,
    method: Ident,
    answer: Type,
}

impl Parse for MockCall {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (attributes, method) = (input.call(Attribute::parse_outer)?, input.parse()?);
        input.parse::<Token![->]>()?;
        let answer = input.parse()?;
        input.parse::<Token![=]>()?;
        input.parse::<Ident>()?;
        Ok(Self { attributes, method, answer })
    }
}

/// Such calls of a group: `pets -> Pets { … }`, `dogs -> Dogs in Pets { … }`.
struct MockGroup {
    accessor: Ident,
    name: Ident,
    outer: Option<Ident>,
    calls: Punctuated<MockCall, Token![,]>,
}

impl Parse for MockGroup {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let accessor = input.parse()?;
        input.parse::<Token![->]>()?;
        let name = input.parse()?;
        let outer = input.parse::<Option<Token![in]>>()?.map(|_| input.parse()).transpose()?;
        let calls;
        braced!(calls in input);
        Ok(Self { accessor, name, outer, calls: Punctuated::parse_terminated(&calls)? })
    }
}

/// `client: Client, blocking: super::blocking::Client,`, and the methods that both have.
struct ClientMethods(Punctuated<ClientMethod, Token![,]>);

impl Parse for ClientMethods {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        for _ in ["client", "blocking"] {
            input.parse::<Ident>()?;
            input.parse::<Token![:]>()?;
            input.parse::<Type>()?;
            input.parse::<Token![,]>()?;
        }
        Punctuated::parse_terminated(input).map(Self)
    }
}

/// `#[deprecated] list(limit: u8) -> List::new`.
struct ClientMethod {
    attributes: Vec<Attribute>,
    name: Ident,
    arguments: TokenStream,
    call: Ident,
}

impl Parse for ClientMethod {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (attributes, name) = (input.call(Attribute::parse_outer)?, input.parse()?);
        let content;
        syn::parenthesized!(content in input);
        let arguments = content.parse()?;
        input.parse::<Token![->]>()?;
        let call = input.parse()?;
        input.parse::<Token![::]>()?;
        input.parse::<Ident>()?;
        Ok(Self { attributes, name, arguments, call })
    }
}
