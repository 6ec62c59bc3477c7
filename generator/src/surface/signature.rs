//! Signatures of functions.

use std::fmt::{self, Display, Formatter};

use super::{Home, Module, RustType};

/// What a function is called, takes and returns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signature<'a> {
    /// Its name.
    pub name: &'a str,
    /// How it takes what it is called on.
    pub receiver: Receiver,
    /// What else it takes.
    pub arguments: Vec<Argument<'a>>,
    /// What it returns.
    pub result: RustType<'a>,
}

/// How a function takes what it is called on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Receiver {
    /// Not at all: it is called on the type.
    None,
    /// `&self`
    Reference,
    /// `self`
    Value,
    /// `self`, which it changes. Callers see no difference.
    Changed,
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Argument<'a> {
    /// Its name.
    pub name: &'a str,
    /// The type that is taken.
    pub ty: RustType<'a>,
    /// The type that is kept.
    pub kept: RustType<'a>,
    /// How the one becomes the other.
    pub conversion: Conversion,
}

/// How an argument becomes the value that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// It is the value.
    None,
    /// By `Into`.
    Into,
    /// By `Into`, and a box around it.
    Boxed,
    /// By `Into`, to a value or `null`.
    Nullable,
    /// Its items are collected.
    Collected,
    /// Its items are collected, each by `Into`.
    CollectedInto,
    /// Its pairs are collected, the key by `Into`.
    CollectedPairs,
    /// Its pairs are collected, key and value by `Into`.
    CollectedPairsInto,
}

impl<'a> Signature<'a> {
    /// The types in it.
    pub(super) fn types(&self) -> impl Iterator<Item = &RustType<'a>> {
        self.arguments.iter().map(|argument| &argument.ty).chain([&self.result])
    }

    /// Whether it takes or returns types of the document.
    #[must_use]
    pub fn speaks_of_types(&self) -> bool {
        self.types().any(|ty| ty.is_of(Home::Types))
    }

    /// As it is written in `module`, with names of arguments or without.
    pub(super) fn seen_from(&self, module: Module, has_names: bool) -> impl Display + '_ {
        Written { signature: self, module, has_names }
    }
}

struct Written<'s> {
    signature: &'s Signature<'s>,
    module: Module,
    has_names: bool,
}

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { signature: Signature { name, receiver, arguments, result }, module, has_names } = self;
        write!(f, "{name}(")?;
        let receiver = match receiver {
            Receiver::None => None,
            Receiver::Reference => Some("&self"),
            Receiver::Value | Receiver::Changed => Some("self"),
        };
        f.write_str(receiver.unwrap_or_default())?;
        let mut follows = receiver.is_some();
        for Argument { name, ty, .. } in arguments {
            f.write_str(if follows { ", " } else { "" })?;
            if *has_names {
                write!(f, "{name}: ")?;
            }
            ty.seen_from(*module).fmt(f)?;
            follows = true;
        }
        write!(f, ") -> {}", result.seen_from(*module))
    }
}
