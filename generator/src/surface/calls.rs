//! What is public of operations: the methods that make a call, and the call's own.

use foldhash::HashMap;

use super::arguments::into;
use super::{
    Argument, Conversion, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature, Surface,
    Trait,
};
use crate::api::{Body, Choice, ChosenBy, Content, Encoding, Operation, Parameter, Streaming};

/// Whose method makes a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The client whose calls are awaited.
    Client,
    /// A group of either client.
    Group,
    /// The client whose calls block.
    Blocking,
}

/// A method that makes a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Method<'a> {
    /// The method.
    pub signature: Signature<'a>,
    /// The constructor of the call that it uses.
    pub constructor: &'a str,
    /// What it sends, where that isn't the first media type of a required body.
    pub content: Option<&'a Content>,
}

/// The methods of a call whose answer the document says nothing of, and what they return.
const UNDOCUMENTED: [(&str, &str, Option<&str>); 4] = [
    ("bytes", "Call", Some("Bytes")),
    ("json", "Call", Some("T")),
    ("stream", "Download", None),
    ("text", "Call", Some("String")),
];

impl<'a> Surface<'a> {
    /// The methods that make the call of an operation: its own, and one for each other media type of a required body.
    pub fn methods(self, operation: &'a Operation, caller: Caller) -> impl Iterator<Item = Method<'a>> {
        let method = move |name, constructor, content| {
            let mode = match caller {
                Caller::Client => Vec::new(),
                Caller::Group => vec![RustType::plain("M")],
                Caller::Blocking => vec![RustType::plain("Blocking")],
            };
            let signature = Signature {
                name,
                receiver: Receiver::Reference,
                arguments: self.required(operation, content),
                result: RustType::Named(Home::Operations, &operation.call, mode),
            };
            Method { signature, constructor, content }
        };
        let others = alternatives(operation);
        let others = others.map(move |(content, by)| method(&by.method, by.call.as_str(), Some(content)));
        std::iter::once(method(&operation.name.rust, "new", None)).chain(others)
    }

    /// How an optional parameter of a call is set.
    #[must_use]
    pub fn parameter_setter(self, parameter: &'a Parameter) -> Signature<'a> {
        setter(&parameter.name.rust, self.parameter(parameter))
    }

    /// How an optional body is set, for each media type that it may have.
    pub fn body_setters(self, body: &'a Body) -> impl Iterator<Item = (Signature<'a>, &'a Content)> {
        let first = body.contents.first().map(|content| (body.argument.as_str(), content));
        let others = body.contents.iter().filter_map(|content| Some((chosen(content)?, content)));
        let all = first.into_iter().chain(others);
        all.map(move |(name, content)| (setter(name, self.body(body, content)), content))
    }

    /// How a body is set that only the caller knows.
    #[must_use]
    pub fn undocumented_body(self, name: &'a str) -> Signature<'a> {
        let serialize = RustType::Named(Home::Serde, "Serialize", Vec::new());
        let ty = RustType::Impl(Box::new(serialize));
        setter(name, Argument { name, kept: ty.clone(), ty, conversion: Conversion::None })
    }

    /// How an answer is asked for in another media type than the first.
    #[must_use]
    pub fn answer_in(self, content: &'a Content) -> Option<Signature<'a>> {
        let name = chosen(content)?;
        // No media type leads on.
        if content.encoding == Encoding::Redirect {
            return None;
        }
        let parameters = vec![self.answered(content), self.error_code(), RustType::plain("M")];
        let result = RustType::Named(Home::Scope, "Call", parameters);
        Some(Signature { name, receiver: Receiver::Value, arguments: Vec::new(), result })
    }

    /// The operations that fail alike, by the type they fail with.
    #[must_use]
    pub fn failures(self) -> HashMap<&'a str, Vec<usize>> {
        let mut failures: HashMap<&str, Vec<usize>> = HashMap::default();
        for (at, operation) in self.api().operations.iter().enumerate() {
            if let Some(failure) = &operation.failure {
                failures.entry(&failure.name).or_default().push(at);
            }
        }
        failures
    }

    /// Whether an operation's methods, its call or what it fails with speak of the document's types.
    #[must_use]
    pub fn speaks_of_types(self, operation: &'a Operation, failure: Option<&'a Choice>) -> bool {
        self.items_of_call(operation, failure).any(|item| item.speaks_of_types())
    }

    /// Whether what calls fail with holds types of the document.
    #[must_use]
    pub fn is_of_types(self, failure: &'a Choice) -> bool {
        failure.answers.iter().filter_map(|answer| self.held(answer)).any(|held| held.is_of(Home::Types))
    }

    /// All of one operation that stands beside the calls; with what it fails with, where that is first used here.
    pub(super) fn items_of_call(
        self,
        operation: &'a Operation,
        failure: Option<&'a Choice>,
    ) -> impl Iterator<Item = Item<'a>> {
        let item = move |kind, is_deprecated| Item {
            module: Module::Root,
            kind,
            is_deprecated,
            origin: Some(&operation.origin),
        };
        let of = operation.call.as_str();
        let (whose, parameters, caller) = match self.group(operation) {
            Some(group) => (group.type_name.as_str(), Parameters::Borrowed, Caller::Group),
            None => ("Client", Parameters::None, Caller::Client),
        };
        let methods = self.methods(operation, caller).map(move |method| {
            let kind = ItemKind::Function { of: whose, parameters, signature: method.signature };
            item(kind, operation.deprecated)
        });
        let structure = ItemKind::Struct { name: of, parameters: Parameters::Mode, traits: Trait::CALL };
        let call = ItemKind::Call { name: of, output: self.output(operation), code: self.error_code() };
        let own = [structure, call].into_iter().map(move |kind| item(kind, false));
        let setters = self.setters(operation).map(move |(signature, is_deprecated)| {
            item(ItemKind::Function { of, parameters: Parameters::Mode, signature }, is_deprecated)
        });
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        let answers = answers.filter_map(move |content| {
            let signature = self.answer_in(content)?;
            Some(item(ItemKind::Function { of, parameters: Parameters::Mode, signature }, false))
        });
        let format = self
            .has_two_formats()
            .then(url_format)
            .map(|signature| item(ItemKind::Function { of, parameters: Parameters::Mode, signature }, false));
        let ways = self.ways(operation).map(move |signature| {
            item(ItemKind::Function { of, parameters: Parameters::None, signature }, false)
        });
        let choices = operation.output.choice.as_ref().into_iter().chain(failure);
        let choices = choices.flat_map(move |choice| {
            let kinds = self.choice(choice);
            kinds.map(move |kind| item(kind, false))
        });
        methods.chain(own).chain(setters).chain(answers).chain(format).chain(ways).chain(choices)
    }

    /// Whether callers choose between two formats of each URL.
    #[must_use]
    pub fn has_two_formats(self) -> bool {
        self.api().settings.is_lowcodeapi()
    }

    /// The setters of a call, and whether each is deprecated.
    fn setters(self, operation: &'a Operation) -> impl Iterator<Item = (Signature<'a>, bool)> {
        let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        let parameters =
            optional.map(move |parameter| (self.parameter_setter(parameter), parameter.deprecated));
        let body = operation.body.iter().filter(|body| !body.required);
        let body =
            body.flat_map(move |body| self.body_setters(body)).map(|(signature, _)| (signature, false));
        let undocumented = operation.undocumented_body.iter();
        let undocumented = undocumented.map(move |name| (self.undocumented_body(name), false));
        parameters.chain(body).chain(undocumented)
    }

    /// What the runtime's macros give a call beside what every call has: how its answer is read, or its pages are.
    fn ways(self, operation: &'a Operation) -> impl Iterator<Item = Signature<'a>> {
        let way = |name, result| Signature { name, receiver: Receiver::Value, arguments: Vec::new(), result };
        let streamed = operation.output.streaming.as_ref().map(|streaming| {
            let result = match (streaming, operation.event()) {
                (Streaming::Download, _) => RustType::plain("Download"),
                (Streaming::Events { .. }, None) => RustType::plain("Events"),
                (Streaming::Events { .. }, Some(data)) => RustType::of("Events", self.kept(data)),
            };
            way(streaming.method(), result)
        });
        let is_download = matches!(operation.output.streaming, Some(Streaming::Download));
        let saved = (is_download || operation.output.is_open()).then(|| Signature {
            arguments: vec![into("path", RustType::plain("PathBuf"))],
            ..way("save_to", RustType::plain("Saved"))
        });
        let undocumented = UNDOCUMENTED.into_iter().filter(|_| operation.output.is_open());
        let undocumented = undocumented.map(move |(name, result, of)| {
            let of = of.map(RustType::plain).into_iter().collect();
            way(name, RustType::Named(Home::Scope, result, of))
        });
        let pages = operation.pagination.as_ref().map(|_| way("pages", RustType::plain("Pages")));
        let items = operation.pagination.iter().filter_map(|pages| pages.items.as_ref());
        let items = items.filter(|items| items.is_offered);
        let items = items.map(move |items| way("items", RustType::of("Items", self.kept(&items.item))));
        streamed.into_iter().chain(saved).chain(undocumented).chain(pages).chain(items)
    }

    /// The enum of answers that differ by status.
    fn choice(self, choice: &'a Choice) -> impl Iterator<Item = ItemKind<'a>> {
        let of = choice.name.as_str();
        let variants = choice.answers.iter().map(move |answer| ItemKind::Variant {
            of,
            name: &answer.variant,
            held: self.held(answer),
        });
        [ItemKind::Enum { name: of, traits: Trait::CHOICE }].into_iter().chain(variants)
    }
}

/// The other media types of a required body.
pub fn alternatives(operation: &Operation) -> impl Iterator<Item = (&Content, &ChosenBy)> {
    let body = operation.body.iter().filter(|body| body.required);
    let contents = body.flat_map(|body| &body.contents);
    contents.filter_map(|content| Some((content, content.chosen_by.as_ref()?)))
}

fn chosen(content: &Content) -> Option<&str> {
    content.chosen_by.as_ref().map(|chosen| chosen.call.as_str())
}

/// How a call is pinned to one of two formats of its URL, which the runtime's macro gives it.
fn url_format<'a>() -> Signature<'a> {
    let ty = RustType::runtime("UrlFormat");
    setter("url_format", Argument { name: "format", kept: ty.clone(), ty, conversion: Conversion::None })
}

fn setter<'a>(name: &'a str, argument: Argument<'a>) -> Signature<'a> {
    let result = RustType::plain("Self");
    Signature { name, receiver: Receiver::Value, arguments: vec![argument], result }
}
