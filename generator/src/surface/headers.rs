//! What is public of the documented headers of answers.

use foldhash::HashSet;

use super::{
    Argument, Conversion, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature, Surface,
    Trait,
};
use crate::api::{Header, HeaderSet, Operation};

impl<'a> Surface<'a> {
    /// The sets of documented headers, each once, with the first operation that has it.
    pub fn header_sets(self) -> impl Iterator<Item = (&'a HeaderSet, &'a Operation)> {
        let mut known: HashSet<&str> = HashSet::default();
        let all = self.api().operations.iter();
        let all = all.flat_map(|operation| operation.header_sets().map(move |set| (set, operation)));
        all.filter(move |(set, _)| known.insert(&set.name))
    }

    /// How a set is taken from the headers of an answer.
    #[must_use]
    pub fn headers_of(self) -> Signature<'a> {
        let ty = RustType::Reference(Box::new(RustType::runtime("Headers")));
        let argument = Argument { name: "headers", kept: ty.clone(), ty, conversion: Conversion::None };
        let result = RustType::plain("Self");
        Signature { name: "of", receiver: Receiver::None, arguments: vec![argument], result }
    }

    /// How a header is read.
    #[must_use]
    pub fn header(self, header: &'a Header) -> Signature<'a> {
        let read = self.unboxed(&header.ty);
        let read = if header.required { read } else { read.optional() };
        let result = RustType::Named(Home::Scope, "Result", vec![read, RustType::runtime("HeaderError")]);
        Signature { name: &header.name.rust, receiver: Receiver::Reference, arguments: Vec::new(), result }
    }

    /// The types of the sets, and how each of their headers is read.
    pub(super) fn items_of_headers(self) -> impl Iterator<Item = Item<'a>> {
        self.header_sets().flat_map(move |(set, _)| {
            let of = set.name.as_str();
            let item =
                |kind, is_deprecated, origin| Item { module: Module::Headers, kind, is_deprecated, origin };
            let function =
                move |signature| ItemKind::Function { of, parameters: Parameters::None, signature };
            let structure =
                ItemKind::Struct { name: of, parameters: Parameters::None, traits: Trait::HEADERS };
            let own = [structure, function(self.headers_of())].map(|kind| item(kind, false, None));
            let headers = set.headers.iter().map(move |header| {
                item(function(self.header(header)), header.deprecated, Some(&header.origin))
            });
            own.into_iter().chain(headers)
        })
    }
}
